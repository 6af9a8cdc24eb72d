import type { EventId } from '../model';
import type { Series } from '../notebook/inspection';

/** What was kept of a version that a chart can show. */
export interface VersionEvidence {
  readonly id: EventId;
  readonly curves: readonly Curve[];
  readonly reports: readonly ClassReport[];
  readonly matrices: readonly ConfusionMatrix[];
  readonly pictures: readonly Picture[];
}

export type Curve = Pick<Series, 'name' | 'split' | 'points'>;

/** A classification report, a row per class. */
export interface ClassReport {
  /** The notebook cell that printed it, from 0. */
  readonly cell: number | null;
  readonly classes: readonly ClassScores[];
}

export interface ClassScores {
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number | null;
}

/** Rows are what is true, columns what was predicted. */
export interface ConfusionMatrix {
  readonly cell: number | null;
  /** Empty when nothing names the classes. */
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface Picture {
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly cell: number | null;
}
