import { canonicalMetric } from '../../metric/catalogue';
import { readMetricLabel } from '../../metric/metricLabel';
import type { MetricLabel } from '../../metric/metricLabel';
import { findNumbers } from '../numbers';
import type { PrintedNumber } from '../numbers';
import { cleanLabel, endsWithMetric, markBefore, mayEndWithMetric } from './labelBefore';
import { isComparison, isSpreadMark, isTensorName, isThreshold, lastMark } from './strayNumbers';

/** One `label: value` of a line. */
export interface LabelledNumber {
  readonly label: MetricLabel;
  readonly labelText: string;
  readonly value: number;
  /** Where the number begins in its line. */
  readonly start: number;
  readonly isPercent: boolean;
  readonly isInteger: boolean;
  /** True when `:`, `=` or a verb stands between label and value, not just a space. */
  readonly isMarked: boolean;
  /** The number after this one, when two belong together: `1.000/0.917`. */
  readonly second: { readonly value: number; readonly isPercent: boolean } | null;
  /** The first of a list of three and more: folds, epochs or classes. */
  readonly isListed: boolean;
  /** Text in brackets after the value: `[Logistic regression]`. */
  readonly note: string | null;
}

/** `, test 0.11` after `Precision: train 0.61`. */
const SPLIT_ALONE = /^\s*[,;|]\s*(?:train|test|val|valid)(?:ing|idation)?\s+$/i;

/** All pairs of label and number in a line, in order. Numbers inside labels ("on the 10000 test images") stay there. */
export function readLabelledNumbers(line: string): LabelledNumber[] {
  const pairs: LabelledNumber[] = [];
  let from = 0;
  const numbers = findNumbers(line);
  for (const [index, number] of numbers.entries()) {
    if (number.start < from) {
      continue;
    }
    const between = line.slice(from, number.start);
    const mark = markBefore(between);
    const isSplit = mark === null && SPLIT_ALONE.test(between) && (pairs.at(-1)?.label.split ?? null) !== null;
    if (mark === null && !isSplit && !mayEndWithMetric(between) && !mayHaveUnit(line, number)) {
      continue;
    }
    // `Accuracy of class 3: 0.9`, `Accuracy with K=12 is: 0.9`, `Fold 2 = 0.8`, `148/150 = 0.9867`: this number is part of the label.
    if (
      number.isInteger &&
      !number.isPercent &&
      /^(?:\s*\/\s*\d+)?\s*(?:[:=]|(?:is|was|are)\b\s*[:=]?)\s*[-\d.(['"]/.test(line.slice(number.end, number.end + 16))
    ) {
      continue;
    }
    if (number.isInteger && isCounted(between, line.slice(number.end, number.end + 60))) {
      continue;
    }
    // `mAP 50:95 0.416`, `mAP 75 0.331`: the threshold belongs to the name.
    const last = lastMark(between);
    if (isThreshold(between, last, line.slice(number.start, number.start + 80))) {
      continue;
    }
    // `loss='0-1_loss'`: a word in quotes that begins with a digit.
    const word = number.isInteger ? QUOTED_WORD.exec(line.slice(number.end, number.end + 40)) : null;
    if (word !== null) {
      from = number.end + word[0].length;
      continue;
    }
    // `Cumulative hit rate (rating >= 4): 0.013`: a condition in brackets belongs to the label.
    if (isComparison(between, last) && /^\)\s*[:=]/.test(line.slice(number.end, number.end + 8))) {
      continue;
    }
    // `Final accuracy (after 20 rounds of learning): 0.938`: so does how many of something it took.
    if (
      number.isInteger &&
      mark === null &&
      /\([^()]*$/.test(between) &&
      BRACKET_ENDS.test(line.slice(number.end, number.end + 60))
    ) {
      continue;
    }
    if (isSpreadMark(between, last) || isComparison(between, last) || isTensorName(between, line, number)) {
      from = number.end;
      continue;
    }
    const joint =
      mark === null ? [] : jointNumbers(between.slice(0, mark), line, numbers.slice(index, index + MOST_JOINT));
    if (joint.length > 0) {
      pairs.push(...joint);
      from = numbers[index + joint.length - 1]?.end ?? number.end;
      continue;
    }
    const labelText = cleanLabel(mark === null ? between : between.slice(0, mark));
    if (labelText === '') {
      // A second number after the same label, such as the count in `98% (9831/10000)`.
      from = mark === null && !/[,;|\t]/.test(between) ? from : number.end;
      continue;
    }
    const unit = mayHaveUnit(line, number) ? unitsAfter(line, number, labelText) : [];
    if (unit.length > 0) {
      pairs.push(...unit);
      from = unit.at(-1)?.end ?? number.end;
      continue;
    }
    if (mark === null && !isSplit && !endsWithMetric(labelText)) {
      continue;
    }
    const label = labelOf(labelText, line, numbers.slice(index, index + 3));
    const paired = valueAtCutoff(line, number, numbers[index + 1]);
    const shown = paired ?? shareOf(label, line, numbers.slice(index, index + 3)) ?? number;
    pairs.push({
      label,
      labelText,
      value: shown.value,
      start: shown.start,
      isPercent: shown.isPercent,
      isInteger: shown.isInteger,
      isMarked: mark !== null,
      second: label.splitPair === null ? null : (numbers[index + 1] ?? null),
      isListed: paired === null && mark !== null && isListed(line, between, numbers.slice(index, index + 3)),
      note: noteAfter(line, number),
    });
    from = label.splitPair === null ? shown.end : (numbers[index + 1]?.end ?? number.end);
  }
  return pairs;
}

/** `Average score of 10 stores is 0.75`, `Loss at 90 3.43`: how many things the value behind them is of, or when. */
function isCounted(before: string, after: string): boolean {
  return (
    (/\b(?:of|for|over|on|across|in|from|after)\s+(?:the\s+|all\s+)?$/i.test(before) && COUNTED.test(after)) ||
    (/\bat\s+$/.test(before) && /^,?\s+-?\d+\.\d/.test(after)) ||
    // `Silhouette -> K = 9`: how many clusters it speaks for.
    /(?:^|[^\w@])[kK]\s*=\s*$/.test(before)
  );
}

/** The rest of a remark in brackets and the value behind it. */
const BRACKET_ENDS = /^\s[^()\d]*\)\s*[:=]\s*[-\d.]/;

const COUNTED = /^(?:\s+[A-Za-z][\w-]*){1,4}\s*(?:[:=]|\b(?:is|was|are|were)\b\s*:?)\s*-?\d*\.?\d/;

/** `Accuracy: [[0.05, 0.978]]`, as H2O tells a score at a cutoff: the second of the two. */
function valueAtCutoff(line: string, number: PrintedNumber, next: PrintedNumber | undefined): PrintedNumber | null {
  const isPair =
    next !== undefined &&
    line.startsWith('[[', number.start - 2) &&
    line.startsWith(']]', next.end) &&
    /^,\s*$/.test(line.slice(number.end, next.start));
  return isPair ? next : null;
}

/** Errors that people write behind their number, like a unit. */
const UNIT =
  /^\s?(?:\([\d.e+-]+\)\s?)?(R?MSE|MAE|MAPE|S?MAPE|RMSLE)\b(?=\s*(?:[),;.|]|$|\((-?[\d.]+(?:e[+-]?\d+)?) (R?MSE|MAE|S?MAPE)\)))/;

const UNIT_START = /\s?[(RMS]/y;

function mayHaveUnit(line: string, number: PrintedNumber): boolean {
  UNIT_START.lastIndex = number.end;
  return UNIT_START.test(line);
}

/** `Test Score: 2510.49 MSE (50.10 RMSE)`: after the number stands what it is. */
function unitsAfter(line: string, number: PrintedNumber, labelText: string): (LabelledNumber & { end: number })[] {
  const rest = line.slice(number.end, number.end + 60);
  const match = UNIT.exec(rest);
  const { name } = readMetricLabel(labelText);
  if (match?.[1] === undefined || (name !== null && name !== 'score')) {
    return [];
  }
  const place = (value: number, unit: string, start: number, end: number): LabelledNumber & { end: number } => ({
    label: readMetricLabel(`${labelText.replace(SCORE, '')} ${unit}`),
    labelText: `${labelText} ${unit}`,
    value,
    start,
    isPercent: false,
    isInteger: false,
    isMarked: true,
    second: null,
    isListed: false,
    note: null,
    end,
  });
  const end = number.end + match[0].length;
  const first = place(number.value, match[1], number.start, end);
  const [, , second, unit] = match;
  return second === undefined || unit === undefined
    ? [first]
    : [first, place(Number(second), unit, line.indexOf(second, end), end + second.length + unit.length + 4)];
}

const SCORE = /\s*\b(?:score|results?)$/i;

/** `Correct: 9373/10000 (93.7%)` tells the accuracy. */
function labelOf(text: string, line: string, numbers: readonly PrintedNumber[]): MetricLabel {
  const [right, all, percent] = numbers;
  const isShare =
    percent?.isPercent === true &&
    right !== undefined &&
    all !== undefined &&
    line.slice(right.end, all.start).trim() === '/' &&
    CORRECT.test(text);
  return readMetricLabel(isShare ? text.replace(CORRECT, 'accuracy') : text);
}

const CORRECT = /\bcorrect(?:ly classified)?(?: predictions)?$/i;

/** `Accuracy: 9373/10000 (94%)`: the percentage that follows a count of right ones; where none follows, their share. */
function shareOf(label: MetricLabel, line: string, numbers: readonly PrintedNumber[]): PrintedNumber | null {
  const [right, all, percent] = numbers;
  const isShare =
    right !== undefined &&
    all !== undefined &&
    right.isInteger &&
    all.isInteger &&
    right.value <= all.value &&
    all.value > 1 &&
    line.slice(right.end, all.start).trim() === '/';
  if (!isShare || label.name === null || canonicalMetric(label.name).range !== 'fraction') {
    return null;
  }
  const between = percent === undefined ? '' : line.slice(all.end, percent.start);
  return percent !== undefined && /^\s*[,;:=]?\s*[([]?\s*$/.test(between) && (percent.isPercent || !percent.isInteger)
    ? percent
    : { ...all, start: right.start, value: Number((right.value / all.value).toPrecision(6)), isInteger: false };
}

const QUOTED_WORD = /^-[\w-]*[A-Za-z_][\w-]*['"]/;

const MOST_JOINT = 7;

/** `test loss, test acc: [0.2, 0.9]`, `Precision/Recall/F1: 0.9 / 0.8 / 0.85`: as many numbers as names before the mark. */
function jointNumbers(text: string, line: string, numbers: readonly PrintedNumber[]): LabelledNumber[] {
  // Most labels stand before one number, or are one.
  if (numbers.length < 2 || !/[,/&|]|\band\b/i.test(text)) {
    return [];
  }
  const names = text.replace(/^[\s,;|)\]}.%'"\-–*#>+[({]+|[\s\])}'"]+$/g, '').split(/\s*(?:[,/&|]|\band\b)\s*/i);
  if (names.length < 2 || names.length >= MOST_JOINT || numbers.length < names.length) {
    return [];
  }
  const labels = names.map(readMetricLabel);
  const isNamed = labels.every(({ name, isForeign, isSpread }) => name !== null && !isForeign && !isSpread);
  if (!isNamed) {
    return [];
  }
  const joined = numbers.findIndex((number, index) => {
    const next = numbers[index + 1];
    return next === undefined || !JOINT.test(line.slice(number.end, next.start));
  });
  // A longer list holds something else.
  if (joined + 1 !== names.length) {
    return [];
  }
  return labels.flatMap((label, index): LabelledNumber[] => {
    const number = numbers[index];
    return number === undefined
      ? []
      : [
          {
            label,
            labelText: names[index] ?? '',
            value: number.value,
            start: number.start,
            isPercent: number.isPercent,
            isInteger: number.isInteger,
            isMarked: true,
            second: null,
            isListed: false,
            note: null,
          },
        ];
  });
}

/** What stands between numbers that were printed side by side. */
const JOINT = /^\)?(?:\s*[,/|;&]\s*|\s+and\s+|\s+)(?:(?:np|numpy)\.float\d+\(|tensor\()?$/;

/** `[0.9, 0.8, 0.85]`; a list of two may be the loss and one score. */
function isListed(line: string, before: string, numbers: readonly PrintedNumber[]): boolean {
  const [first, second, third] = numbers;
  return (
    /\[[\s(]*(?:(?:np|numpy)\.float\d+\()?$/.test(before.slice(-24)) &&
    first !== undefined &&
    second !== undefined &&
    third !== undefined &&
    JOINT.test(line.slice(first.end, second.start)) &&
    JOINT.test(line.slice(second.end, third.start))
  );
}

function noteAfter(line: string, number: PrintedNumber): string | null {
  const after = line.slice(number.end, number.end + 120);
  return /^\s*(?:\([^)]*\)\s*)?\[([A-Za-z][^\]:=%,]*)\]/.exec(after)?.[1] ?? null;
}
