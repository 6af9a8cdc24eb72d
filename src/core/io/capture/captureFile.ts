import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Capture, CapturedArtifact, CapturedEvidence, CaptureWarning } from '../../capture/capture';
import { LedgerError } from '../../errors';
import { readMetricsFile } from '../../capture/metricsFile';
import { secretsMasked } from '../../capture/secretsMasked';
import { SNIFF_BYTES, sniffModelFormat } from '../../capture/modelFormat';
import type { SourceKind } from '../../model';
import { NOTHING_INSPECTED, type Inspection } from '../../notebook/inspection';
import { maskSecrets } from '../../notebook/secrets';
import { readModelFile, readModelFolder, type ModelReading } from './captureModel';
import { captureNotebook } from './captureNotebook';
import { metricsFileIn, readCompanions } from './dvclive';
import { captureScript } from './captureScript';
import { readCodeState } from '../git/codeState';
import { readEnvironment } from './environment';
import { gitWarnings } from '../git/gitWarnings';
import type { Ledger } from '../ledger/ledger';
import { curveEvidence, environmentEvidence, limitEvidence } from './notebookEvidence';
import { readHead, readTextFile } from '../files/readTextFile';
import { nameInside, recordedPath } from '../files/workspacePath';

export interface FileRequest {
  readonly ledger: Ledger;
  /** Absolute. */
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
}

/** Larger logs and metrics files are refused: nobody's metrics are that long. */
const TEXT_LIMIT = 50_000_000;
const METRICS_EXTENSIONS = new Set([
  '.json',
  '.jsonl',
  '.ndjson',
  '.yaml',
  '.yml',
  '.csv',
  '.tsv',
  '.log',
  '.txt',
  '.out',
]);
const DOCUMENTS = new Set(
  ['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp', 'pdf', 'md', 'rst', 'html', 'docx', 'xlsx', 'pptx', 'toml', 'lock'].map(
    (extension) => `.${extension}`,
  ),
);
/** Model formats that are also text, or share an extension with it. */
const TEXT_MODELS = new Set(['xgboost', 'lightgbm', 'catboost']);

/** The facts of any source: a notebook, a model file or folder, a script, a log or a metrics file. Writes nothing. */
export async function captureFile(given: FileRequest): Promise<Capture> {
  const request = { ...given, path: await nameInside(given.ledger.root, path.resolve(given.path)) };
  const facts = await stat(request.path).catch(() => null);
  if (facts === null) {
    throw new LedgerError('source-missing', `There is no file ${request.path}. Check the path.`, {
      path: request.path,
    });
  }
  const metricsFile = facts.isDirectory() ? await metricsFileIn(request.path) : null;
  if (metricsFile !== null) {
    return captureMetrics({ ...request, path: metricsFile });
  }
  if (facts.isDirectory()) {
    const { config } = await request.ledger.config();
    return captureModel(request, await readModelFolder(request.path, { directions: config.metrics }));
  }
  const extension = path.extname(request.path).toLowerCase();
  if (!facts.isFile() || DOCUMENTS.has(extension)) {
    throw new LedgerError(
      'source-unsupported',
      `${request.path} is no source of a version. Name a notebook, a Python script, a model file or folder, a log or a metrics file.`,
      { path: request.path },
    );
  }
  if (extension === '.ipynb') {
    return captureNotebook(request);
  }
  if (extension === '.py') {
    return captureScript(request);
  }
  return METRICS_EXTENSIONS.has(extension) && !(await isTextModel(request.path))
    ? captureMetrics(request)
    : captureModel(request, await readModelFile(request.path));
}

async function isTextModel(file: string): Promise<boolean> {
  const format = sniffModelFormat(await readHead(file, SNIFF_BYTES), path.basename(file));
  return TEXT_MODELS.has(format?.framework ?? '');
}

async function captureModel(request: FileRequest, model: ModelReading): Promise<Capture> {
  const { config } = await request.ledger.config();
  const framework = model.framework === null ? [] : [model.framework];
  const artifact: CapturedArtifact = {
    path: recordedPath(request.ledger.root, request.path),
    size: model.size,
    modifiedAt: model.modifiedAt,
    confidence: 'high',
  };
  return assemble(request, {
    kind: 'artifact',
    inspection: { ...NOTHING_INSPECTED, ...model.results, framework },
    artifacts: [artifact],
    evidence: limitEvidence(curveEvidence(model.results.series), config.evidence.maxBytes).evidence,
    warnings: model.warnings,
  });
}

async function captureMetrics(request: FileRequest): Promise<Capture> {
  const text = await readTextFile(request.path, TEXT_LIMIT);
  const name = path.basename(request.path);
  const { config } = await request.ledger.config();
  const read = readMetricsFile(name, text, { directions: config.metrics });
  const beside = await readCompanions(request.ledger.root, request.path);
  const reading = { ...read, params: [...beside.params, ...read.params], series: [...read.series, ...beside.series] };
  const masked = maskSecrets(text);
  const content = { bytes: Buffer.from(masked.text, 'utf8') };
  const log: CapturedEvidence = { kind: 'log', name, mime: 'text/plain', content };
  const kept = limitEvidence([log, ...curveEvidence(reading.series)], config.evidence.maxBytes);
  return assemble(request, {
    kind: 'metrics',
    inspection: { ...NOTHING_INSPECTED, ...reading },
    evidence: kept.evidence,
    warnings: [
      ...(reading.metrics.length === 0 ? [noMetrics(name)] : []),
      ...(masked.found === 0 ? [] : [secretsMasked(name, masked.found)]),
      ...kept.warnings,
    ],
  });
}

function noMetrics(name: string): CaptureWarning {
  return {
    code: 'no-metrics',
    message: `No metrics were found in ${name}: none of its numbers has the name of one, or it is a table of data. Write them down by hand, or register another file.`,
  };
}

interface Parts {
  readonly kind: SourceKind;
  readonly inspection: Inspection;
  readonly artifacts?: readonly CapturedArtifact[];
  readonly evidence: readonly CapturedEvidence[];
  readonly warnings: readonly CaptureWarning[];
}

async function assemble({ ledger, path: file }: FileRequest, parts: Parts): Promise<Capture> {
  const folder = path.dirname(file);
  const git = await ledger.git();
  const [code, environment] = await Promise.all([
    readCodeState(git, null),
    readEnvironment({ root: ledger.root, folder, notebook: null, framework: parts.inspection.framework }),
  ]);
  return {
    source: { kind: parts.kind, path: recordedPath(ledger.root, file) },
    inspection: parts.inspection,
    datasets: [],
    artifacts: parts.artifacts ?? [],
    evidence:
      Object.keys(environment.packages).length === 0
        ? parts.evidence
        : [...parts.evidence, environmentEvidence(environment)],
    code,
    environment: environment.recorded,
    execution: null,
    warnings: [...(await gitWarnings(git, folder)), ...parts.warnings],
  };
}
