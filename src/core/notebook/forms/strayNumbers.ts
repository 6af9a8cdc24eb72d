import { readMetricLabel } from '../../metric/metricLabel';
import type { PrintedNumber } from '../numbers';

const THRESHOLD = /\b(?:m?AP|m?AR)\W{0,2}(?:\d+[:-])?$/i;

/** The number belongs to the name of a metric: `Recall@10`, `mAP 50:95`. */
export function isThreshold(before: string, last: string, rest: string): boolean {
  // `Recall@10: 0.8`, `Acc@1 76.1`, `mAP@0.5:0.95: 0.45`, the title `Recall@20 | Train (s)`.
  const isCutoff =
    (last === '@' && /^(?:[\d.]+\)?\s*[:=]\s*-?[\d.]|\d+\s+-?\d|\d+\s*[|│┃]\s*[A-Za-z])/.test(rest)) ||
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
export function lastMark(between: string): string {
  const text = between.trimEnd();
  return text.charAt(text.length - 1);
}

/** `metrics/accuracy:0` is what a graph calls its first output. */
export function isTensorName(between: string, line: string, number: PrintedNumber): boolean {
  return (
    number.isInteger &&
    between.endsWith(':') &&
    number.end - number.start === 1 &&
    /[\w.]\/[\w./]*:$/.test(between.slice(-80)) &&
    !/^\s*[\w%]/.test(line.slice(number.end))
  );
}

/** `f1<0.5` is a condition, as the nodes of trees have it. */
export function isComparison(between: string, last: string): boolean {
  return (last === '<' || last === '>' || last === '=') && /[<>]=?\s*$/.test(between) && !/[-=>]>\s*$/.test(between);
}

/** `± 0.02`: how far the values before it lie apart, or how exact a thing is. */
export function isSpreadMark(between: string, last: string): boolean {
  return (last === '±' || last === '-' || last === '−') && /(?:±|\+\/-|\+-|\+\/−)\s*$/.test(between.slice(-12));
}
