import { StructureUnreadable, type ByteSource } from './structure';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The record at the end, and the longest comment after it. */
const TAIL = 22 + 65_535;
const LARGEST_DIRECTORY = 50_000_000;

/** One small file out of a zip file, or null when it is not in it. Throws when the file is no zip file. */
export async function readZipEntry(source: ByteSource, name: string, most: number): Promise<Uint8Array | null> {
  const { offset, length } = await findDirectory(source);
  if (length > LARGEST_DIRECTORY) {
    throw new StructureUnreadable('lists more files than a model has');
  }
  const directory = await source.read(offset, length);
  const view = viewOf(directory);
  for (let at = 0; at + 46 <= directory.length && view.getUint32(at, true) === DIRECTORY_ENTRY;) {
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength)) === name) {
      return readEntry(source, {
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
        most,
      });
    }
    at = next;
  }
  return null;
}

async function findDirectory(source: ByteSource): Promise<{ readonly offset: number; readonly length: number }> {
  const start = Math.max(0, source.size - TAIL);
  const tail = await source.read(start, source.size - start);
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) {
      return { length: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
    }
  }
  throw new StructureUnreadable('is not a zip file');
}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly most: number;
}

async function readEntry(source: ByteSource, { method, packed, size, offset, most }: Entry): Promise<Uint8Array> {
  const header = await source.read(offset, 30);
  const view = viewOf(header);
  if (header.length < 30 || view.getUint32(0, true) !== LOCAL_HEADER || size > most) {
    throw new StructureUnreadable('is a damaged zip file');
  }
  const bytes = await source.read(offset + 30 + view.getUint16(26, true) + view.getUint16(28, true), packed);
  if (method === 0) {
    return bytes;
  }
  if (method === 8) {
    return unpack(source, bytes, most);
  }
  throw new StructureUnreadable('is packed in a way that is not read here');
}

async function unpack(source: ByteSource, bytes: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await source.inflate(bytes, most);
  } catch (error) {
    throw new StructureUnreadable('is a damaged zip file', { cause: error });
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
