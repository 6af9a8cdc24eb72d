import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { MODEL_EXTENSIONS } from '../../capture/modelFormat';
import { inspectNotebook } from '../../notebook/inspectNotebook';
import { parseNotebook } from '../../notebook/parseNotebook';
import type { VersionSummary } from '../../ledger/versionSummary';
import { relativeInside } from '../files/workspacePath';

/** An executed notebook or a model file that no version knows. */
export interface Candidate {
  readonly kind: 'notebook' | 'artifact';
  /** Workspace-relative with forward slashes. */
  readonly path: string;
  /** How many metrics were found in a notebook's outputs. */
  readonly metrics?: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

export interface CandidateLimits {
  /** Folder entries looked at. */
  readonly entries: number;
  /** Notebooks read, the newest first. */
  readonly notebooks: number;
  /** Largest notebook read. */
  readonly notebookBytes: number;
  readonly candidates: number;
}

const LIMITS: CandidateLimits = { entries: 20_000, notebooks: 40, notebookBytes: 20_000_000, candidates: 20 };

/** Never entered: dependencies, caches, environments, other programs' own data. */
const IGNORED = new Set([
  'node_modules',
  'venv',
  'env',
  '__pycache__',
  'site-packages',
  'dist',
  'build',
  'mlruns',
  'wandb',
  'lightning_logs',
  'catboost_info',
]);

interface FoundFile {
  readonly path: string;
  readonly file: string;
  readonly size: number;
  readonly modifiedAt: number;
}

/** What is worth registering, newest first. Reads little and stops at its limits; never throws for a file. */
export async function findCandidates(
  root: string,
  summaries: readonly { readonly versions: readonly VersionSummary[] }[],
  signal?: AbortSignal,
  limits: CandidateLimits = LIMITS,
): Promise<readonly Candidate[]> {
  const versions = summaries.flatMap((summary) => summary.versions);
  const known = new Set(
    versions.flatMap((version) => [version.source.path, ...version.artifacts.map(({ path: at }) => at)]),
  );
  const { notebooks, models } = await findFiles(root, limits, signal);
  const unknown = (files: readonly FoundFile[]) =>
    files.filter((file) => !known.has(file.path)).sort((a, b) => b.modifiedAt - a.modifiedAt);
  const found: Candidate[] = unknown(models).map(({ path: shown, modifiedAt }) => ({
    kind: 'artifact',
    path: shown,
    modifiedAt,
  }));
  const readable = unknown(notebooks).filter((file) => file.size <= limits.notebookBytes);
  for (const { path: shown, file, modifiedAt } of readable.slice(0, limits.notebooks)) {
    signal?.throwIfAborted();
    const metrics = await countMetrics(file);
    if (metrics > 0) {
      found.push({ kind: 'notebook', path: shown, metrics, modifiedAt });
    }
  }
  return found.sort((a, b) => b.modifiedAt - a.modifiedAt).slice(0, limits.candidates);
}

async function findFiles(
  root: string,
  limits: CandidateLimits,
  signal: AbortSignal | undefined,
): Promise<{ notebooks: readonly FoundFile[]; models: readonly FoundFile[] }> {
  const notebooks: FoundFile[] = [];
  const models: FoundFile[] = [];
  let entries = 0;
  // Breadth first: what lies near the top is what people mean.
  const pending = [root];
  for (let folder = pending.shift(); folder !== undefined && entries < limits.entries; folder = pending.shift()) {
    signal?.throwIfAborted();
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      entries += 1;
      const file = path.join(folder, entry.name);
      const extension = path.extname(entry.name).toLowerCase();
      if (entry.isDirectory() && !isIgnoredFolder(entry.name)) {
        pending.push(file);
      } else if (entry.isFile() && (extension === '.ipynb' || MODEL_EXTENSIONS.has(extension))) {
        const facts = await stat(file).catch(() => null);
        const found = {
          path: relativeInside(root, file) ?? file,
          file,
          size: facts?.size ?? 0,
          modifiedAt: facts?.mtimeMs ?? 0,
        };
        (extension === '.ipynb' ? notebooks : models).push(found);
      }
    }
  }
  return { notebooks, models };
}

export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || IGNORED.has(name);
}

async function countMetrics(file: string): Promise<number> {
  try {
    return inspectNotebook(parseNotebook(await readFile(file, 'utf8'))).metrics.length;
  } catch {
    // Half written, not a notebook, or gone: no candidate.
    return 0;
  }
}
