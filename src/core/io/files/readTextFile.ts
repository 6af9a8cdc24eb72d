import { open, readFile, stat } from 'node:fs/promises';
import { LedgerError } from '../../errors';

/** The first bytes of a file; fewer when it is shorter. */
export async function readHead(file: string, bytes: number): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const buffer = new Uint8Array(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A text file as UTF-8. Throws `source-unreadable` when it is larger than `limit` bytes. */
export async function readTextFile(file: string, limit: number): Promise<string> {
  const { size } = await stat(file);
  if (size > limit) {
    throw new LedgerError(
      'source-unreadable',
      `${file} has ${size} bytes, and at most ${limit} are read. Name a smaller file.`,
      { path: file, size, limit },
    );
  }
  return readFile(file, 'utf8');
}
