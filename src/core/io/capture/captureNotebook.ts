import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Capture, CaptureWarning } from '../../capture/capture';
import { withEditedCells } from '../../capture/editedCells';
import { LedgerError } from '../../errors';
import type { Execution } from '../../model';
import { inspectNotebook } from '../../notebook/inspectNotebook';
import type { Inspection } from '../../notebook/inspection';
import type { Notebook } from '../../notebook/notebook';
import { parseNotebook } from '../../notebook/parseNotebook';
import { readExecution } from '../../capture/notebookExecution';
import { captureArtifacts, olderArtifacts } from './captureArtifact';
import { captureDatasets } from './captureDatasets';
import { readCodeState } from '../git/codeState';
import { gitWarnings } from '../git/gitWarnings';
import { readEnvironment } from './environment';
import { captureNotebookEvidence } from './notebookEvidence';
import type { Ledger } from '../ledger/ledger';
import { captureLogs } from './logs';
import { nameInside, recordedPath } from '../files/workspacePath';

export interface NotebookRequest {
  readonly ledger: Ledger;
  /** Absolute. */
  readonly path: string;
  /** The live document, unsaved changes and fresh outputs included; the file is read when absent. */
  readonly notebook?: Notebook | undefined;
  /** The text to keep as evidence; made from `notebook` when that is given alone. */
  readonly rawText?: string | undefined;
  /** Indexes of cells whose code was changed after they ran, as only a live editor knows. */
  readonly edited?: ReadonlySet<number> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything that an executed notebook says, with where each fact came from. Writes nothing. */
export async function captureNotebook(request: NotebookRequest): Promise<Capture> {
  const { ledger, signal } = request;
  const file = await nameInside(ledger.root, path.resolve(request.path));
  const { notebook, rawText } = await readSource(request);
  const { config } = await ledger.config();
  const inspected = inspectNotebook(notebook, { directions: config.metrics });
  const inspection = withEditedCells(notebook, inspected, request.edited);
  const folder = path.dirname(file);
  const git = await ledger.git();
  const place = { ledger, git, folder, config, signal };
  const [datasets, artifacts, code, environment] = await Promise.all([
    captureDatasets(inspection.datasets, place),
    captureArtifacts(inspection.artifacts, place),
    readCodeState(git, hashCode(notebook)),
    readEnvironment({ root: ledger.root, folder, notebook, framework: inspection.framework }),
  ]);
  const execution = readExecution(notebook);
  const logs = await captureLogs({
    root: ledger.root,
    folder,
    code: codeOf(notebook).join('\n'),
    since: await runStart(execution, file),
    maxBytes: config.evidence.maxBytes,
    signal,
  });
  signal?.throwIfAborted();
  const evidence = captureNotebookEvidence({
    logs,
    ...place,
    notebook,
    rawText,
    inspection,
    environment,
    name: path.basename(file),
  });
  return {
    source: { kind: 'notebook', path: recordedPath(ledger.root, file) },
    inspection,
    datasets: datasets.datasets,
    artifacts: artifacts.artifacts,
    evidence: evidence.evidence,
    code,
    environment: environment.recorded,
    execution,
    warnings: [
      ...inspectionWarnings(inspection),
      ...(await gitWarnings(git, folder)),
      ...datasets.warnings,
      ...artifacts.warnings,
      ...olderArtifacts(artifacts.artifacts, execution),
      ...evidence.warnings,
    ],
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
  return createHash('sha256')
    .update(JSON.stringify(codeOf(notebook)))
    .digest('hex');
}

function codeOf(notebook: Notebook): readonly string[] {
  const cells = notebook.cells.filter((cell) => cell.kind === 'code');
  return cells.map((cell) => cell.source.replaceAll('\r\n', '\n'));
}

const DAY = 86_400_000;

/** When the run may have begun: its first cell's time, else a day before the notebook was saved. */
async function runStart(execution: Execution | null, file: string): Promise<number | null> {
  if (execution?.startedAt !== null && execution?.startedAt !== undefined) {
    return Date.parse(execution.startedAt);
  }
  const facts = await stat(file).catch(() => null);
  return facts === null ? null : facts.mtimeMs - DAY;
}

function inspectionWarnings(inspection: Inspection): readonly CaptureWarning[] {
  return inspection.warnings.map(({ code, message, source }) => ({ code, message, source }));
}
