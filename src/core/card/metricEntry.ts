import { cellNumber } from '../cellName';
import type { FactSource, Metric } from '../model';
import { isRecord } from './plainData';

/**
 * A metric as one line of the front matter: `{ name: roc_auc, value: 0.934, split: test, headline: true, cell: 12 }`.
 * Cells and lines are written as people count them, from 1.
 * What says nothing is left out, so that a person can write `{ name: f1, value: 0.8 }`.
 */
export function toMetricEntry(metric: Metric, usual: boolean | null): Record<string, unknown> {
  return {
    name: metric.name,
    value: metric.value,
    ...(metric.split === null ? {} : { split: metric.split }),
    ...(metric.model === null || metric.model === undefined ? {} : { model: metric.model }),
    ...(metric.headline ? { headline: true } : {}),
    ...(metric.higherIsBetter === usual ? {} : { better: betterWord(metric.higherIsBetter) }),
    ...toSourceEntry(metric.source),
  };
}

function betterWord(higherIsBetter: boolean | null): string {
  if (higherIsBetter === null) {
    return 'unknown';
  }
  return higherIsBetter ? 'higher' : 'lower';
}

/** The cell is enough to find it; output and line come back from the capture when the draft is registered. */
function toSourceEntry(source: FactSource | undefined): Record<string, unknown> {
  return {
    ...(source?.path === undefined ? {} : { in: source.path }),
    ...(source?.cell === undefined ? {} : { cell: cellNumber(source.cell) }),
    ...(source?.line === undefined || source.cell !== undefined ? {} : { line: source.line + 1 }),
  };
}

const DIRECTIONS: ReadonlySet<unknown> = new Set(['higher', 'lower', 'unknown']);
/** The fields that an entry may have; the last two come from the program. */
export const METRIC_FIELDS: readonly string[] = [
  'name',
  'value',
  'split',
  'model',
  'headline',
  'better',
  'in',
  'cell',
  'line',
];
const KNOWN = new Set(METRIC_FIELDS);

/** The metric that an entry says, or the sentence that says what is wrong with it. */
export function fromMetricEntry(
  entry: unknown,
  usualDirection: (name: string) => boolean | null,
): { readonly metric: Metric } | { readonly problem: string } {
  if (!isRecord(entry)) {
    return { problem: 'A metric is written as { name: accuracy, value: 0.93, split: test }.' };
  }
  const { name, value, split, model, headline, better } = entry;
  if (typeof name !== 'string' || name.trim() === '') {
    return { problem: 'This metric has no name.' };
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return { problem: `The value of ${name} is not a number.` };
  }
  const stray = Object.keys(entry).find((key) => !KNOWN.has(key));
  if (stray !== undefined) {
    return { problem: `"${stray}" is not a field of a metric. Known are ${[...KNOWN].slice(0, 7).join(', ')}.` };
  }
  if (better !== undefined && better !== null && !DIRECTIONS.has(better)) {
    return { problem: `"better" of ${name} is higher, lower or unknown.` };
  }
  return {
    metric: {
      name: name.trim(),
      value,
      split: text(split),
      ...(text(model) === null ? {} : { model: text(model) }),
      higherIsBetter: direction(better) ?? (better === 'unknown' ? null : usualDirection(name.trim())),
      headline: headline === true,
      ...withSource(fromSourceEntry(entry)),
    },
  };
}

function withSource(source: FactSource | null): { readonly source?: FactSource } {
  return source === null ? {} : { source };
}

function direction(better: unknown): boolean | null {
  return better === 'higher' ? true : better === 'lower' ? false : null;
}

function text(value: unknown): string | null {
  if (value === undefined || value === null || value === '') {
    return null;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fromSourceEntry(entry: Readonly<Record<string, unknown>>): FactSource | null {
  const index = (value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value - 1 : undefined;
  const source = {
    ...(typeof entry['in'] === 'string' ? { path: entry['in'] } : {}),
    ...(index(entry['cell']) === undefined ? {} : { cell: index(entry['cell']) }),
    ...(index(entry['line']) === undefined ? {} : { line: index(entry['line']) }),
  };
  return Object.keys(source).length === 0 ? null : source;
}
