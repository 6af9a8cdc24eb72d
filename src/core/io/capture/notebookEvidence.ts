import { Buffer } from 'node:buffer';
import type { CapturedEvidence, CaptureWarning } from '../../capture/capture';
import { cellNumber } from '../../cellName';
import type { LedgerConfig } from '../../config';
import { secretsMasked } from '../../capture/secretsMasked';
import { maskNotebookText } from '../../capture/maskNotebookText';
import type { EvidenceKind } from '../../model';
import type { Inspection, InspectedPlot, Series } from '../../notebook/inspection';
import type { Notebook } from '../../notebook/notebook';
import { maskSecrets } from '../../notebook/secrets';
import { terminalLines } from '../../notebook/terminalText';
import { slimNotebook } from '../../capture/slimNotebook';
import { writeNotebook } from '../../capture/writeNotebook';
import type { EnvironmentReading } from './environment';
import type { CapturedLogs } from './logs';

export interface NotebookEvidenceRequest {
  readonly notebook: Notebook;
  readonly rawText: string | null;
  readonly inspection: Inspection;
  readonly environment: EnvironmentReading;
  /** File name of the notebook. */
  readonly name: string;
  readonly config: LedgerConfig;
  readonly logs: CapturedLogs;
}

export interface CapturedEvidenceList {
  readonly evidence: readonly CapturedEvidence[];
  readonly warnings: readonly CaptureWarning[];
}

/** Plots, curves, the notebook with its outputs and the environment, as far as the configured size allows. */
export function captureNotebookEvidence(request: NotebookEvidenceRequest): CapturedEvidenceList {
  const snapshot = notebookEvidence(request);
  const all: CapturedEvidence[] = [
    ...request.inspection.plots.map(plotEvidence),
    ...curveEvidence([...request.inspection.series, ...request.logs.series]),
    ...printedLogs(request),
    ...request.logs.evidence,
    snapshot.evidence,
    environmentEvidence(request.environment),
  ];
  const limited = limitEvidence(all, request.config.evidence.maxBytes);
  return {
    evidence: limited.evidence,
    warnings: [...snapshot.warnings, ...request.logs.warnings, ...limited.warnings],
  };
}

/** All evidence of a version together may be this many times as large as the largest single piece. */
const PIECES = 4;
/** What is kept first when not everything can be. */
const PRIORITY: readonly EvidenceKind[] = ['environment', 'notebook', 'curve', 'plot', 'log'];

/** Leaves out what is too large, alone or together, and says so. Evidence in files is weighed when it is stored. */
export function limitEvidence(all: readonly CapturedEvidence[], maxBytes: number): CapturedEvidenceList {
  const kept = new Set<CapturedEvidence>();
  let total = 0;
  for (const evidence of PRIORITY.flatMap((kind) => all.filter((each) => each.kind === kind))) {
    const size = 'bytes' in evidence.content ? evidence.content.bytes.length : 0;
    if (size <= maxBytes && total + size <= PIECES * maxBytes) {
      kept.add(evidence);
      total += size;
    }
  }
  const isSmall = (evidence: CapturedEvidence) => kept.has(evidence);
  return {
    evidence: all.filter(isSmall),
    warnings: all
      .filter((evidence) => !isSmall(evidence))
      .map(({ name, source }) => ({
        code: 'evidence-too-large',
        message: `${name} is left out of the evidence: a piece may have ${maxBytes} bytes, all together ${PIECES * maxBytes} (evidence.maxBytes in the config).`,
        source,
      })),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
};

function plotEvidence(plot: InspectedPlot): CapturedEvidence {
  const isText = plot.mime === 'image/svg+xml';
  const bytes = isText ? utf8(maskSecrets(plot.data).text) : Buffer.from(plot.data, 'base64');
  const { cell = 0, output = 0 } = plot.source;
  const name = `cell-${cellNumber(cell)}-${output + 1}.${EXTENSIONS[plot.mime] ?? 'bin'}`;
  return { kind: 'plot', name, mime: plot.mime, content: { bytes }, source: plot.source };
}

/** All series in one file: they are drawn together, and a file each would be many. */
export function curveEvidence(series: readonly Series[]): readonly CapturedEvidence[] {
  if (series.length === 0) {
    return [];
  }
  const bytes = utf8(`${JSON.stringify({ series }, null, 1)}\n`);
  return [{ kind: 'curve', name: 'curves.json', mime: 'application/json', content: { bytes } }];
}

/** What a cell printed while it trained. It stays when the whole notebook is too large to keep. */
function printedLogs({ notebook, inspection }: NotebookEvidenceRequest): readonly CapturedEvidence[] {
  const cells = new Set(inspection.series.map((series) => series.source.cell));
  return notebook.cells
    .filter((cell) => cells.has(cell.index))
    .flatMap((cell): readonly CapturedEvidence[] => {
      const printed = cell.outputs.map((output) => (output.kind === 'stream' ? output.text : '')).join('');
      const text = terminalLines(printed)
        .map((line) => line.trimEnd())
        .join('\n');
      const bytes = utf8(maskSecrets(`${text.trim()}\n`).text);
      const source = { cell: cell.index };
      return text.trim() === ''
        ? []
        : [{ kind: 'log', name: `cell-${cellNumber(cell.index)}.log`, mime: 'text/plain', content: { bytes }, source }];
    });
}

function notebookEvidence(request: NotebookEvidenceRequest): {
  evidence: CapturedEvidence;
  warnings: readonly CaptureWarning[];
} {
  const raw = request.rawText ?? writeNotebook(request.notebook);
  const masked = maskNotebookText(raw);
  const kept = fitNotebook(masked.text, request);
  return {
    evidence: {
      kind: 'notebook',
      name: request.name,
      mime: 'application/x-ipynb+json',
      content: { bytes: utf8(kept.text) },
    },
    warnings: [...(masked.found === 0 ? [] : [secretsMasked(request.name, masked.found)]), ...kept.warnings],
  };
}

/** A notebook that is too large is kept without its heavy outputs; the plots are evidence of their own. */
function fitNotebook(
  text: string,
  { config, name }: NotebookEvidenceRequest,
): { text: string; warnings: readonly CaptureWarning[] } {
  const { maxBytes } = config.evidence;
  const slim = utf8(text).length <= maxBytes ? null : slimNotebook(text, maxBytes);
  const message = `${name} is larger than ${maxBytes} bytes (evidence.maxBytes in the config), so its kept copy has no pictures and only the ends of long outputs.`;
  return slim === null ? { text, warnings: [] } : { text: slim, warnings: [{ code: 'evidence-shortened', message }] };
}

export function environmentEvidence({ recorded, packages, files }: EnvironmentReading): CapturedEvidence {
  const bytes = utf8(`${JSON.stringify({ ...recorded, packages, files }, null, 2)}\n`);
  return { kind: 'environment', name: 'environment.json', mime: 'application/json', content: { bytes } };
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
