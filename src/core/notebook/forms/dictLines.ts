import { readMetricLabel } from '../../metric/metricLabel';
import { mayNameMetric } from '../../metric/metricWords';
import type { MetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';
import { readHistory } from './historyDict';
import { readRepr } from './pythonRepr';
import type { ReprValue } from './pythonRepr';

const MAX_DICT_LINES = 400;
const LONGEST_DICT = 20_000;
/** Characters that may be read in vain, in all. */
const MAX_DICT_TEXT = 2_000_000;

/** Dicts anywhere in the text, over several lines too: `{'accuracy': 0.9}`, Trainer logs, `report` dicts. */
export function readDicts(block: OutputBlock, used: Set<number>): Reading[] {
  const readings: Reading[] = [];
  let budget = MAX_DICT_TEXT;
  for (let index = 0; index < block.lines.length && budget > 0; index += 1) {
    const line = block.lines[index] ?? '';
    const open = line.indexOf('{');
    if (open < 0 || used.has(index) || !mayHoldMetrics(block, index, open)) {
      continue;
    }
    const found = readDictAt(block, index, open);
    budget -= found === null ? LONGEST_DICT : 200;
    if (found === null) {
      continue;
    }
    const label = line.slice(0, open);
    const title = label.trim() === '' ? titleAbove(block, index) : label;
    const dictReadings = dictToReadings(block, index, title, found.entries);
    if (dictReadings.length > 0 || !(/\d/.test(label) || /\d/.test(found.rest))) {
      for (let next = index; next <= found.lastLine; next += 1) {
        used.add(next);
      }
    }
    readings.push(...dictReadings);
    index = found.lastLine;
  }
  return readings;
}

/** `Evaluations on test data:` over a dict that has the lines below to itself. */
function titleAbove(block: OutputBlock, line: number): string {
  const above = block.lines[line - 1]?.trim() ?? '';
  return /^[^\d{}]{1,80}:$/.test(above) ? above : '';
}

/** A look at the first keys, on this line or, where the dict goes on, on the next ones. */
function mayHoldMetrics(block: OutputBlock, index: number, open: number): boolean {
  const line = block.lines[index] ?? '';
  const text = line.includes('}', open)
    ? line.slice(open, open + 3_000)
    : block.lines
        .slice(index, index + 12)
        .join('\n')
        .slice(open, open + 3_000);
  return /['"\w]\s*:/.test(text.slice(0, 300)) && mayNameMetric(text);
}

type Entries = readonly (readonly [string, ReprValue])[];

interface FoundDict {
  readonly entries: Entries;
  readonly lastLine: number;
  /** What stands behind it on its last line. */
  readonly rest: string;
}

function readDictAt(block: OutputBlock, line: number, open: number): FoundDict | null {
  const first = block.lines[line] ?? '';
  const single = readRepr(first, open);
  if (single?.value.kind === 'dict') {
    return { entries: single.value.entries, lastLine: line, rest: first.slice(single.end) };
  }
  const text = block.lines.slice(line, line + MAX_DICT_LINES).join('\n');
  const several = readRepr(text.slice(0, open + LONGEST_DICT), open);
  if (several?.value.kind !== 'dict') {
    return null;
  }
  const lastLine = line + text.slice(0, several.end).split('\n').length - 1;
  return { entries: several.value.entries, lastLine, rest: text.slice(several.end).split('\n', 1)[0] ?? '' };
}

/** Beside `test_loss_epoch` of Lightning, `test_loss` and `test_loss_step` are those of the last batch. */
function isOfLastBatch(key: string, keys: ReadonlySet<string>): boolean {
  return keys.has(`${key.replace(/_step$/, '')}_epoch`);
}

const COUNTERS = /^(?:epoch|step|global_step|iteration|it)$/i;

function dictToReadings(block: OutputBlock, line: number, before: string, entries: Entries): readonly Reading[] {
  const report = readReportDict(block, line, entries);
  if (report.length > 0) {
    return report;
  }
  const history = readHistory(block, line, entries);
  if (history.length > 0 || isTally(entries)) {
    return history;
  }
  // What `evaluate` of a Trainer returns names the epoch, too, and is no line of a log.
  const isEvaluation = block.kind === 'result' && entries.some(([key]) => key === 'eval_runtime');
  const counter = isEvaluation ? undefined : entries.find(([key]) => COUNTERS.test(key));
  const printedStep = /\b(?:epoch|step|iter(?:ation)?|round)\D{0,3}(\d+)/i.exec(before)?.[1];
  const step = counter === undefined ? (printedStep ?? null) : numberOf(counter[1]);
  // `train loss 1.76 | {…}`: what was said of another value ends with it.
  const context = readMetricLabel(before.replace(/^.*\d\.\d+/, '').slice(-80));
  const keys = new Set(entries.map(([key]) => key));
  const isCrossValidation = ['fit_time', 'score_time'].every((name) => entries.some(([key]) => key === name));
  const isTrainerLog = entries.some(([key]) => key === 'learning_rate');
  // `{'eval_loss': 0.3, 'f1_score': 0.8}`: what is evaluated together is of one split.
  const evaluated = !isTrainerLog && entries.some(([key]) => /^eval_/.test(key)) ? 'val' : null;
  return entries.flatMap(([key, value]) => {
    if (value.kind === 'dict') {
      const inner = readReportDict(block, line, value.entries);
      return inner.length > 1 ? inner : readInner(block, line, key, value.entries);
    }
    const number = numberOf(value);
    const [owner, told] = key.includes('/') ? withoutOwner(key) : [null, key];
    const label = readMetricLabel(told);
    if (
      number === null ||
      label.name === null ||
      isOfLastBatch(key, keys) ||
      !isMetricKey(told, label) ||
      !isPlausible(label.name, number, false)
    ) {
      return [];
    }
    return [
      makeReading(block, {
        name: label.name,
        value: number,
        split:
          (isCrossValidation && label.split === 'test' ? 'cv' : label.split) ??
          context.split ??
          evaluated ??
          (isTrainerLog && key === 'loss' ? 'train' : null),
        model: owner,
        role: step === null || key === 'train_loss' ? 'final' : 'step',
        step: step === null ? null : Number(step),
        form: 'dict',
        line,
      }),
    ];
  });
}

/** `circles/rings_dataset/test/accuracy`: what stands before the split and the measure says of which task they are. */
function withoutOwner(key: string): readonly [string | null, string] {
  const parts = key.split('/');
  return parts.length > 2 ? [parts[0] ?? null, parts.slice(-2).join('/')] : [null, key];
}

/** Many whole numbers count something: words, missing values. */
function isTally(entries: Entries): boolean {
  return entries.length >= 8 && entries.every(([, value]) => Number.isInteger(numberOf(value)));
}

function isMetricKey(key: string, label: MetricLabel): boolean {
  const isTiming = /runtime|per_second|_time|flos|lr|learning_rate|grad_norm/i.test(key);
  return label.name !== 'score' && !isTiming && !label.isForeign && !label.isSpread && label.rest.length <= 2;
}

/** `{'validation': {'AUC': 0.9}}`, `{'rf': {'acc': 0.9}}`, `{'acc': {'train': 1.0, 'test': 0.9}}`; not the classes of a report. */
function readInner(block: OutputBlock, line: number, key: string, entries: Entries): Reading[] {
  const outer = readMetricLabel(key);
  const isClass = /^\d+$/.test(key) || entries.some(([inner]) => inner === 'number' || inner === 'support');
  if (isClass || entries.length > 30) {
    return [];
  }
  return entries.flatMap(([inner, value]) => {
    const number = numberOf(value);
    const label = readMetricLabel(inner);
    const name = label.name ?? (label.split !== null ? outer.name : null);
    const isMetric =
      name !== null && isMetricKey(inner, { ...label, name }) && number !== null && isPlausible(name, number, false);
    const isSplit = outer.split !== null && outer.rest.length === 0;
    return isMetric
      ? [
          makeReading(block, {
            name,
            value: number,
            split: label.split ?? outer.split,
            model: isSplit || outer.name !== null ? null : key,
            form: 'dict',
            line,
          }),
        ]
      : [];
  });
}

/** `classification_report(output_dict=True)`. */
function readReportDict(block: OutputBlock, line: number, entries: Entries): Reading[] {
  return entries.flatMap(([key, value]) => {
    const kind = /^(macro|micro|weighted|samples)[ _]avg$/.exec(key)?.[1];
    if (kind === undefined || value.kind !== 'dict') {
      return key === 'accuracy' && value.kind === 'number' && entries.some(([other]) => other === 'macro avg')
        ? [makeReading(block, { name: 'accuracy', value: value.value, form: 'report-dict', line })]
        : [];
    }
    return value.entries.flatMap(([column, cell]) => {
      const name = /^(precision|recall|f1)/.exec(column)?.[1];
      const number = numberOf(cell);
      return name === undefined || number === null
        ? []
        : [makeReading(block, { name: `${name}_${kind}`, value: number, form: 'report-dict', line })];
    });
  });
}

/** Newer Trainers print numbers in quotes, some sums come in an array of one. */
export function numberOf(value: ReprValue): number | null {
  const [only] = value.kind === 'list' && value.items.length === 1 ? value.items : [];
  if (only?.kind === 'number') {
    return numberOf(only);
  }
  const number = value.kind === 'number' ? value.value : value.kind === 'text' ? Number(value.value || NaN) : NaN;
  return Number.isFinite(number) ? number : null;
}
