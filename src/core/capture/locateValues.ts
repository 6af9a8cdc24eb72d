import type { LabelledValue } from './labelledValues';

/** A key and a number behind it, in JSON, JSON lines and YAML. */
const PAIR =
  /["']?(?<key>[^\s"',:{}[\]][^"',:{}[\]]{0,200}?)["']?\s*:\s*["']?(?<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/g;
/** In larger files nobody looks for a line. */
const LONGEST = 2_000_000;

/**
 * The values with the lines that they stand on, found by key and number: parsers of these formats do not tell. Of rows that
 * repeat a key the last one that says so counts, as it does for the value.
 */
export function locateValues(text: string, values: readonly LabelledValue[]): readonly LabelledValue[] {
  if (text.length > LONGEST || values.every(({ key, line }) => key === undefined || line !== undefined)) {
    return values;
  }
  const places = findPairs(text);
  const asked = new Map<string, number>();
  values.forEach(({ key = '' }) => asked.set(key, (asked.get(key) ?? 0) + 1));
  return values.map((value) => {
    const { key = '', line } = value;
    const found = places.get(key);
    const isRepeated = (found?.length ?? 0) > (asked.get(key) ?? 0);
    const isIt = (place: Place) => place.value === value.value && !place.isTaken;
    const place = isRepeated ? found?.findLast(isIt) : found?.find(isIt);
    if (place === undefined || line !== undefined) {
      return value;
    }
    place.isTaken = true;
    return { ...value, line: place.line };
  });
}

interface Place {
  readonly line: number;
  readonly value: number;
  isTaken: boolean;
}

function findPairs(text: string): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  text.split('\n').forEach((content, line) => {
    for (const { groups } of content.matchAll(PAIR)) {
      const { key = '', number } = groups ?? {};
      const place = { line, value: Number(number), isTaken: false };
      const known = places.get(key);
      if (known === undefined) {
        places.set(key, [place]);
      } else {
        known.push(place);
      }
    }
  });
  return places;
}
