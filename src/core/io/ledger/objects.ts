import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { LedgerError } from '../../errors';
import type { Sha256 } from '../../model';
import { writeFileAtomic } from '../files/atomicFile';
import { isMissing } from '../files/fileErrors';
import type { LedgerPaths } from './ledgerPaths';

export type ObjectContent = { readonly bytes: Uint8Array } | { readonly file: string };

/** Small evidence by content, committed with the events. */
export class Objects {
  constructor(private readonly paths: LedgerPaths) {}

  /** Keeps the bytes; the same bytes are kept once. Throws `object-too-large` above `largest` bytes. */
  async put(content: ObjectContent, largest: number, name = 'Evidence'): Promise<{ sha256: Sha256; size: number }> {
    const bytes = 'bytes' in content ? content.bytes : await this.readSource(content.file, largest, name);
    requireSize(bytes.byteLength, largest, name);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!(await this.has(sha256, bytes.byteLength))) {
      await writeFileAtomic(this.paths.object(sha256), bytes, {
        temporaryFolder: this.paths.temporary,
        durable: true,
      });
    }
    return { sha256, size: bytes.byteLength };
  }

  async read(sha256: Sha256): Promise<Uint8Array> {
    try {
      return await readFile(this.paths.object(sha256));
    } catch (error) {
      if (isMissing(error)) {
        const path = this.paths.relative(this.paths.object(sha256));
        throw new LedgerError('object-missing', `${path} is missing. Restore it from Git.`, { path }, { cause: error });
      }
      throw error;
    }
  }

  async has(sha256: Sha256, size: number): Promise<boolean> {
    try {
      const stats = await stat(this.paths.object(sha256));
      return stats.isFile() && stats.size === size;
    } catch (error) {
      if (isMissing(error)) {
        return false;
      }
      throw error;
    }
  }

  private async readSource(file: string, largest: number, name: string): Promise<Uint8Array> {
    try {
      requireSize((await stat(file)).size, largest, name);
      return await readFile(file);
    } catch (error) {
      if (isMissing(error)) {
        throw new LedgerError('source-missing', `${file} does not exist.`, { path: file }, { cause: error });
      }
      throw error;
    }
  }
}

function requireSize(size: number, largest: number, name: string): void {
  if (size > largest) {
    throw new LedgerError(
      'object-too-large',
      `${name} has ${size} bytes; evidence may have ${largest}. Raise evidence.maxBytes in .model-ledger/config.json to keep it.`,
      { name, size, largest },
    );
  }
}
