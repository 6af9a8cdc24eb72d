import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Capture, CaptureWarning } from '../capture';
import { LedgerError } from '../errors';
import { inspectNotebook } from '../notebook/inspectNotebook';
import type { Inspection } from '../notebook/inspection';
import type { Notebook } from '../notebook/notebook';
import { parseNotebook } from '../notebook/parseNotebook';
import { readExecution } from '../notebookExecution';
import { captureArtifacts } from './captureArtifact';
import { captureDatasets } from './captureDatasets';
import { readCodeState } from './codeState';
import { readEnvironment } from './environment';
import { captureNotebookEvidence } from './notebookEvidence';
import type { Ledger } from './ledger';
import { recordedPath } from './workspacePath';

export interface NotebookRequest {
  readonly ledger: Ledger;
  /** Absolute. */
  readonly path: string;
  /** The live document, unsaved changes and fresh outputs included; the file is read when absent. */
  readonly notebook?: Notebook | undefined;
  /** The text to keep as evidence; made from `notebook` when that is given alone. */
  readonly rawText?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything that an executed notebook says, with where each fact came from. Writes nothing. */
export async function captureNotebook(request: NotebookRequest): Promise<Capture> {
  const { ledger, signal } = request;
  const { notebook, rawText } = await readSource(request);
  const { config } = await ledger.config();
  const inspection = inspectNotebook(notebook, { directions: config.metrics });
  const folder = path.dirname(request.path);
  const git = await ledger.git();
  const shown = recordedPath(ledger.root, request.path);
  const place = { ledger, git, folder, config, signal };
  const [datasets, artifacts, code, environment] = await Promise.all([
    captureDatasets(inspection.datasets, place),
    captureArtifacts(inspection.artifacts, place),
    readCodeState(git, hashCode(notebook)),
    readEnvironment({ root: ledger.root, folder, notebook, framework: inspection.framework }),
  ]);
  signal?.throwIfAborted();
  const evidence = await captureNotebookEvidence({
    ...place,
    notebook,
    rawText,
    inspection,
    environment,
    name: path.basename(request.path),
  });
  return {
    source: { kind: 'notebook', path: shown },
    inspection,
    datasets: datasets.datasets,
    artifacts: artifacts.artifacts,
    evidence: evidence.evidence,
    code,
    environment: environment.recorded,
    execution: readExecution(notebook),
    warnings: [...inspectionWarnings(inspection), ...datasets.warnings, ...artifacts.warnings, ...evidence.warnings],
  };
}

async function readSource({
  path: file,
  notebook,
  rawText,
}: NotebookRequest): Promise<{ notebook: Notebook; rawText: string | null }> {
  if (notebook !== undefined) {
    return { notebook, rawText: rawText ?? null };
  }
  const text = rawText ?? (await readText(file));
  try {
    return { notebook: parseNotebook(text), rawText: text };
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'source-unreadable') {
      throw new LedgerError(error.code, `${path.basename(file)}: ${error.message}`, { path: file }, { cause: error });
    }
    throw error;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new LedgerError('source-missing', `There is no file ${file}. Check the path.`, { path: file });
    }
    throw error;
  }
}

/** SHA-256 over the code cells alone: running a notebook again does not change it, editing its code does. */
export function hashCode(notebook: Notebook): string {
  const cells = notebook.cells
    .filter((cell) => cell.kind === 'code')
    .map((cell) => cell.source.replaceAll('\r\n', '\n'));
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex');
}

function inspectionWarnings(inspection: Inspection): readonly CaptureWarning[] {
  return inspection.warnings.map(({ code, message, source }) => ({ code, message, source }));
}
