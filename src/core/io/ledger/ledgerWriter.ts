import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { LedgerError } from '../../errors';
import {
  EVENT_SCHEMA,
  readEvent,
  requireModelName,
  writeEvent,
  type EventOf,
  type EventType,
  type LedgerEvent,
} from '../../ledger/event';
import type { Person } from '../../model';
import { createUlid } from '../../ledger/ulid';
import { writeFileAtomic } from '../files/atomicFile';
import { eventFileName, listModels, type EventFile } from './eventFiles';
import { systemCode } from '../files/fileErrors';
import type { Tip } from './indexedModel';
import { prepareFolder } from './ledgerIgnore';
import type { LedgerPaths } from './ledgerPaths';
import { Lock, throwIfCancelled } from '../files/lock';
import type { ModelIndex } from './modelIndex';
import { sweep } from '../files/temporaryFiles';

/** A new event but for what only the lock makes sure. */
export interface Proposal<T extends EventType> {
  readonly type: T;
  readonly body: EventOf<T>['body'];
}

export interface WrittenEvent<T extends EventType> extends EventFile {
  readonly event: EventOf<T>;
  /** Relative to the root, with forward slashes. */
  readonly path: string;
}

export interface WriterFacts {
  readonly now: () => Date;
  readonly person: () => Promise<Person>;
  readonly projectName: () => Promise<string>;
  /** Told of each event file that is there now, relative to the root. */
  readonly written: (path: string) => void;
}

/** The only way into the ledger: lock, read inside the lock, temporary file, flush, rename. */
export class LedgerWriter {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly paths: LedgerPaths,
    private readonly index: ModelIndex,
    private readonly facts: WriterFacts,
  ) {}

  /** Writes the event that `propose` makes of the state inside the lock. */
  async write<T extends EventType>(
    model: string,
    propose: (tip: Tip, at: Date) => Promise<Proposal<T>>,
    signal?: AbortSignal,
  ): Promise<WrittenEvent<T>> {
    requireModelName(model);
    const by = await this.facts.person();
    return this.locked(signal, async (lock) => {
      await this.requireOneSpelling(model);
      const before = await this.index.tip(model);
      const at = this.facts.now();
      const { type, body } = await propose(before.tip, at);
      const id = createUlid(at.getTime(), () => randomBytes(10));
      const event = {
        schema: EVENT_SCHEMA,
        id,
        type,
        at: at.toISOString(),
        by,
        model,
        parents: before.tip.heads.map((head) => ({ id: head.id, sha256: head.sha256 })),
        body,
        // The body belongs to the type by `Proposal`, which the compiler cannot follow through the union.
      } as unknown as EventOf<T>;
      const text = requireReadable(event);
      const file = eventFileName(id, type);
      throwIfCancelled(signal);
      await writeFileAtomic(this.paths.event(model, file), text, {
        temporaryFolder: this.paths.temporary,
        durable: true,
        beforeCommit: () => lock.assertHeld(),
      });
      const path = this.paths.relativeEvent(model, file);
      this.facts.written(path);
      const sha256 = createHash('sha256').update(text).digest('hex');
      const highest = Math.max(before.tip.highest, claimedNumber(event));
      const written = { event, sha256, file };
      await this.index.add(model, written, before, { heads: [{ id, sha256 }], highest });
      return { ...written, path };
    });
  }

  /** Runs `action` while no other process writes to this ledger. */
  async locked<R>(signal: AbortSignal | undefined, action: (lock: Lock) => Promise<R>): Promise<R> {
    // In one process the turns are taken in order; the lock is for the others.
    const turn = this.queue.then(() => this.lockedNow(signal, action));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async lockedNow<R>(signal: AbortSignal | undefined, action: (lock: Lock) => Promise<R>): Promise<R> {
    if (this.paths.isReadOnly) {
      const { folder } = this.paths;
      throw new LedgerError(
        'ledger-unwritable',
        `${folder} was opened for reading only. Open it without that to write.`,
        {
          folder,
        },
      );
    }
    try {
      const lock = await Lock.acquire(this.paths.lock, { temporaryFolder: this.paths.temporary, signal });
      try {
        await prepareFolder(this.paths, await this.facts.projectName());
        await sweep(this.paths.temporary);
        await sweep(join(this.paths.store, 'tmp'));
        return await action(lock);
      } finally {
        await lock.release();
      }
    } catch (error) {
      throw asUnwritable(error, this.paths.folder);
    }
  }

  /** Two names that differ in case only are one folder on Windows and macOS. */
  private async requireOneSpelling(model: string): Promise<void> {
    const { models } = await listModels(this.paths);
    const other = models.find((known) => known !== model && known.toLowerCase() === model.toLowerCase());
    if (other !== undefined && !models.includes(model)) {
      throw new LedgerError(
        'model-name-invalid',
        `${model} differs from the model ${other} in case only, which Windows and macOS cannot tell apart. Use ${other} or another name.`,
        { name: model, other },
      );
    }
  }
}

function claimedNumber(event: LedgerEvent): number {
  return event.type === 'registered' || event.type === 'renumbered' ? event.body.version : 0;
}

/** What is written must be readable again, here and by everybody else. */
function requireReadable(event: LedgerEvent): string {
  const text = writeEvent(event);
  const reading = readEvent(text);
  if (reading.kind !== 'event') {
    const reason = reading.kind === 'damaged' ? reading.reason : 'its type is not known';
    throw new LedgerError('draft-invalid', `The ${event.type} event cannot be recorded: ${reason}.`, { reason });
  }
  return text;
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'Check the permissions of the folder.',
  EPERM: 'Check the permissions of the folder.',
  EROFS: 'The file system is read-only.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk quota is used up.',
  ENOTDIR: 'A file is where a folder should be.',
  EISDIR: 'A folder is where a file should be.',
  EEXIST: 'A file is where a folder should be.',
  ENAMETOOLONG: 'A path is too long for this file system.',
};

/** `ledger-unwritable` with advice where the system refused to write; any other error as it is. */
export function asUnwritable(error: unknown, folder: string): unknown {
  const advice = UNWRITABLE[systemCode(error) ?? ''];
  if (advice === undefined) {
    return error;
  }
  const words = error instanceof Error ? error.message : String(error);
  return new LedgerError(
    'ledger-unwritable',
    `${folder} cannot be written (${words}). ${advice}`,
    { folder },
    { cause: error },
  );
}
