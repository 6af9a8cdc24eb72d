import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';

/** A name, what belongs to it in parentheses, and nothing behind. */
const TUPLE =
  /(?:^|[\s:=(])([A-Z]\w{0,40})\(((?:[A-Za-z]\w{0,30}=(?:[^,()=]{1,40}|np\.float\d\d\([^()]{1,40}\))(?:, |(?=\))))+)\)\s*$/;
const NUMBER = /^(?:np\.float\d\d\()?(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\)?$/i;
const LONGEST_LINE = 400;
/** One name that is a measure's may be a setting: `Ridge(alpha=1.0, loss=0.1)`. */
const FEWEST = 2;

/**
 * Scores that a function of the notebook returns together, as named tuples and data classes print themselves:
 * `AR model: Scores(mse=1.38, mae=1.09, r2=-0.31)`.
 */
export function readNamedTuples(block: OutputBlock, used: Set<number>): Reading[] {
  return block.lines.flatMap((line, index) => {
    if (!used.has(index) && line.length <= LONGEST_AGGREGATES && line.includes('AggregateScore(')) {
      const aggregates = readAggregates(block, line, index);
      if (aggregates.length > 0) {
        used.add(index);
      }
      return aggregates;
    }
    const isPossible = line.length <= LONGEST_LINE && line.includes('=') && line.trimEnd().endsWith(')');
    const found = isPossible && !used.has(index) ? TUPLE.exec(line) : null;
    if (found === null) {
      return [];
    }
    const [, , inside = ''] = found;
    const fields = inside.split(', ').map((field) => field.split('=', 2));
    const measures = fields.flatMap(([key = '', text = '']) => {
      const { name, split, rest } = readMetricLabel(key);
      const value = Number(NUMBER.exec(text)?.[1] ?? NaN);
      return name !== null && rest.length === 0 && isPlausible(name, value, false) ? [{ name, split, value }] : [];
    });
    const isTold = measures.length >= FEWEST && measures.length * 2 > fields.length;
    if (!isTold) {
      return [];
    }
    used.add(index);
    const before = readMetricLabel(line.slice(0, found.index));
    return measures.map(({ name, split, value }) =>
      makeReading(block, {
        name,
        value,
        split: split ?? before.split,
        model: before.rest.length > 0 ? before.rest.join(' ') : null,
        form: 'named-tuple',
        line: index,
      }),
    );
  });
}

const LONGEST_AGGREGATES = 4000;
const AGGREGATE =
  /['"]?\b(rouge\w{1,6})['"]?\s?[:=]\s?AggregateScore\(low=Score\([^()]{0,120}\), mid=Score\(precision=[\d.e-]+, recall=[\d.e-]+, fmeasure=([\d.e-]+)\)/gi;

/** ROUGE with its bounds: `'rouge1': AggregateScore(low=…, mid=Score(precision=…, recall=…, fmeasure=0.45), high=…)`. */
function readAggregates(block: OutputBlock, line: string, index: number): Reading[] {
  return [...line.matchAll(AGGREGATE)].flatMap(([, key = '', text = '']) => {
    const { name } = readMetricLabel(key);
    const value = Number(text);
    return name !== null && isPlausible(name, value, false)
      ? [makeReading(block, { name, value, form: 'named-tuple', line: index })]
      : [];
  });
}
