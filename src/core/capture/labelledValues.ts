import { readMetricLabel } from '../metric/metricLabel';
import type { InspectedParam, Series } from '../notebook/inspection';

/** A number of a metrics file under its label. */
export interface LabelledValue {
  /** Words from the outermost key to the innermost. */
  readonly label: string;
  readonly value: number;
  /** Of the file, from 0. */
  readonly line?: number | undefined;
  /** As the file writes the innermost key, to find its line by. */
  readonly key?: string | undefined;
  /** Where the file as a whole says what the label does not. */
  readonly split?: string | undefined;
}

export interface LabelledValues {
  readonly values: readonly LabelledValue[];
  readonly series: readonly Series[];
  readonly params?: readonly InspectedParam[] | undefined;
}

export interface Point {
  readonly step: number;
  readonly value: number;
}

/** Curves of what has more than one point and a metric's name. */
export function toSeries(points: ReadonlyMap<string, readonly Point[]>): readonly Series[] {
  const series = new Map<string, Series>();
  for (const [label, track] of points) {
    const { name, split } = readMetricLabel(label);
    const key = JSON.stringify([name, split]);
    // Lightning writes a loss by step and by epoch: one curve is enough.
    if (name !== null && track.length > 1 && !series.has(key)) {
      series.set(key, { name, split, points: track, source: {} });
    }
  }
  return [...series.values()];
}

export function addPoint(points: Map<string, Point[]>, label: string, point: Point): void {
  const track = points.get(label);
  if (track === undefined) {
    points.set(label, [point]);
  } else {
    track.push(point);
  }
}

/** `accuracy` beside `val_accuracy`, as Keras and the Hugging Face trainer write them, was measured in training. */
export function withTrainSplit(reading: LabelledValues): LabelledValues {
  const labels = reading.values.map((value) => ({ value, ...readMetricLabel(value.label) }));
  const validated = new Set(labels.filter(({ split }) => split === 'val').map(({ name }) => name));
  const isTrain = (each: { readonly name: string | null; readonly split: string | null }) =>
    each.name !== null && each.split === null && validated.has(each.name);
  const named = labels.filter((each) => !isTrain(each)).map(({ value }) => value);
  const implied = labels.filter(isTrain).map(({ value }) => ({ ...value, split: 'train' }));
  return {
    ...reading,
    // Of two values with one meaning the first counts: the one that calls itself so.
    values: [...named, ...implied],
    series: reading.series.map((each) => (isTrain(each) ? { ...each, split: 'train' } : each)),
  };
}
