import { posix } from 'node:path';
import { readDvcFile, readDvcLock } from '../../capture/dvcOuts';
import { readYaml } from '../../card/yamlText';
import { findPrevious } from '../../ledger/previousVersion';
import type { Dataset, Version } from '../../model';
import type { Concern } from '../../rationale/concern';
import type { CommittedFiles } from './committedFiles';
import type { CommitView, ViewedFile } from './commitView';
import type { KnownVersions } from './knownVersions';

type ChangedData = Extract<Concern, { readonly code: 'data-changed' }>;

interface Context {
  readonly files: CommittedFiles;
  /** Models that the change registers a version of: that version says what its data was. */
  readonly registers: ReadonlySet<string>;
}

/** Data that the change replaces, and that the newest version of a model was trained on. */
export async function dataConcerns(
  view: CommitView,
  known: KnownVersions,
  context: Context,
): Promise<readonly Concern[]> {
  const changed = new Map(view.files.map((file) => [file.shown, file]));
  if (changed.size === 0) {
    return [];
  }
  const pointers = await readPointers(view.files, context.files);
  const found = new Map<string, ChangedData>();
  for (const version of await newestVersions(known)) {
    for (const dataset of version.datasets) {
      const pointer = dataset.identity.kind === 'dvc' ? dataset.identity.pointer : null;
      const hasChanged =
        pointer === null
          ? await isOtherFile(dataset, changed.get(dataset.path), context.files)
          : isOtherOut(dataset, pointers.get(pointer), context.registers.has(version.model));
      if (hasChanged) {
        const { path } = dataset;
        const before = found.get(path)?.versions ?? [];
        const { model, version: number } = version;
        found.set(path, { code: 'data-changed', path, pointer, versions: [...before, { model, version: number }] });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function newestVersions(known: KnownVersions): Promise<readonly Version[]> {
  const newest = known.models
    .map(({ versions }) => findPrevious(versions))
    .filter((version) => version !== null)
    .filter(({ archived }) => archived === null || archived === false);
  return Promise.all(newest.map((version) => known.whole(version)));
}

async function isOtherFile(
  { identity, path }: Dataset,
  file: ViewedFile | undefined,
  files: CommittedFiles,
): Promise<boolean> {
  if (file === undefined || file.isRemoved) {
    return false;
  }
  switch (identity.kind) {
    case 'lfs':
    case 'sha256':
      return (await files.sha256(file)) !== identity.digest;
    case 'git':
      return (await files.blobId(file)) !== identity.digest;
    case 'dvc':
    case 'unresolved':
      return false;
    default:
      throw new TypeError(`${path} has an identity of no known kind: ${String(identity satisfies never)}`);
  }
}

/** Digests by path relative to the ledger's root, before and after. */
interface PointerChange {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

function isOtherOut(dataset: Dataset, change: PointerChange | undefined, isRegisteredNow: boolean): boolean {
  if (change === undefined || dataset.identity.kind !== 'dvc') {
    return false;
  }
  const target = [...change.after.keys()].find((path) => path === dataset.path || dataset.path.startsWith(`${path}/`));
  const [before, after] = [change.before.get(target ?? ''), change.after.get(target ?? '')];
  if (target === undefined || after === undefined || before === after || dataset.identity.digest === after) {
    return false;
  }
  // The record of a file inside a tracked folder has a digest of its own, which the pointer does not tell.
  return target === dataset.path || !isRegisteredNow;
}

async function readPointers(
  changed: readonly ViewedFile[],
  files: CommittedFiles,
): Promise<ReadonlyMap<string, PointerChange>> {
  const pointers = changed.filter(
    ({ shown, isRemoved }) => !isRemoved && (shown.endsWith('.dvc') || posix.basename(shown) === 'dvc.lock'),
  );
  const changes = await Promise.all(
    pointers.map(async (file) => {
      const [before, after] = await Promise.all([files.textBefore(file), files.textAfter(file)]);
      return [file.shown, { before: readOuts(file, before), after: readOuts(file, after) }] as const;
    }),
  );
  return new Map(changes);
}

function readOuts({ shown }: ViewedFile, text: string | null): ReadonlyMap<string, string> {
  const folder = posix.dirname(shown);
  const outs = new Map<string, string>();
  const content = text === null ? null : readYaml(text);
  for (const { path, wdir, digest } of shown.endsWith('.dvc') ? readDvcFile(content) : readDvcLock(content)) {
    if (digest !== null) {
      outs.set(posix.join(folder, wdir, path), digest);
    }
  }
  return outs;
}
