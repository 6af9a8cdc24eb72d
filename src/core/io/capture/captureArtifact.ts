import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { CapturedArtifact, CaptureWarning } from '../../capture/capture';
import type { Execution } from '../../model';
import type { InspectedPath } from '../../notebook/inspection';
import type { CapturePlace } from './captureDatasets';
import { listFolder } from '../files/hashFolder';
import {
  isUrl,
  nameInside,
  recordedPath,
  relativeInside,
  withoutCredentials,
  withoutHome,
} from '../files/workspacePath';

export interface CapturedArtifacts {
  readonly artifacts: readonly CapturedArtifact[];
  readonly warnings: readonly CaptureWarning[];
}

/** The model files that a source wrote, as they are on disk now. Nothing is hashed yet. */
export async function captureArtifacts(
  named: readonly InspectedPath[],
  place: CapturePlace,
): Promise<CapturedArtifacts> {
  const artifacts = new Map<string, CapturedArtifact>();
  for (const entry of named) {
    const artifact = await captureArtifact(entry, place);
    if (!artifacts.has(artifact.path)) {
      artifacts.set(artifact.path, artifact);
    }
  }
  const missing = [...artifacts.values()].filter(
    (artifact) => artifact.size === null && artifact.confidence === 'high',
  );
  return {
    artifacts: [...artifacts.values()],
    warnings: missing.map(({ path: shown, source }) => ({
      code: 'artifact-missing',
      message: `The code writes ${shown}, and no such file is there. Run the cell that saves it to register the model file too.`,
      source,
    })),
  };
}

async function captureArtifact(entry: InspectedPath, { ledger, folder }: CapturePlace): Promise<CapturedArtifact> {
  const { source, confidence } = entry;
  const absent = { size: null, modifiedAt: null, confidence, source };
  if (isUrl(entry.path)) {
    return { path: withoutCredentials(entry.path), ...absent };
  }
  for (const file of [path.resolve(folder, entry.path), path.resolve(ledger.root, entry.path)]) {
    const facts = await stat(file).catch(() => null);
    if (facts !== null) {
      const files = facts.isDirectory() ? await listFolder(file).catch(() => null) : null;
      const size = facts.isDirectory() ? (files ?? []).reduce((sum, each) => sum + each.size, 0) : facts.size;
      const shown = recordedPath(ledger.root, await nameInside(ledger.root, file));
      return { path: shown, size, modifiedAt: facts.mtimeMs, confidence, source };
    }
  }
  const expected = path.resolve(folder, entry.path);
  const shown = relativeInside(ledger.root, expected) ?? withoutHome(entry.path);
  return { path: shown, ...absent };
}

/** Clocks of kernels and file systems may differ a little. */
const SLACK = 60_000;

/** Model files that were there before the run began: they belong to an earlier one. */
export function olderArtifacts(
  artifacts: readonly CapturedArtifact[],
  execution: Execution | null,
): readonly CaptureWarning[] {
  const start = execution?.startedAt === null || execution === null ? -Infinity : Date.parse(execution.startedAt);
  return artifacts
    .filter(({ modifiedAt }) => modifiedAt !== null && modifiedAt < start - SLACK)
    .map(({ path: shown, source }) => ({
      code: 'artifact-older-than-run',
      message: `${shown} is older than the run of the notebook. Check that this run saved it.`,
      source,
    }));
}
