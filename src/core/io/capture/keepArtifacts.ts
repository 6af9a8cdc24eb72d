import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Capture } from '../../capture/capture';
import { LedgerError } from '../../errors';
import type { Artifact, FactSource } from '../../model';
import type { Git } from '../git/git';
import { hashFile } from '../files/hashFile';
import { listFolder } from '../files/hashFolder';
import { findKeeper, isLikelyKept } from './keeper';
import type { Ledger } from '../ledger/ledger';
import { realPathInside, relativeInside } from '../files/workspacePath';

export interface KeepRequest {
  readonly ledger: Ledger;
  readonly git: Git | null;
  readonly capture: Capture;
  /** Copy what nobody else keeps. */
  readonly store: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface KeptArtifacts {
  readonly artifacts: readonly Artifact[];
  readonly warnings: readonly string[];
}

interface ArtifactFile {
  /** The file is not the one that the capture saw. */
  readonly isNewer: boolean;
  /** Workspace-relative. */
  readonly shown: string;
  readonly file: string;
  readonly size: number;
  readonly source: FactSource | undefined;
}

const FOLDER = { files: 1000, bytes: 1e13 };

/** Hashes the named model files and makes sure that somebody keeps their bytes. A folder stands for the files in it. */
export async function keepArtifacts(paths: readonly string[], request: KeepRequest): Promise<KeptArtifacts> {
  const found = new Map<string, ArtifactFile>();
  for (const named of paths) {
    for (const file of await findFiles(named, request)) {
      found.set(file.shown, file);
    }
  }
  const files = [...found.values()];
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const artifacts: Artifact[] = [];
  let done = 0;
  for (const file of files) {
    const before = done;
    artifacts.push(
      await keepFile(file, { ...request, onProgress: (read) => request.onProgress?.(before + read, total) }),
    );
    done += file.size;
    request.onProgress?.(done, total);
  }
  const newer = files
    .filter((file) => file.isNewer)
    .map(({ shown }) => `${shown} was written again after its source was read. The newer file is recorded.`);
  const lost = artifacts.filter((artifact) => artifact.kept === 'none').map((artifact) => artifact.path);
  return {
    artifacts,
    warnings: [
      ...newer,
      ...(lost.length === 0 ? [] : [`No copy is kept of ${lost.join(', ')}: the store is switched off.`]),
    ],
  };
}

async function findFiles(named: string, { ledger, capture, signal }: KeepRequest): Promise<readonly ArtifactFile[]> {
  const file = path.resolve(ledger.root, named);
  const shown = relativeInside(ledger.root, file);
  if (shown === null || shown === '') {
    throw outside(named, ledger.root);
  }
  const facts = await stat(file).catch(() => null);
  if (facts === null) {
    throw new LedgerError(
      'artifact-missing',
      `The artifact ${named} is not there. Save the model to it, correct the path, or take it out.`,
      { path: named },
    );
  }
  if ((await realPathInside(ledger.root, file)) === null) {
    throw outside(named, ledger.root);
  }
  const captured = capture.artifacts.find((artifact) => artifact.path === shown);
  const source = captured?.source;
  if (facts.isFile()) {
    const isNewer =
      captured !== undefined &&
      captured.size !== null &&
      (captured.size !== facts.size || captured.modifiedAt !== facts.mtimeMs);
    return [{ shown, file, size: facts.size, source, isNewer }];
  }
  if (!facts.isDirectory()) {
    throw new LedgerError('artifact-not-a-file', `The artifact ${named} is neither a file nor a folder.`, {
      path: named,
    });
  }
  const inside = await listFolder(file, FOLDER, signal);
  if (inside === null || inside.length === 0) {
    throw new LedgerError(
      'artifact-not-a-file',
      inside === null
        ? `The folder ${named} has more than ${FOLDER.files} files. Name the ones that are the model.`
        : `The folder ${named} is empty, so there is no artifact in it.`,
      { path: named },
    );
  }
  return inside.map((each) => ({
    shown: `${shown}/${each.path}`,
    file: path.join(file, each.path),
    size: each.size,
    source,
    isNewer: false,
  }));
}

function outside(named: string, root: string): LedgerError {
  return new LedgerError(
    'path-outside',
    `The artifact ${named} lies outside ${root}. Copy it into the workspace and name that file.`,
    { path: named, root },
  );
}

async function keepFile({ shown, file, source }: ArtifactFile, request: KeepRequest): Promise<Artifact> {
  const { ledger, git, store, onProgress, signal } = request;
  const withSource = source === undefined ? {} : { source };
  const real = await realpath(file);
  // Most model files are kept by nobody: then one reading both hashes and copies.
  if (store && !(await isLikelyKept({ root: ledger.root, git, file: real }))) {
    const stored = await ledger.storeArtifact(real, { onProgress, signal });
    return { path: shown, ...stored, kept: 'store', ...withSource };
  }
  const { digest: sha256, size } = await hashFile(real, { onProgress, signal });
  const keeper = await findKeeper({ root: ledger.root, git, file: real, sha256, signal });
  if (keeper.kept === 'none' && store) {
    const stored = await ledger.storeArtifact(real, { signal });
    return { path: shown, ...stored, kept: 'store', ...withSource };
  }
  return { path: shown, sha256, size, ...keeper, ...withSource };
}
