import { readMetricLabel } from '../metric/metricLabel';
import type { Series } from '../notebook/inspection';

/** A number of a metrics file under its label. */
export interface LabelledValue {
  /** Words from the outermost key to the innermost. */
  readonly label: string;
  readonly value: number;
  readonly line?: number | undefined;
}

export interface LabelledValues {
  readonly values: readonly LabelledValue[];
  readonly series: readonly Series[];
}

export interface Point {
  readonly step: number;
  readonly value: number;
}

/** Curves of what has more than one point and a metric's name. */
export function toSeries(points: ReadonlyMap<string, readonly Point[]>): readonly Series[] {
  return [...points].flatMap(([label, track]) => {
    const { name, split } = readMetricLabel(label);
    return name === null || track.length < 2 ? [] : [{ name, split, points: track, source: {} }];
  });
}

export function addPoint(points: Map<string, Point[]>, label: string, point: Point): void {
  const track = points.get(label);
  if (track === undefined) {
    points.set(label, [point]);
  } else {
    track.push(point);
  }
}
