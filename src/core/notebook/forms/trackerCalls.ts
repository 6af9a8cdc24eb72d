import { readMetricLabel } from '../../metric/metricLabel';
import type { Notebook, NotebookCell } from '../notebook';
import { wholeNumber } from '../numbers';
import { isPlausible, type Reading } from '../reading';

/** `mlflow.log_metric('auc', x)`, `live.log_metric(…)`, `run.log_metric(…)`: the name and what is given for the value. */
const LOG_METRIC =
  /\.log_metric\(\s*(?:key\s*=\s*)?['"]([^'"\n]{1,80})['"]\s*,\s*(?:value\s*=\s*)?([^,()\n]{1,60})\s*[,)]/g;
/** `wandb.log({…})`, `mlflow.log_metrics({…})`: flat dicts on one line or several. */
const LOG_MANY = /(?:\bwandb\.log|\.log_metrics)\(\s*\{([^{}()]{1,2000})\}/g;
/** `wandb.summary['auc'] = x`. */
const SUMMARY = /\b(?:wandb|run)\.summary\[['"]([^'"\n]{1,80})['"]\]\s*=\s*([^,()\n]{1,60})$/gm;
const ENTRY = /['"]([^'"\n]{1,80})['"]\s*:\s*([^,{}\n]{1,60})/g;

/** Each looks through all cells for the value. */
const MAX_CALLS = 300;

interface Logged {
  readonly label: string;
  readonly value: string;
  readonly offset: number;
}

/**
 * Metrics that only the calls of a tracker name: the value is a literal, or a variable that alone makes up a cell's
 * printed output. In a loop such a call logs steps, and a literal may be an example: the one is left out, the other
 * doubted. What outputs say about a metric of the same name stands.
 */
export function addTrackerCalls(notebook: Notebook, known: readonly Reading[]): Reading[] {
  const names = new Set(known.map(({ name }) => name));
  return [...known, ...readTrackerCalls(notebook).filter(({ name }) => !names.has(name))];
}

function readTrackerCalls(notebook: Notebook): Reading[] {
  const cells = notebook.cells.filter((cell) => cell.kind === 'code' && cell.executionCount !== null);
  const calls = cells.flatMap((cell) => readCalls(cell.source).map((logged) => ({ cell, logged })));
  return calls.slice(0, MAX_CALLS).flatMap(({ cell, logged }): Reading[] => {
    const shown = shownValue(logged.value, cell, cells);
    const { name, split, isForeign, isSpread } = readMetricLabel(logged.label);
    const isMetric = name !== null && name !== 'score' && !isForeign && !isSpread;
    if (!isMetric || shown === null || !isPlausible(name, shown.value, false)) {
      return [];
    }
    const line = cell.source.slice(0, logged.offset).split('\n').length - 1;
    const place =
      shown.cell === null ? { cell: cell.index, output: 0, line } : { cell: shown.cell, output: 0, line: 0 };
    const facts = {
      name,
      value: shown.value,
      split,
      model: null,
      estimator: null,
      label: logged.label,
      step: null,
      isPercent: false,
    };
    return [
      { ...facts, ...place, role: 'final', form: 'tracker-call', confidence: shown.cell === null ? 'low' : 'medium' },
    ];
  });
}

function readCalls(source: string): readonly Logged[] {
  if (!/log_metric|wandb\.|\.summary\[/.test(source)) {
    return [];
  }
  const entry = (match: RegExpMatchArray, offset: number) => ({
    label: match[1] ?? '',
    value: (match[2] ?? '').trim(),
    offset,
  });
  const many = [...source.matchAll(LOG_MANY)].flatMap((call) =>
    [...(call[1] ?? '').matchAll(ENTRY)].map((match) => entry(match, call.index)),
  );
  const single = [...source.matchAll(LOG_METRIC), ...source.matchAll(SUMMARY)].map((match) =>
    entry(match, match.index),
  );
  return [...many, ...single].slice(0, MAX_CALLS).filter(({ offset }) => !isNested(source, offset));
}

/** In a loop, a function or a branch. `with mlflow.start_run():` is none of them. */
function isNested(source: string, offset: number): boolean {
  const lines = source.slice(0, offset).split('\n');
  let indent = indentOf(lines.at(-1) ?? '');
  if (/^\s*#/.test(lines.at(-1) ?? '')) {
    return true;
  }
  for (const line of lines.slice(0, -1).toReversed()) {
    if (line.trim() !== '' && indentOf(line) < indent) {
      if (!/^\s*with\b/.test(line)) {
        return true;
      }
      indent = indentOf(line);
    }
  }
  return indent > 0;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The number that a literal says, or that some cell shows for a variable and nothing else. */
function shownValue(
  expression: string,
  at: NotebookCell,
  cells: readonly NotebookCell[],
): { readonly value: number; readonly cell: number | null } | null {
  const literal = wholeNumber(expression);
  if (literal !== null) {
    return { value: literal.value, cell: null };
  }
  if (!/^[A-Za-z_]\w*$/.test(expression)) {
    return null;
  }
  const isAssigned = new RegExp(`^\\s*${expression}\\s*=[^=]`, 'm');
  const naming = cells.filter((cell) => cell.source.includes(expression));
  // Another cell may have given the name another value in between.
  const assigned = naming.filter((cell) => isAssigned.test(cell.source));
  if (assigned.length > 1) {
    return null;
  }
  const [value] = [at, ...naming].flatMap((cell) => {
    const shown = shows(cell, expression);
    return shown === null ? [] : [{ value: shown, cell: cell.index }];
  });
  return value ?? null;
}

function shows({ source, outputs }: NotebookCell, name: string): number | null {
  const isOnlyPrint = source.split('print(').length === 2 && new RegExp(`\\bprint\\(\\s*${name}\\s*\\)`).test(source);
  const isLast = source.trimEnd().split('\n').at(-1)?.trim() === name;
  const texts = outputs.flatMap((output) =>
    (isOnlyPrint && output.kind === 'stream' && output.name === 'stdout' ? [output.text] : []).concat(
      isLast && output.kind === 'data' && output.isResult ? [output.data['text/plain'] ?? ''] : [],
    ),
  );
  return texts.length === 1
    ? (wholeNumber((texts[0] ?? '').replace(/^np\.float\d+\((.*)\)$/, '$1'))?.value ?? null)
    : null;
}
