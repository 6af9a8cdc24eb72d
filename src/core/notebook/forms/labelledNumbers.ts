import { canonicalMetric } from '../../metric/catalogue';
import { readMetricLabel } from '../../metric/metricLabel';
import { hasMetricWord } from '../../metric/metricWords';
import { isModelWord } from '../../metric/modelWords';
import type { MetricLabel } from '../../metric/metricLabel';
import { findNumbers } from '../numbers';
import type { PrintedNumber } from '../numbers';

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

const THRESHOLD = /\b(?:m?AP|m?AR)\W{0,2}(?:\d+[:-])?$/i;

const QUOTED_WORD = /^-[\w-]*[A-Za-z_][\w-]*['"]/;

function isThreshold(before: string, last: string, rest: string): boolean {
  // `Recall@10: 0.8`, `Acc@1 76.1`, `mAP@0.5:0.95: 0.45`.
  const isCutoff =
    (last === '@' && /^(?:[\d.]+\)?\s*[:=]\s*-?[\d.]|\d+\s+-?\d)/.test(rest)) ||
    (last === '[' && before.endsWith('@[') && /^[\d.]+[:-][\d.]+\]/.test(rest)) ||
    ((last === ':' || last === '-') &&
      /@\s*\[?[\d.]+[:-]$/.test(before.slice(-12)) &&
      /^[\d.]+[\])]*(?:\s*[:=]\s*|\s+)-?[\d.]/.test(rest));
  // `Precision at k=22, for all users, is: 0.91`.
  const isCount =
    last === '=' &&
    /\bk\s*=\s*$/i.test(before.slice(-8)) &&
    /^\d+\b(?!\.).*[:=]\s*-?\d/.test(rest) &&
    readMetricLabel(before).name !== null;
  return (
    isCutoff ||
    isCount ||
    (THRESHOLD.test(before.slice(-12)) && /^(?:0?\.)?\d\d?(?:[:-](?:0?\.)?\d\d?)?(?:\s*[:=])?\s+-?\d/.test(rest))
  );
}

/** What stands last before a number, blanks aside: most of the questions about it are answered by that alone. */
function lastMark(between: string): string {
  const text = between.trimEnd();
  return text.charAt(text.length - 1);
}

/** `metrics/accuracy:0` is what a graph calls its first output. */
function isTensorName(between: string, line: string, number: PrintedNumber): boolean {
  return (
    number.isInteger &&
    between.endsWith(':') &&
    number.end - number.start === 1 &&
    /[\w.]\/[\w./]*:$/.test(between.slice(-80)) &&
    !/^\s*[\w%]/.test(line.slice(number.end))
  );
}

/** `f1<0.5` is a condition, as the nodes of trees have it. */
function isComparison(between: string, last: string): boolean {
  return (last === '<' || last === '>' || last === '=') && /[<>]=?\s*$/.test(between) && !/[-=>]>\s*$/.test(between);
}

function isSpreadMark(between: string, last: string): boolean {
  return (
    (last === '±' || last === '-' || last === '−') && /^[\s([)\]%]*(?:±|\+\/-|\+-|\+\/−)\s*$/.test(between.slice(-12))
  );
}

const MARK =
  /\s*(?:(?<![<>!])[:=]+>?|(?<=\w\)?\s)[-–—](?=\s)|>>+|->|=>|→|~|\b(?:is|was|of|are|at|equals|≈))[\s'"[({:=~$<]*(?:(?:tensor|array|float|np\.float(?:32|64)|float32|float64)\()?\s*[[(]*$/i;

/** Index in `between` at which the mark before the number begins, or null when there is none. */
function markBefore(between: string): number | null {
  const tail = between.slice(-40);
  const match = MARK.exec(tail);
  return match === null ? null : between.length - tail.length + match.index;
}

/** Cuts what stands before the last strong delimiter, unless only the part before it names a metric. */
function cleanLabel(text: string): string {
  const trimmed = text.replace(/^[\s,;|)\]}.%'"\-–*#>+]+/, '').trimEnd();
  const cut = lastDelimiter(trimmed);
  if (cut < 0) {
    return trimQuotes(trimmed);
  }
  const tail = trimmed.slice(cut + 1).replace(/^[\s\-.:'"{]+/, '');
  return trimQuotes(readMetricLabel(tail).name === null && readMetricLabel(trimmed).name !== null ? trimmed : tail);
}

/** Where the last of the delimiters that part one label from the next begins, or -1: one way back over the text. */
function lastDelimiter(text: string): number {
  for (let at = text.length - 1; at >= 0; at -= 1) {
    switch (text.charCodeAt(at)) {
      case 0x7c: // |
      case 0x3b: // ;
      case 0x09: // a tab
      case 0x7b: // {
        return at;
      case 0x20:
        if (text.startsWith(' - ', at)) {
          return at;
        }
        break;
      case 0x2c:
        if (text.startsWith(', ', at)) {
          return at;
        }
        break;
      case 0x2e:
        if (text.startsWith('...', at)) {
          return at;
        }
        break;
      case 0x5d:
        // `INFO:trainer:Epoch 10 [6.31s]: train_loss`.
        if (text.startsWith(']: ', at)) {
          return at;
        }
        break;
      default:
        break;
    }
  }
  return -1;
}

/** What most labels begin and end with. */
const UNQUOTED = /^[\w(](?:.*[\w)])?$/;

function trimQuotes(text: string): string {
  return UNQUOTED.test(text) ? text : text.replace(/^['"\s]+|['"\s]+$/g, '');
}

/** The end of a text that `cleanLabel` leaves as it is. */
const KEPT_END = /[A-Za-z\d(][\s,)]*$/;
const SPACE = 32;

/** False when no metric's name can stand at the end of a label: most numbers of a line follow other words. */
function mayEndWithMetric(label: string): boolean {
  if (!KEPT_END.test(label.slice(-8))) {
    return true;
  }
  // The last three words, as `endsWithMetric` looks at them.
  let start = label.trimEnd().length;
  for (let count = 0; count < 3 && start > 0; count += 1) {
    while (start > 0 && label.charCodeAt(start - 1) > SPACE) {
      start -= 1;
    }
    while (count < 2 && start > 0 && label.charCodeAt(start - 1) <= SPACE) {
      start -= 1;
    }
  }
  return hasMetricWord(label.slice(start));
}

function endsWithMetric(labelText: string): boolean {
  const words = labelText.split(/\s+/);
  return [3, 2, 1].some((count) => {
    const last = words.slice(-count).join(' ');
    const label = readMetricLabel(last);
    return label.name !== null && label.name !== 'score' && label.rest.length === 0 && !/[.!?]$/.test(last);
  });
}

function noteAfter(line: string, number: PrintedNumber): string | null {
  const after = line.slice(number.end, number.end + 120);
  return /^\s*(?:\([^)]*\)\s*)?\[([A-Za-z][^\]:=%,]*)\]/.exec(after)?.[1] ?? null;
}

/** Names that are no words of any language. */
const ACRONYM = /\b(?:RMSE|MAE|MSE|MAPE|SMAPE|RMSLE|AUC|F1|R2|R²|IoU|mAP|BLEU)\b/;

/** How far the label itself can be believed, without any code. */
export function labelTrust(pair: LabelledNumber): 'high' | 'medium' | 'low' {
  const { label } = pair;
  const strange = label.rest.filter((token) => !isModelWord(token)).length;
  if (label.isForeign || label.name === null) {
    return 'low';
  }
  if (label.name === 'score') {
    const isBare = pair.labelText.trim().split(/\s+/).length <= 4 && pair.isMarked;
    return strange === 0 && isBare && pair.value >= 0 && pair.value <= (pair.isPercent ? 100 : 1) && !pair.isInteger
      ? 'medium'
      : 'low';
  }
  if (!pair.isMarked && strange > 1) {
    return 'low';
  }
  const isAcronym = pair.isMarked && ACRONYM.test(pair.labelText);
  return isAcronym && strange > 5 && strange <= 8 ? 'medium' : strange <= 2 ? 'high' : strange <= 5 ? 'medium' : 'low';
}
