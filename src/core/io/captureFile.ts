import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Capture, CapturedArtifact, CapturedEvidence, CaptureWarning } from '../capture';
import { LedgerError } from '../errors';
import { readMetricsFile } from '../metricsFile';
import { MODEL_EXTENSIONS, SNIFF_BYTES, sniffModelFormat } from '../modelFormat';
import type { SourceKind } from '../model';
import type { Inspection } from '../notebook/inspection';
import { maskSecrets } from '../notebook/secrets';
import { captureNotebook } from './captureNotebook';
import { readCodeState } from './codeState';
import { readEnvironment } from './environment';
import { listFolder } from './hashFolder';
import type { Ledger } from './ledger';
import { readHead, readTextFile } from './readTextFile';
import { recordedPath } from './workspacePath';

export interface FileRequest {
  readonly ledger: Ledger;
  /** Absolute. */
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
}

/** Larger logs and metrics files are refused: nobody's metrics are that long. */
const TEXT_LIMIT = 50_000_000;
const METRICS_EXTENSIONS = new Set(['.json', '.jsonl', '.yaml', '.yml', '.csv', '.tsv', '.log', '.txt', '.out']);
const SCRIPT_EXTENSIONS = new Set(['.py', '.r', '.jl', '.scala']);

/** The facts of any source: a notebook, a model file or folder, a script, a log or a metrics file. Writes nothing. */
export async function captureFile(request: FileRequest): Promise<Capture> {
  const facts = await stat(request.path).catch(() => null);
  if (facts === null) {
    throw new LedgerError('source-missing', `There is no file ${request.path}. Check the path.`, {
      path: request.path,
    });
  }
  const extension = path.extname(request.path).toLowerCase();
  if (extension === '.ipynb') {
    return captureNotebook(request);
  }
  if (facts.isDirectory()) {
    return captureModel(request, { size: await folderSize(request.path), modifiedAt: facts.mtimeMs, framework: null });
  }
  if (!facts.isFile()) {
    throw new LedgerError('source-unsupported', `${request.path} is neither a file nor a folder.`, {
      path: request.path,
    });
  }
  const format = sniffModelFormat(await readHead(request.path, SNIFF_BYTES), path.basename(request.path));
  const isText = METRICS_EXTENSIONS.has(extension) || SCRIPT_EXTENSIONS.has(extension);
  if (
    MODEL_EXTENSIONS.has(extension) ||
    !isText ||
    format?.framework === 'xgboost' ||
    format?.framework === 'lightgbm' ||
    format?.framework === 'catboost'
  ) {
    return captureModel(request, { size: facts.size, modifiedAt: facts.mtimeMs, framework: format?.framework ?? null });
  }
  return captureText(request, SCRIPT_EXTENSIONS.has(extension) ? 'script' : 'metrics');
}

async function folderSize(folder: string): Promise<number> {
  return ((await listFolder(folder)) ?? []).reduce((sum, file) => sum + file.size, 0);
}

const NOTHING: Inspection = {
  framework: [],
  metrics: [],
  params: [],
  datasets: [],
  artifacts: [],
  plots: [],
  series: [],
  warnings: [],
};

async function captureModel(
  request: FileRequest,
  facts: { readonly size: number; readonly modifiedAt: number; readonly framework: string | null },
): Promise<Capture> {
  const shown = recordedPath(request.ledger.root, request.path);
  const framework = facts.framework === null ? [] : [facts.framework];
  const artifact: CapturedArtifact = {
    path: shown,
    size: facts.size,
    modifiedAt: facts.modifiedAt,
    confidence: 'high',
  };
  return assemble(request, { kind: 'artifact', inspection: { ...NOTHING, framework }, artifacts: [artifact] });
}

async function captureText(request: FileRequest, kind: 'script' | 'metrics'): Promise<Capture> {
  const text = await readTextFile(request.path, TEXT_LIMIT);
  const name = path.basename(request.path);
  const { config } = await request.ledger.config();
  const sourceSha256 =
    kind === 'script' ? createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') : null;
  if (kind === 'script') {
    return assemble(request, { kind, inspection: NOTHING, sourceSha256 });
  }
  const reading = readMetricsFile(name, text, { directions: config.metrics });
  const masked = maskSecrets(text);
  const evidence: CapturedEvidence = {
    kind: 'log',
    name,
    mime: 'text/plain',
    content: { bytes: Buffer.from(masked.text, 'utf8') },
  };
  return assemble(request, { kind, inspection: { ...NOTHING, ...reading }, evidence: [evidence] });
}

interface Parts {
  readonly kind: SourceKind;
  readonly inspection: Inspection;
  readonly artifacts?: readonly CapturedArtifact[];
  readonly evidence?: readonly CapturedEvidence[];
  readonly sourceSha256?: string | null;
  readonly warnings?: readonly CaptureWarning[];
}

async function assemble({ ledger, path: file }: FileRequest, parts: Parts): Promise<Capture> {
  const folder = path.dirname(file);
  const request = { root: ledger.root, folder, notebook: null, framework: parts.inspection.framework };
  const [code, environment] = await Promise.all([
    ledger.git().then((git) => readCodeState(git, parts.sourceSha256 ?? null)),
    readEnvironment(request),
  ]);
  return {
    source: { kind: parts.kind, path: recordedPath(ledger.root, file) },
    inspection: parts.inspection,
    datasets: [],
    artifacts: parts.artifacts ?? [],
    evidence: parts.evidence ?? [],
    code,
    environment: environment.recorded,
    execution: null,
    warnings: parts.warnings ?? [],
  };
}
