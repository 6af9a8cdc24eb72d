import type { Reading } from '../reading';

/** Of the models that one cell tells of, the readings of one; those without any name go with each. */
export function ofModel(inCell: readonly Reading[], model: string | null): readonly Reading[] {
  const named = model === null ? inCell : inCell.map(namedBefore(inCell));
  return inCell.filter((_, index) => {
    const name = named[index]?.model ?? null;
    return name === null || name === model;
  });
}

/** What is told without a name goes with the name before it, in the same output. */
export function namedBefore(inCell: readonly Reading[]): (reading: Reading) => Reading {
  const names = new Map<Reading, Reading>();
  let named: Reading | null = null;
  for (const reading of inCell) {
    if (reading.model !== null) {
      named = reading;
    }
    names.set(reading, reading.model === null && named?.output === reading.output ? named : reading);
  }
  return (reading) => names.get(reading) ?? reading;
}
