import type { ParamFact } from '../python/values';
import { numberOf } from './forms/dictLines';
import { readRepr } from './forms/pythonRepr';
import type { ReprValue } from './forms/pythonRepr';
import type { Notebook } from './notebook';
import { readOutputBlocks } from './outputBlocks';
import type { OutputBlock } from './outputBlocks';

const PAIR_LINE = /^\s+([A-Za-z_]\w*)\s*[:=]\s*([\w.+-]+)\s*$/;
const LABEL =
  /best[ _](?:hyper)?-?(?:params?|parameters?|hyperparameters?|configuration|config|estimator|combination|trial)/i;

/** What a search printed as its best parameters, the last one where there are several. */
export function readSearchResult(notebook: Notebook): ParamFact[] {
  let found: ParamFact[] = [];
  for (const cell of notebook.cells) {
    const isAsked = /best_params_|best_params\b|best_estimator_|best_trial|best_run\b|\.best_config/.test(cell.source);
    if (
      cell.kind !== 'code' ||
      (!isAsked && !cell.outputs.some((output) => output.kind === 'stream' && LABEL.test(output.text)))
    ) {
      continue;
    }
    const isEstimator = /best_estimator_/.test(cell.source);
    for (const block of readOutputBlocks(cell)) {
      found = readPairLines(block.lines, cell.index) ?? found;
      found = (isEstimator ? readEstimator(block, notebook) : null) ?? found;
      for (const [line, text] of block.lines.entries()) {
        const open = text.indexOf('{');
        if (open < 0 || text.length > 3_000 || (!isAsked && !LABEL.test(text))) {
          continue;
        }
        const dict = readRepr(block.lines.slice(line, line + 20).join('\n'), open)?.value;
        const params =
          dict?.kind === 'dict' ? dict.entries.flatMap(([name, value]) => toParam(name, value, cell.index, line)) : [];
        found = params.length > 0 ? params : found;
      }
    }
  }
  return found;
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
    return !isNamed || value === 'None'
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
  const known = number ?? (value.kind === 'text' ? value.value : null);
  return known === null || bare === '' ? [] : [{ name: bare, value: known, cell, line }];
}
