import { readFile, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LedgerError } from '../../errors';
import { formatReference, type Version } from '../../model';
import type { ArtifactStore } from './artifactStore';
import { syncFolder } from '../files/atomicFile';
import { listEventFiles, listModels, readEventFile, type EventFile } from './eventFiles';
import { isMissing, systemCode } from '../files/fileErrors';
import type { Git } from '../git/git';
import type { LedgerPaths } from './ledgerPaths';

export interface Undone {
  /** Relative to the root: the events, and the evidence and copies that only they spoke of. */
  readonly removed: readonly string[];
}

interface UndoContext {
  readonly paths: LedgerPaths;
  readonly store: ArtifactStore;
  readonly git: Git | null;
  /** Told of each event file that is gone now, relative to the root. */
  readonly taken: (path: string) => void;
}

/**
 * Takes back a registration that is not committed, with the events that followed about the same version. Nothing else
 * may build on them. Call it under the lock.
 */
export async function undoVersion(context: UndoContext, version: Version): Promise<Undone> {
  const { paths, git } = context;
  const events = await readEvents(paths, version.model);
  const own = events.filter(({ event }) => version.events.includes(event.id));
  requireLast(version, own, events);
  const files = own.map(({ file }) => paths.event(version.model, file));
  await requireUncommitted(git, version, files);
  const removed: string[] = [];
  if (git !== null) {
    // A staged file would come back with the next commit.
    await git.raw(['rm', '--cached', '--quiet', '--force', '--ignore-unmatch', '--', ...files]);
  }
  // Children before their parents: killed in between, what remains is a whole ledger.
  for (const file of files.reverse()) {
    await rm(file, { force: true });
    context.taken(paths.relative(file));
    removed.push(paths.relative(file));
  }
  await syncFolder(paths.model(version.model));
  await removeFolderIfEmpty(paths.model(version.model));
  removed.push(...(await removeUnused(context, own)));
  return { removed };
}

async function readEvents(paths: LedgerPaths, model: string): Promise<readonly EventFile[]> {
  const files = (await listEventFiles(paths, model))?.files ?? [];
  return files.flatMap((file) => {
    const content = readEventFile(paths, model, file)?.content;
    return content !== undefined && 'event' in content ? [content] : [];
  });
}

function requireLast(version: Version, own: readonly EventFile[], all: readonly EventFile[]): void {
  const ownIds = new Set(own.map(({ event }) => event.id));
  const follower = all.find(
    ({ event }) => !ownIds.has(event.id) && event.parents.some((parent) => ownIds.has(parent.id)),
  );
  if (follower !== undefined) {
    const reference = formatReference(version.model, version.version);
    throw new LedgerError(
      'undo-built-upon',
      `${reference} cannot be undone, because the later event ${follower.file} builds on it. Undo that one first, or archive ${reference} with a reason.`,
      { model: version.model, version: version.version, follower: follower.event.id },
    );
  }
}

async function requireUncommitted(git: Git | null, version: Version, files: readonly string[]): Promise<void> {
  if (git === null) {
    return;
  }
  // Not --all: the snapshots of working trees under refs/model-ledger hold files that nobody has committed.
  const refs = ['--branches', '--tags', '--remotes', ...((await git.head()) === null ? [] : ['HEAD'])];
  const commit = (await git.raw(['log', '-1', '--format=%h', ...refs, '--', ...files])).trim();
  if (commit !== '') {
    const reference = formatReference(version.model, version.version);
    throw new LedgerError(
      'undo-committed',
      `${reference} is committed (${commit}) and stays in the ledger. Archive it with a reason instead.`,
      { model: version.model, version: version.version, commit },
    );
  }
}

async function removeFolderIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!isMissing(error) && systemCode(error) !== 'ENOTEMPTY' && systemCode(error) !== 'EEXIST') {
      throw error;
    }
  }
}

/**
 * Evidence, copies and snapshots of the code of which no event speaks any more. Committed evidence stays, as Git would
 * bring it back.
 */
async function removeUnused({ paths, store, git }: UndoContext, own: readonly EventFile[]): Promise<readonly string[]> {
  const bodies = own.flatMap(({ event }) => (isRegistered(event) ? [event.body] : []));
  const evidence = new Set(bodies.flatMap((body) => body.evidence.map((item) => item.sha256)));
  const copies = new Set(
    bodies.flatMap((body) => body.artifacts.filter((item) => item.kept === 'store').map((item) => item.sha256)),
  );
  const snapshots = new Set(bodies.flatMap(({ code }) => (code.snapshot === null ? [] : [code.snapshot])));
  await forgetUsed(paths, evidence, copies, snapshots);
  const removed: string[] = [];
  for (const commit of snapshots) {
    await git?.raw(['update-ref', '-d', `refs/model-ledger/snapshots/${commit}`]);
  }
  for (const sha256 of evidence) {
    const path = paths.object(sha256);
    if (git === null || (await git.raw(['ls-files', '--', path])) === '') {
      await rm(path, { force: true });
      await removeFolderIfEmpty(join(path, '..'));
      removed.push(paths.relative(path));
    }
  }
  for (const sha256 of copies) {
    await store.remove(sha256);
    removed.push(paths.relative(paths.stored(sha256)));
  }
  return removed;
}

/** Takes out of both sets what a remaining event, also a damaged one, still mentions. */
async function forgetUsed(paths: LedgerPaths, ...sets: readonly Set<string>[]): Promise<void> {
  if (sets.every((set) => set.size === 0)) {
    return;
  }
  for (const model of (await listModels(paths)).models) {
    for (const file of (await listEventFiles(paths, model))?.files ?? []) {
      const text = await readIfThere(paths.event(model, file));
      for (const set of sets) {
        for (const sha256 of set) {
          if (text.includes(sha256)) {
            set.delete(sha256);
          }
        }
      }
    }
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'latin1');
  } catch (error) {
    if (isMissing(error) || systemCode(error) === 'EISDIR') {
      return '';
    }
    throw new Error(`${basename(path)} cannot be read`, { cause: error });
  }
}

function isRegistered(event: EventFile['event']): event is Extract<EventFile['event'], { type: 'registered' }> & {
  body: {
    evidence: { sha256: string }[];
    artifacts: { sha256: string; kept: string }[];
    code: { snapshot: string | null };
  };
} {
  return event.type === 'registered' && 'body' in event;
}
