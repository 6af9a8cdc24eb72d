import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCacheBytes } from './cacheFile';
import { statEventFile } from './eventFiles';
import type { LedgerPaths } from './ledgerPaths';

export interface Answer {
  readonly bytes: Uint8Array;
  /** False for an answer that says what is wrong at the moment. */
  readonly isLasting: boolean;
}

/**
 * What an answer is held against: size and time of every event file, or only the time of the folders that hold them. The
 * folder's time tells every event that came or went, and of ten thousand files it is one question instead of as many;
 * it does not tell an event that somebody edited in place. Good enough for what is shown until all of it is read.
 */
export type AnswerBasis = 'files' | 'folders';

/** What an answer depends on besides the files of the ledger. */
export interface AnswerFacts {
  /** Grows with every change of what the answer is made of. */
  readonly form: string;
  readonly head: string | null;
}

const DIGEST_LENGTH = 64;
/** Smaller answers are made about as fast as they are looked up. */
const WORTH_KEEPING = 64 * 1024;

/**
 * The bytes of one answer about the whole ledger, kept while every file that it was made from has the size and time that
 * it had: what the index asks for too. A line with the SHA-256 of all that follows, a line with the digest of those
 * facts, and the bytes.
 */
export class KeptAnswer {
  private readonly file: string;
  private readonly isFirstLook: boolean;

  constructor(
    private readonly paths: LedgerPaths,
    name: string,
    private readonly basis: AnswerBasis = 'files',
  ) {
    this.file = join(paths.cache, `${name}.answer`);
    this.isFirstLook = !existsSync(paths.index);
  }

  /** Null when something has changed, or nothing is kept. */
  async find(facts: AnswerFacts): Promise<Uint8Array | null> {
    const bytes = await readFile(this.file).catch(() => null);
    if (bytes === null) {
      return null;
    }
    const body = bytes.subarray(DIGEST_LENGTH + 1);
    const isWhole = bytes.toString('latin1', 0, DIGEST_LENGTH) === sha256(body);
    const state = body.toString('latin1', 0, DIGEST_LENGTH);
    return isWhole && state === (await this.state(facts)) ? body.subarray(DIGEST_LENGTH + 1) : null;
  }

  /**
   * Makes the answer, and keeps it when nothing has changed meanwhile. The very first look at a ledger, which reads every
   * file, leaves that to the second.
   */
  async make(facts: AnswerFacts, answer: () => Promise<Answer>, mayKeep: () => Promise<boolean>): Promise<Uint8Array> {
    const before = this.isFirstLook ? null : await this.state(facts);
    const { bytes, isLasting } = await answer();
    if (before !== null && isLasting && bytes.length >= WORTH_KEEPING && (await mayKeep())) {
      await this.keep(bytes, before, facts);
    }
    return bytes;
  }

  private async keep(bytes: Uint8Array, before: string, facts: AnswerFacts): Promise<void> {
    if (before === (await this.state(facts))) {
      const body = Buffer.concat([Buffer.from(`${before}\n`, 'latin1'), bytes]);
      await writeCacheBytes(this.paths, this.file, [Buffer.from(`${sha256(body)}\n`, 'latin1'), body]);
    }
  }

  /** Of what the answer is held against, and the config. Null where something other than files lies there. */
  private async state({ form, head }: AnswerFacts): Promise<string | null> {
    const config = await readFile(this.paths.config, 'utf8').catch(() => '');
    const hash = createHash('sha256').update(JSON.stringify([form, head, config]));
    for (const entry of await readdir(this.paths.models, { withFileTypes: true }).catch(() => [])) {
      if (!entry.isDirectory() || !(await this.addModel(hash, entry.name))) {
        return null;
      }
    }
    return hash.digest('hex');
  }

  private async addModel(hash: Hash, model: string): Promise<boolean> {
    if (this.basis === 'folders') {
      hash.update(`${model}/ ${(await stat(this.paths.model(model))).mtimeMs}\n`);
      return true;
    }
    let facts = `${model}/\n`;
    for (const file of await readdir(this.paths.model(model))) {
      const stats = statEventFile(this.paths, model, file);
      if (stats === null || 'code' in stats) {
        return false;
      }
      facts += `${file} ${stats.size} ${stats.mtime}\n`;
    }
    hash.update(facts);
    return true;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
