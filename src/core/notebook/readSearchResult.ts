import { isHousekeeping } from '../python/hyperparameters';
import type { ParamFact } from '../python/values';
import { numberOf } from './forms/dictLines';
import { readRepr } from './forms/pythonRepr';
import type { ReprValue } from './forms/pythonRepr';
import type { Notebook, NotebookCell } from './notebook';
import { readOutputBlocks } from './outputBlocks';
import type { OutputBlock } from './outputBlocks';

const PAIR_LINE = /^\s+([A-Za-z_]\w*)\s*[:=]\s*([\w.+-]+)\s*$/;
const LABEL =
  /best[ _](?:hyper)?-?(?:params?|parameters?|hyperparameters?|configuration|config|estimator|combination|trial)/i;

/**
 * What a search printed as its best parameters. Of several searches the last one before the final model was evaluated
 * chose its parameters: `until` is that cell.
 */
export function readSearchResult(notebook: Notebook, until: number): ParamFact[] {
  const results = notebook.cells.map((cell) => readCell(cell, notebook)).filter((params) => params.length > 0);
  return results.findLast(([param]) => param !== undefined && param.cell <= until) ?? results.at(-1) ?? [];
}

const ASKED = /best_params_|best_params\b|best_estimator_|best_trial|best_run\b|\.best_config|hyperparameter_search/;

function readCell(cell: NotebookCell, notebook: Notebook): ParamFact[] {
  const { source } = cell;
  // Looking for one word is much quicker than a pattern, and few cells have any of these.
  if (cell.kind !== 'code' || cell.outputs.length === 0) {
    return [];
  }
  const isSearch = source.includes('hyperparameter_search');
  const isAsked = (isSearch || source.includes('best_')) && ASKED.test(source);
  const isStudy = isSearch || source.includes('optimize(') || source.includes('.tune(');
  const isLabelled = cell.outputs.some((output) => output.kind === 'stream' && LABEL.test(output.text));
  if (!isAsked && !isLabelled && !isStudy) {
    return [];
  }
  const isEstimator = source.includes('best_estimator_');
  let found: ParamFact[] = [];
  for (const block of readOutputBlocks(cell)) {
    found = readPairLines(block.lines, cell.index) ?? found;
    found = (isEstimator ? readEstimator(block, notebook) : null) ?? found;
    for (const [line, text] of block.lines.entries()) {
      const open = text.indexOf('{');
      const isShort =
        open >= 0 && text.length <= 3_000 && !/(?:metrics=|Trial \d+ finished.*)$/.test(text.slice(0, open));
      if (isShort && ((isAsked && !isLog(text)) || LABEL.test(text))) {
        const params = readDict(block.lines.slice(line, line + 20).join('\n'), open, cell.index, line);
        found = params.length > 0 ? params : found;
      }
    }
  }
  return found.length > 0 ? found : readTrials(cell);
}

const TRIAL = /Trial (\d+) finished with values?: \S+ and parameters: (?=\{)|Trial (\d+) finished[^{]*(?=\{)/;
const BEST_TRIAL = /Best is trial (\d+)/;

/** Of the trials that a study logged those of the best one. */
function readTrials(cell: NotebookCell): ParamFact[] {
  const trials = new Map<string, ParamFact[]>();
  let best: string | undefined;
  for (const block of readOutputBlocks(cell)) {
    for (const [line, text] of block.lines.entries()) {
      const match = text.includes('finished with') && text.length <= 3_000 ? TRIAL.exec(text) : null;
      if (match !== null) {
        const open = match.index + match[0].length;
        trials.set(match[1] ?? match[2] ?? '', readDict(text, open, cell.index, line));
        best = BEST_TRIAL.exec(text)?.[1] ?? best;
      }
    }
  }
  return trials.get(best ?? '') ?? [];
}

/** `{'loss': 0.5, 'learning_rate': 5e-06, 'epoch': 0.4}` is a line of a log. */
function isLog(text: string): boolean {
  return /'(?:epoch|step|train_runtime|eval_runtime)':/.test(text);
}

function readDict(text: string, open: number, cell: number, line: number): ParamFact[] {
  const dict = readRepr(text, open)?.value;
  return dict?.kind === 'dict' ? dict.entries.flatMap(([name, value]) => toParam(name, value, cell, line)) : [];
}

const ESTIMATOR = /^[A-Z]\w+\([^(){}[\]]*\)$/;
const ARGUMENT = /(\w+)=('[^']*'|[\w.+-]+)/g;

/** The best estimator shown as `Ridge(alpha=3.0, …)`: of its arguments those that the notebook names itself. */
function readEstimator(block: OutputBlock, notebook: Notebook): ParamFact[] | null {
  const text = block.lines.join(' ').trim();
  if (block.kind !== 'result' || text.length > 3_000 || !ESTIMATOR.test(text)) {
    return null;
  }
  const source = notebook.cells.map((cell) => cell.source).join('\n');
  const params = [...text.matchAll(ARGUMENT)].flatMap(([, name = '', value = '']): ParamFact[] => {
    const isNamed = new RegExp(`\\b${name}\\b`).test(source);
    const number = Number(value);
    return !isNamed || value === 'None' || isHousekeeping(name)
      ? []
      : [{ name, value: Number.isNaN(number) ? value.replace(/'/g, '') : number, cell: block.cell, line: 0 }];
  });
  return params.length === 0 ? null : params;
}

/** `Params:` with a `name: value` on each line under it, as studies are printed. */
function readPairLines(lines: readonly string[], cell: number): ParamFact[] | null {
  const start = lines.findIndex((line) => /^\s*(?:best )?(?:hyper)?param(?:eter)?s?:\s*$/i.test(line));
  const params: ParamFact[] = [];
  for (let index = start + 1; start >= 0 && index < lines.length; index += 1) {
    const [, name, text = ''] = PAIR_LINE.exec(lines[index] ?? '') ?? [];
    if (name === undefined) {
      break;
    }
    params.push({ name, value: Number.isNaN(Number(text)) ? text : Number(text), cell, line: index });
  }
  return params.length === 0 ? null : params;
}

/** `clf__max_depth` of a pipeline is the estimator's `max_depth`. */
function toParam(name: string, value: ReprValue, cell: number, line: number): ParamFact[] {
  const bare = name.slice(name.lastIndexOf('__') < 0 ? 0 : name.lastIndexOf('__') + 2);
  const number = value.kind === 'number' ? numberOf(value) : null;
  const known = number ?? (value.kind === 'text' || value.kind === 'flag' ? value.value : null);
  return known === null || !/^[A-Za-z_]\w*$/.test(bare) || isHousekeeping(bare)
    ? []
    : [{ name: bare, value: known, cell, line }];
}
