import { Buffer } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CapturedEvidence, CaptureWarning } from '../../capture/capture';
import { readLogReferences } from '../../capture/logReferences';
import type { Series } from '../../notebook/inspection';
import { secretsMasked } from '../../capture/secretsMasked';
import { maskSecrets } from '../../notebook/secrets';
import { listCurves, readCurves, subfolders } from './dvclive';
import { realPathInside, recordedPath } from '../files/workspacePath';

export interface LogRequest {
  readonly root: string;
  /** Folder of the source. */
  readonly folder: string;
  /** The source's code, for the logs that it names. */
  readonly code: string;
  /** Milliseconds since the epoch: logs not written since then belong to another run. Null: not known. */
  readonly since: number | null;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface CapturedLogs {
  readonly evidence: readonly CapturedEvidence[];
  readonly series: readonly Series[];
  readonly warnings: readonly CaptureWarning[];
}

/** Files kept of one run. */
const LOGS = 12;
/** Clocks of kernels and file systems may differ a little. */
const SLACK = 60_000;

/** Training logs near a source: those that its code names, and those that frameworks write on their own. */
export async function captureLogs(request: LogRequest): Promise<CapturedLogs> {
  const named = readLogReferences(request.code).flatMap((name) => [
    path.resolve(request.folder, name),
    path.resolve(request.root, name),
  ]);
  const usual = (await Promise.all([request.folder, path.join(request.folder, 'logs')].map(listLogs))).flat();
  const written = (await Promise.all([...usual, ...(await listFrameworkLogs(request.folder))].map(timeOf)))
    .filter((log) => log !== null)
    .filter((log) => request.since === null || log.modifiedAt >= request.since - SLACK)
    .sort((a, b) => b.modifiedAt - a.modifiedAt)
    .map((log) => log.file);
  const reader = new LogReader(request);
  for (const file of new Set([...named, ...written])) {
    request.signal?.throwIfAborted();
    if (reader.evidence.length < LOGS) {
      await reader.read(file);
    }
  }
  return reader;
}

/** Logs of other programs that often lie in the same folder. */
const FOREIGN = /^(?:npm-debug|yarn-error|jupyter|pip|hs_err|nohup-jupyter)/i;

async function listLogs(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /\.log$/i.test(entry.name) && !FOREIGN.test(entry.name))
    .map((entry) => path.join(folder, entry.name));
}

/** CatBoost, Lightning, DVCLive and the Hugging Face trainer, in the places they choose themselves. */
async function listFrameworkLogs(folder: string): Promise<readonly string[]> {
  const at = (...parts: readonly string[]) => path.join(folder, ...parts);
  const lightning = await newestFolder(at('lightning_logs'), /^version_\d+$/);
  const checkpoints = await subfolders(folder);
  const states = await Promise.all(
    checkpoints.map(async (name) => {
      const newest = await newestFolder(at(name), /^checkpoint-\d+$/);
      return [at(name, 'trainer_state.json'), ...(newest === null ? [] : [path.join(newest, 'trainer_state.json')])];
    }),
  );
  return [
    at('catboost_info', 'learn_error.tsv'),
    at('catboost_info', 'test_error.tsv'),
    ...(lightning === null ? [] : [path.join(lightning, 'metrics.csv')]),
    at('dvclive', 'metrics.json'),
    ...(await listCurves(at('dvclive', 'plots', 'metrics'))),
    ...states.flat(),
  ];
}

async function newestFolder(folder: string, shape: RegExp): Promise<string | null> {
  const names = (await subfolders(folder)).filter((name) => shape.test(name));
  const number = (name: string) => Number(/\d+$/.exec(name)?.[0] ?? 0);
  const newest = names.sort((a, b) => number(b) - number(a))[0];
  return newest === undefined ? null : path.join(folder, newest);
}

async function timeOf(file: string): Promise<{ file: string; modifiedAt: number } | null> {
  const facts = await stat(file).catch(() => null);
  return facts?.isFile() === true ? { file, modifiedAt: facts.mtimeMs } : null;
}

class LogReader implements CapturedLogs {
  readonly evidence: CapturedEvidence[] = [];
  readonly series: Series[] = [];
  readonly warnings: CaptureWarning[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly request: LogRequest) {}

  async read(file: string): Promise<void> {
    const { root, maxBytes } = this.request;
    const real = await realPathInside(root, file);
    const facts = real === null ? null : await stat(real).catch(() => null);
    if (real === null || facts?.isFile() !== true || facts.size === 0 || this.seen.has(real)) {
      return;
    }
    this.seen.add(real);
    const shown = recordedPath(root, file);
    if (facts.size > maxBytes) {
      const message = `${shown} is left out of the evidence: ${facts.size} bytes, and evidence.maxBytes in the config is ${maxBytes}.`;
      this.warnings.push({ code: 'evidence-too-large', message });
      return;
    }
    const { text, found } = maskSecrets(await readFile(real, 'utf8'));
    if (text.includes('\0')) {
      return;
    }
    if (found > 0) {
      this.warnings.push(secretsMasked(shown, found));
    }
    this.evidence.push({
      kind: 'log',
      name: path.basename(file),
      mime: file.endsWith('.json') ? 'application/json' : 'text/plain',
      content: { bytes: Buffer.from(text, 'utf8') },
      source: { path: shown },
    });
    this.series.push(...readCurves(file, text, shown));
  }
}
