import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Capture } from '../../capture/capture';
import { readMetricsReferences } from '../../capture/logReferences';
import { readMetricsFile } from '../../capture/metricsFile';
import { inspectNotebook } from '../../notebook/inspectNotebook';
import type { InspectedMetric, Inspection } from '../../notebook/inspection';
import type { Notebook } from '../../notebook/notebook';
import { captureArtifacts } from './captureArtifact';
import { captureDatasets } from './captureDatasets';
import { readCodeState } from '../git/codeState';
import { readEnvironment } from './environment';
import type { Ledger } from '../ledger/ledger';
import { captureLogs, type CapturedLogs } from './logs';
import { curveEvidence, environmentEvidence } from './notebookEvidence';
import { readTextFile } from '../files/readTextFile';
import { realPathInside, recordedPath } from '../files/workspacePath';

const SCRIPT_LIMIT = 5_000_000;

/**
 * The facts of a script: its code as a notebook of one cell, with the logs it wrote as that cell's output, and the
 * metrics files that it opens for writing.
 */
export async function captureScript(request: {
  readonly ledger: Ledger;
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<Capture> {
  const { ledger, path: file, signal } = request;
  const text = await readTextFile(file, SCRIPT_LIMIT);
  const { config } = await ledger.config();
  const folder = path.dirname(file);
  const git = await ledger.git();
  const logs = await captureLogs({
    root: ledger.root,
    folder,
    code: `${text}\n${ownLogs(file)}`,
    // A script is written once and run often: every log that is newer than it may be its own.
    since: (await stat(file)).mtimeMs,
    maxBytes: config.evidence.maxBytes,
    signal,
  });
  const options = { directions: config.metrics };
  const inspected = inspectNotebook(asNotebook(text, logs), options);
  const inspection: Inspection = {
    ...inspected,
    metrics: merge(await readReferencedMetrics(ledger.root, folder, text, options), inspected.metrics),
    warnings: [],
  };
  const place = { ledger, git, folder, signal };
  const [datasets, artifacts, code, environment] = await Promise.all([
    captureDatasets(inspection.datasets, place),
    captureArtifacts(inspection.artifacts, place),
    readCodeState(git, createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')),
    readEnvironment({ root: ledger.root, folder, notebook: null, framework: inspection.framework, script: text }),
  ]);
  return {
    source: { kind: 'script', path: recordedPath(ledger.root, file) },
    inspection,
    datasets: datasets.datasets,
    artifacts: artifacts.artifacts,
    evidence: [
      ...logs.evidence,
      ...curveEvidence([...inspection.series, ...logs.series]),
      environmentEvidence(environment),
    ],
    code,
    environment: environment.recorded,
    execution: null,
    warnings: [...datasets.warnings, ...artifacts.warnings, ...logs.warnings],
  };
}

/** `train.log` beside `train.py`, as `python train.py > train.log` leaves it. */
function ownLogs(file: string): string {
  const stem = path.basename(file, path.extname(file));
  return ['log', 'out'].map((extension) => `log_file = "${stem}.${extension}"`).join('\n');
}

function asNotebook(source: string, logs: CapturedLogs): Notebook {
  const printed = logs.evidence
    .filter(({ name }) => /\.(?:log|out|txt)$/i.test(name))
    .map(({ content }) => ('bytes' in content ? Buffer.from(content.bytes).toString('utf8') : ''));
  const outputs = printed.map((text) => ({ kind: 'stream', name: 'stdout', text }) as const);
  const cell = {
    index: 0,
    id: null,
    kind: 'code',
    source,
    executionCount: 1,
    tags: [],
    outputs,
    startedAt: null,
    finishedAt: null,
    success: null,
  } as const;
  return {
    cells: [cell],
    kernel: null,
    kernelDisplayName: null,
    language: 'python',
    languageVersion: null,
    metadata: {},
  };
}

const METRICS_LIMIT = 5_000_000;

async function readReferencedMetrics(
  root: string,
  folder: string,
  source: string,
  options: Parameters<typeof readMetricsFile>[2],
): Promise<readonly InspectedMetric[]> {
  const metrics: InspectedMetric[] = [];
  for (const name of readMetricsReferences(source)) {
    const real =
      (await realPathInside(root, path.resolve(folder, name))) ??
      (await realPathInside(root, path.resolve(root, name)));
    const text = real === null ? null : await readTextFile(real, METRICS_LIMIT).catch(() => null);
    if (real !== null && text !== null) {
      const found = readMetricsFile(path.basename(real), text, options).metrics;
      metrics.push(
        ...found.map((metric) => ({ ...metric, source: { ...metric.source, path: recordedPath(root, real) } })),
      );
    }
  }
  return metrics;
}

/** What a program wrote for programs is more exact than what it printed. */
function merge(written: readonly InspectedMetric[], printed: readonly InspectedMetric[]): readonly InspectedMetric[] {
  const key = ({ name, split }: InspectedMetric) => JSON.stringify([name, split]);
  const known = new Set(written.map(key));
  const isWritten = written.some((metric) => metric.headline);
  const rest = printed.filter((metric) => !known.has(key(metric)));
  return [...written, ...rest.map((metric) => (isWritten ? { ...metric, headline: false } : metric))];
}
