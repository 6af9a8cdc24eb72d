import { canonicalMetric, signedName } from '../../metric/catalogue';
import type { LoopKind } from '../../python/codeFacts';
import type { ScoreValue, Value } from '../../python/values';
import { modelName } from '../codeHints';
import { FOLD_MEAN, meanAsPrinted } from './foldMeans';
import { readNamedScores } from './namedScores';
import { readRepr } from './pythonRepr';
import type { Hole } from '../matchPrints';
import { findNumbers } from '../numbers';
import type { PrintedNumber } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading, ReadingRole } from '../reading';

/** Numbers without a name on their line, of which the code knows what they are. */
export function readHoles(block: OutputBlock, line: number, text: string, holes: readonly Hole[]): Reading[] {
  const told = holes.length > 1 ? withoutExtremes(holes) : holes;
  return told.flatMap((hole) => {
    const named = readNamedScores(block, line, text.slice(hole.start, hole.end), hole.value);
    if (named.length > 0) {
      return named;
    }
    const scores = scoresOf(hole.value);
    if (scores === null) {
      return [];
    }
    const shown = text.slice(hole.start, hole.end);
    const numbers = numbersFor(shown, scores.length);
    if (isOfClasses(shown, numbers, scores)) {
      return [];
    }
    const isPercent = /^\s*%/.test(text.slice(hole.end));
    return readScores(block, line, numbers, scores, { loop: hole.loop, isPercent, form: 'code-value' });
  });
}

/** `print(scores.mean(), scores.max(), scores.min())`: beside their mean the extremes say how far they spread. */
function withoutExtremes(holes: readonly Hole[]): readonly Hole[] {
  const means = new Set(
    holes.flatMap(({ value }) =>
      value.kind === 'score' && value.isExtreme !== true && value.shape === 'value' ? [value.name] : [],
    ),
  );
  return holes.filter(({ value }) => value.kind !== 'score' || value.isExtreme !== true || !means.has(value.name));
}

/** Several values of one score are those of its classes, unless they are of folds. */
function isOfClasses(text: string, numbers: readonly PrintedNumber[], scores: readonly (ScoreValue | null)[]): boolean {
  const [only] = scores;
  return (
    scores.length === 1 &&
    numbers.length > 1 &&
    only?.shape === 'value' &&
    only.split !== 'cv' &&
    /^\s*(?:(?:array|tensor)\()?\[/.test(text)
  );
}

const NO_NUMBER = { start: 0, end: 0, isPercent: false, isInteger: false };

/**
 * The numbers of a text; of a list with other things in it those of its own items: `[(1, 0, 1), 395.4]`,
 * `(nan, {'C': 0.0, 'tol': 0.1})`.
 */
function numbersFor(text: string, count: number): readonly PrintedNumber[] {
  const numbers = findNumbers(text);
  const isMixed = numbers.length > count || /[{'"]|nan/.test(text);
  const start = count > 1 && isMixed ? text.search(/[[(]/) : -1;
  const repr = start < 0 ? undefined : readRepr(text, start)?.value;
  if (repr?.kind !== 'list' || repr.items.length !== count) {
    return numbers;
  }
  return repr.items.map((item): PrintedNumber => {
    // `([0.93], {'depth': 6})`: a list of one is its item.
    const only = item.kind === 'list' && item.items.length === 1 ? item.items[0] : item;
    const value = only?.kind === 'number' ? only.value : NaN;
    return numbers.find((number) => number.value === value) ?? { ...NO_NUMBER, value };
  });
}

interface Printing {
  readonly loop: LoopKind | null;
  readonly isPercent: boolean;
  readonly form: string;
}

function readScores(
  block: OutputBlock,
  line: number,
  numbers: readonly PrintedNumber[],
  scores: readonly (ScoreValue | null)[],
  printing: Printing,
): Reading[] {
  const [only] = scores;
  // What a loop over folds appended to a list is one score for the code.
  const isGathered = numbers.length > 2 && only?.split === 'cv' && only.shape === 'value';
  if (scores.length === 1 && only !== undefined && only !== null && (only.shape === 'folds' || isGathered)) {
    return only.split === 'cv' ? readFolds(block, line, numbers, only) : [];
  }
  // An array of values may stand under any name.
  if (scores.some((score) => score?.isNamed === true) && numbers.length !== scores.length) {
    return [];
  }
  return scores.flatMap((score, index) => {
    const number = numbers[index];
    if (score === null || number === undefined || score.shape === 'spread') {
      return [];
    }
    const isPercent = number.isPercent || printing.isPercent;
    if (
      isSum(score, number, isPercent) ||
      !isPlausible(signedName(score.name, number.value), number.value, isPercent)
    ) {
      return [];
    }
    return [
      makeReading(block, {
        name: score.name,
        value: number.value,
        isPercent,
        split: score.split ?? (isFollowed(score, printing.loop) ? 'train' : null),
        model: modelName(score.model),
        estimator: score.model,
        role: roleOf(score, printing.loop),
        form: score.isLogged === true ? 'history-value' : printing.form,
        confidence: score.name === 'score' || score.isNamed === true ? 'medium' : 'high',
        line,
      }),
    ];
  });
}

/** `Final sum: 3` of a variable `acc`: what adds up is no share. */
export function isSum(
  score: ScoreValue,
  number: Pick<PrintedNumber, 'isInteger' | 'value'>,
  isPercent: boolean,
): boolean {
  return (
    score.isNamed === true &&
    number.isInteger &&
    !isPercent &&
    number.value >= 1 &&
    canonicalMetric(score.name).range === 'fraction'
  );
}

/** A loss that a training prints without a word about its data is the one that the gradients follow. */
function isFollowed(score: ScoreValue, loop: LoopKind | null): boolean {
  return score.isNamed === true && score.name === 'loss' && loop === 'epoch';
}

/** The mean of the folds' scores, as precise as they are printed: a result where no other cell tells it. */
function readFolds(block: OutputBlock, line: number, numbers: readonly PrintedNumber[], score: ScoreValue): Reading[] {
  const values = numbers.map(({ value }) => value);
  if (
    values.length < 2 ||
    values.length > 100 ||
    values.some((value) => !isPlausible(signedName(score.name, value), value, false))
  ) {
    return [];
  }
  return [
    makeReading(block, {
      name: score.name,
      value: meanAsPrinted(values),
      split: score.split,
      model: modelName(score.model),
      estimator: score.model,
      label: 'mean of folds',
      form: FOLD_MEAN,
      confidence: 'medium',
      line,
    }),
  ];
}

/** What `cross_validate` gives: an array of the folds' scores for each measure. */
function readFoldDict(block: OutputBlock, line: number, text: string, value: Value): Reading[] {
  const open = text.indexOf('{');
  if (value.kind !== 'dict' || open < 0 || text.length > LONGEST_DICT) {
    return [];
  }
  const scores = [...value.entries].flatMap(([key, score]) =>
    score.kind === 'score' && score.shape === 'folds' && score.split === 'cv' ? [[key, score] as const] : [],
  );
  const shown = scores.length === 0 ? undefined : readRepr(text, open)?.value;
  const arrays = new Map(shown?.kind === 'dict' ? shown.entries : []);
  return scores.flatMap(([key, score]) => {
    const array = arrays.get(key);
    const items = array?.kind === 'list' ? array.items : [];
    const numbers = items.flatMap((item) => (item.kind === 'number' ? findNumbers(String(item.value)) : []));
    return numbers.length === items.length ? readFolds(block, line, numbers, score) : [];
  });
}

const LONGEST_DICT = 20_000;

function roleOf(score: ScoreValue, loop: LoopKind | null): ReadingRole {
  if (score.shape === 'folds' || loop === 'fold') {
    return 'fold';
  }
  return loop === 'epoch' ? 'step' : loop === 'trial' ? 'trial' : 'final';
}

const MOST_LISTS = 6;

/** The scores in the order in which they are printed; null when there is none among them. */
function scoresOf(value: Value): readonly (ScoreValue | null)[] | null {
  if (value.kind === 'score') {
    return [value];
  }
  if (value.kind !== 'list') {
    return null;
  }
  // `model.evaluate(train), model.evaluate(test)`: lists side by side.
  const lists =
    value.items.length <= MOST_LISTS ? value.items.flatMap((item) => (item.kind === 'list' ? [item] : [])) : [];
  const items = lists.length === value.items.length ? lists.flatMap((list) => list.items) : value.items;
  const scores = items.map((item) => {
    const only = item.kind === 'list' && item.items.length === 1 ? item.items[0] : item;
    return only?.kind === 'score' ? only : null;
  });
  return scores.some((score) => score !== null) ? scores : null;
}

/** `<tf.Tensor: shape=(), dtype=float32, numpy=18.75>`: one number. */
const TENSOR = /^\s*<tf\.Tensor: shape=\(\), dtype=\w+, numpy=([-+\d.e]+)>\s*$/;

/** The value of a cell's last expression, when the code knows that it is a score or several. */
export function readResult(block: OutputBlock, result: Value | null): Reading[] {
  const folds = result === null ? [] : readFoldDict(block, 0, block.lines.join('\n'), result);
  if (folds.length > 0) {
    return folds;
  }
  const named = result === null ? [] : readNamedScores(block, 0, block.lines.join('\n'), result);
  if (named.length > 0) {
    return named;
  }
  const scores = result === null ? null : scoresOf(result);
  if (scores === null || block.lines.length > 6) {
    return [];
  }
  const shown = block.lines.join(' ');
  // fastai says of its lists how long they are: `(#2) [0.2,0.9]`.
  const text = /^\s*\(#\d+\)/.test(shown)
    ? shown.replace(/^\s*\(#\d+\)/, '').replaceAll(',', ', ')
    : (TENSOR.exec(shown)?.[1] ?? shown);
  // A dict names its values itself.
  if (/^\s*[{<]/.test(text)) {
    return [];
  }
  const numbers = numbersFor(text, scores.length);
  return isOfClasses(text, numbers, scores)
    ? []
    : readScores(block, 0, numbers, scores, { loop: null, isPercent: false, form: 'code-value' });
}
