import { posix } from 'node:path';
import { isIgnoredFolder } from '../capture/candidates';
import { readDvcFile } from '../../capture/dvcOuts';
import { readYaml } from '../../card/yamlText';
import { MODEL_EXTENSIONS } from '../../capture/modelFormat';
import type { Concern } from '../../rationale/concern';
import type { CommittedFiles } from './committedFiles';
import type { CommitView, ViewedFile } from './commitView';
import type { KnownVersion, KnownVersions } from './knownVersions';

type Unregistered = Extract<Concern, { readonly code: 'artifact-unregistered' }>;

/** How many versions with a file at one path are looked at for what DVC calls its bytes. */
const KEEPERS = 20;

/** Model files that the change brings and whose bytes no version has. */
export async function artifactConcerns(
  view: CommitView,
  known: KnownVersions,
  { files, signal }: { readonly files: CommittedFiles; readonly signal?: AbortSignal | undefined },
): Promise<readonly Concern[]> {
  const artifacts = new ArtifactIndex(known);
  const concerns: Unregistered[] = [];
  for (const file of view.files.filter(({ isRemoved }) => !isRemoved)) {
    signal?.throwIfAborted();
    const path = file.shown.endsWith('.dvc') ? file.shown.slice(0, -'.dvc'.length) : file.shown;
    const holders = artifacts.at(path);
    if (holders.length === 0 && !isModelFile(path)) {
      continue;
    }
    const isRegistered =
      path === file.shown
        ? artifacts.has(await files.sha256(file, signal))
        : await isKnownToDvc(file, { files, holders, known });
    if (!isRegistered) {
      const [last] = holders;
      concerns.push({
        code: 'artifact-unregistered',
        path,
        last: last === undefined ? null : { model: last.model, version: last.version },
      });
    }
  }
  return concerns;
}

function isModelFile(path: string): boolean {
  return MODEL_EXTENSIONS.has(posix.extname(path).toLowerCase()) && !path.split('/').slice(0, -1).some(isIgnoredFolder);
}

/** A `.dvc` file says which bytes are meant by their md5, which versions that DVC keeps have as well. */
async function isKnownToDvc(
  pointer: ViewedFile,
  {
    files,
    holders,
    known,
  }: { readonly files: CommittedFiles; readonly holders: readonly KnownVersion[]; readonly known: KnownVersions },
): Promise<boolean> {
  const name = posix.basename(pointer.shown).slice(0, -'.dvc'.length);
  const outs = readDvcFile(readYaml((await files.textAfter(pointer)) ?? ''));
  const digest = outs.find(({ path }) => path === name)?.digest ?? null;
  if (digest === null || digest.endsWith('.dir')) {
    // Nothing to compare: folders are recorded as their files.
    return true;
  }
  for (const holder of holders.slice(0, KEEPERS)) {
    const whole = await known.whole(holder);
    if (whole.artifacts.some(({ keeperId }) => keeperId === digest)) {
      return true;
    }
  }
  return false;
}

/** Who has which bytes, and who has a file where. */
class ArtifactIndex {
  private readonly digests = new Set<string>();
  private readonly paths = new Map<string, KnownVersion[]>();

  constructor({ models }: KnownVersions) {
    for (const version of models.flatMap(({ versions }) => versions)) {
      for (const { path, sha256 } of version.artifacts) {
        this.digests.add(sha256);
        const holders = this.paths.get(path) ?? [];
        holders.push(version);
        this.paths.set(path, holders);
      }
    }
  }

  has(sha256: string | null): boolean {
    return sha256 !== null && this.digests.has(sha256);
  }

  /** Newest first. */
  at(path: string): readonly KnownVersion[] {
    return (this.paths.get(path) ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  }
}
