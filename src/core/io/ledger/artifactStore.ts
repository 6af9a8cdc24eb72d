import { appendFile, chmod, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sha256 } from '../../model';
import { renamePatiently, syncFolder } from '../files/atomicFile';
import { isMissing } from '../files/fileErrors';
import { hashWhileCopying, type HashOptions } from '../files/hashFile';
import type { LedgerPaths } from './ledgerPaths';
import { temporaryName } from '../files/temporaryFiles';

export interface StoredFile {
  readonly sha256: Sha256;
  readonly size: number;
}

const READ_ONLY = 0o444;
const WRITABLE = 0o644;

/**
 * Copies of artifacts that nothing else keeps, by content. The store is this machine's own and not in Git, so it also
 * remembers what it has taken in: a copy that is gone from here is a loss, one that was never here is not.
 */
export class ArtifactStore {
  constructor(private readonly paths: LedgerPaths) {}

  /** Copies the file while hashing it. A copy that is there already is kept. Throws as `hashFile` does. */
  async put(file: string, options: HashOptions = {}): Promise<StoredFile> {
    const folder = join(this.paths.store, 'tmp');
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, await temporaryName());
    const sink = await open(temporary, 'wx');
    try {
      const { digest, size } = await this.fill(sink, file, options);
      await this.publish(temporary, digest, size);
      return { sha256: digest, size };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** True when a copy of that size is here. */
  async has(sha256: Sha256, size: number): Promise<boolean> {
    try {
      const stats = await stat(this.paths.stored(sha256));
      return stats.isFile() && stats.size === size;
    } catch (error) {
      if (isMissing(error)) {
        return false;
      }
      throw error;
    }
  }

  /** Everything that was ever stored on this machine and not removed by us. */
  async remembered(): Promise<ReadonlySet<Sha256>> {
    const remembered = new Set<Sha256>();
    for (const line of (await this.readJournal()).split('\n')) {
      if (line.startsWith('-')) {
        remembered.delete(line.slice(1));
      } else if (line !== '') {
        remembered.add(line);
      }
    }
    return remembered;
  }

  /** Removes a copy of which no event speaks any more. */
  async remove(sha256: Sha256): Promise<void> {
    const copy = this.paths.stored(sha256);
    try {
      // Windows removes no read-only file.
      await chmod(copy, WRITABLE);
      await rm(copy);
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
    }
    await this.note(`-${sha256}`);
  }

  private async readJournal(): Promise<string> {
    try {
      return await readFile(this.journal, 'utf8');
    } catch (error) {
      if (isMissing(error)) {
        return '';
      }
      throw error;
    }
  }

  private get journal(): string {
    return join(this.paths.store, 'stored.txt');
  }

  private async fill(sink: Awaited<ReturnType<typeof open>>, file: string, options: HashOptions) {
    try {
      const hashed = await hashWhileCopying(file, sink, options);
      await sink.sync();
      return hashed;
    } finally {
      await sink.close();
    }
  }

  private async publish(temporary: string, sha256: Sha256, size: number): Promise<void> {
    const target = this.paths.stored(sha256);
    // Noted first: killed in between, the copy counts as missing only where an event speaks of it, and none does yet.
    await this.note(sha256);
    if (await this.has(sha256, size)) {
      return;
    }
    await mkdir(dirname(target), { recursive: true });
    await chmod(temporary, READ_ONLY);
    await renamePatiently(temporary, target);
    await syncFolder(dirname(target));
  }

  /** One short line by one append, which no other process can split. */
  private async note(line: string): Promise<void> {
    await mkdir(this.paths.store, { recursive: true });
    await appendFile(this.journal, `${line}\n`);
  }
}
