import { wholeNumber } from '../numbers';

/** Rows and columns that compare the others. */
export const COMPARES = /\b(?:ratios?|diff(?:erence)?s?|improvements?|change|delta|gain)\b/i;

/** A cell's number; `0.93 ± 0.02` is its first one. */
export function readCell(text: string | undefined): { value: number; isPercent: boolean } | null {
  if (text === undefined || text.length > 60) {
    return null;
  }
  // Trainers show a metric that is a dict as it is: `{'accuracy': 0.91}`.
  const inner = /^\{['"][\w ]+['"]: ([\d.e-]+)\}$/.exec(text)?.[1] ?? text;
  return wholeNumber(inner.replace(/\s*(?:±|\+\/-|\+-).*$/, '').replace(/^\[|\]$/g, ''));
}
