import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCacheBytes } from './cacheFile';
import type { LedgerHistory } from './ledgerHistory';
import { LedgerLook } from './ledgerLook';
import type { LedgerPaths } from './ledgerPaths';

export interface Answer {
  readonly bytes: Uint8Array;
  /** False for an answer that says what is wrong at the moment. */
  readonly isLasting: boolean;
  /** What the next one who makes this answer wants to know of this one. */
  readonly notes?: string | undefined;
}

/** An answer of an earlier moment, as it was written. */
export interface EarlierAnswer {
  readonly bytes: Uint8Array;
  readonly notes: string;
}

/**
 * Makes the answer from the files as `look` has them; without a look, as they are. `before` holds no longer, and may have
 * been made in another form.
 */
export type MakeAnswer = (look?: LedgerLook, before?: EarlierAnswer) => Promise<Answer>;

/**
 * What an answer is held against: size and time of every event file, or only the time of the folders that hold them. The
 * folder's time tells every event that came or went, and of ten thousand files it is one question instead of as many;
 * it does not tell an event that somebody edited in place. Good enough for what is shown until all of it is read.
 */
export type AnswerBasis = 'files' | 'folders';

/** The files that an answer is held against, at one moment. */
interface Files {
  /** Null when nothing can be held against them. */
  readonly digest: string | null;
  readonly look?: LedgerLook | undefined;
}

const DIGEST_LENGTH = 64;
/** The line that tells how many bytes of notes follow it; it also tells a file of this form from others. */
const NOTES_LINE = /^notes (\d{12})\n$/;
const NOTES_AT = DIGEST_LENGTH + 1;
const NOTES_LINE_LENGTH = 'notes 000000000000\n'.length;
/** Smaller answers are made about as fast as they are looked up. */
const WORTH_KEEPING = 64 * 1024;

/**
 * The bytes of one answer about the whole ledger, kept while every file that it was made from has the size and time that
 * it had: what the index asks for too. A line with the SHA-256 of all that follows, a line with the digest of those
 * facts, a line with the length of the notes, the notes, and the bytes.
 */
export class KeptAnswer {
  private readonly file: string;

  /** `form` has to change whenever the same ledger would be answered in other words. */
  constructor(
    private readonly paths: LedgerPaths,
    private readonly history: LedgerHistory,
    name: string,
    private readonly form: string,
    private readonly basis: AnswerBasis = 'files',
  ) {
    this.file = join(paths.cache, `${name}.answer`);
  }

  /**
   * What was kept while nothing has changed, else what `make` gives. The very first look at a ledger, which reads every
   * file, leaves the keeping to the second.
   */
  async get(make: MakeAnswer): Promise<Uint8Array> {
    if (!existsSync(this.paths.index)) {
      return (await make()).bytes;
    }
    const [kept, files] = await Promise.all([this.readKept(), this.files()]);
    const state = await this.state(files);
    const before = kept === null ? null : readWhole(kept);
    if (before !== null && before.state === state) {
      return before.bytes;
    }
    const { bytes, isLasting, notes } = await make(files.look, before ?? undefined);
    if (isLasting && bytes.length >= WORTH_KEEPING && state !== null && (await this.stillHolds(state, files))) {
      await this.keep(bytes, state, Buffer.from(notes ?? ''));
    }
    return bytes;
  }

  private readKept(): Promise<Buffer | null> {
    return readFile(this.file).catch(() => null);
  }

  private async keep(bytes: Uint8Array, state: string, notes: Uint8Array): Promise<void> {
    const first = Buffer.from(`${state}\nnotes ${String(notes.length).padStart(12, '0')}\n`, 'latin1');
    const digest = createHash('sha256').update(first).update(notes).update(bytes).digest('hex');
    await writeCacheBytes(this.paths, this.file, [Buffer.from(`${digest}\n`, 'latin1'), first, notes, bytes]);
  }

  /**
   * Whether the answer is one of the moment that `state` names, and whole: without a Git to ask, commits are left out, and
   * they are there again when Git is. Files need no second look where the answer was made by the first.
   */
  private async stillHolds(state: string, files: Files): Promise<boolean> {
    const now = files.look === undefined ? await this.files() : files;
    const isOfOneMoment = files.look?.isOvertaken !== true && state === (await this.state(now));
    return isOfOneMoment && (await this.history.read()).isWhole;
  }

  /** Of what the answer is held against, the config and the history. */
  private async state({ digest }: Files): Promise<string | null> {
    if (digest === null) {
      return null;
    }
    const config = await readFile(this.paths.config, 'utf8').catch(() => '');
    return sha256(JSON.stringify([this.form, await this.history.state(), config, digest]));
  }

  private async files(): Promise<Files> {
    if (this.basis === 'folders') {
      return { digest: await this.folderTimes() };
    }
    const look = await LedgerLook.take(this.paths);
    return look === null ? { digest: null } : { digest: look.digest(), look };
  }

  /** Null where something other than folders lies there. */
  private async folderTimes(): Promise<string | null> {
    let facts = '';
    for (const entry of await readdir(this.paths.models, { withFileTypes: true }).catch(() => [])) {
      if (!entry.isDirectory()) {
        return null;
      }
      facts += `${entry.name}/ ${(await stat(this.paths.model(entry.name))).mtimeMs}\n`;
    }
    return sha256(facts);
  }
}

/** Null for a file that is not as it was written. */
function readWhole(kept: Buffer): (EarlierAnswer & { readonly state: string }) | null {
  const body = kept.subarray(DIGEST_LENGTH + 1);
  const from = NOTES_AT + NOTES_LINE_LENGTH;
  const length = NOTES_LINE.exec(body.toString('latin1', NOTES_AT, from))?.[1];
  if (length === undefined || kept.toString('latin1', 0, DIGEST_LENGTH) !== sha256(body)) {
    return null;
  }
  const end = from + Number(length);
  return {
    state: body.toString('latin1', 0, DIGEST_LENGTH),
    // A text of its own only for who makes the answer anew.
    get notes() {
      return body.toString('utf8', from, end);
    },
    bytes: body.subarray(end),
  };
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
