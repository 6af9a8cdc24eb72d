import type { FactSource, Metric, Param } from '../model';

/** How sure the reader is. `low` facts are offered, never recorded without a tick. */
export type Confidence = 'high' | 'medium' | 'low';

export interface InspectedMetric extends Metric {
  readonly source: FactSource;
  readonly confidence: Confidence;
  /** A headline of another evaluation, which could as well be the result; a version does not take it for its own. */
  readonly isSecondOpinion?: boolean;
}

export interface InspectedParam extends Param {
  readonly source: FactSource;
  readonly confidence: Confidence;
}

export interface InspectedPath {
  /** As the code says it, variables and f-strings resolved where possible, without `./` before it. */
  readonly path: string;
  /** As the code spells it, where that is another way. */
  readonly spelled?: string;
  readonly source: FactSource;
  readonly confidence: Confidence;
}

/** Values over epochs, rounds or steps, e.g. `val_loss` by epoch. */
export interface Series {
  readonly name: string;
  readonly split: string | null;
  readonly points: readonly { readonly step: number; readonly value: number }[];
  readonly source: FactSource;
}

export interface InspectedPlot {
  readonly mime: string;
  /** Base64 for raster images, text for SVG. */
  readonly data: string;
  readonly source: FactSource;
}

export interface InspectionWarning {
  /** `out-of-order`, `before-restart`, `edited-after-run`, `not-executed`, `cell-failed`, `no-seed`, … */
  readonly code: string;
  readonly message: string;
  readonly source: FactSource;
}

/** Everything that reading a notebook says, without touching the disk. */
export interface Inspection {
  readonly framework: readonly string[];
  readonly metrics: readonly InspectedMetric[];
  readonly params: readonly InspectedParam[];
  readonly datasets: readonly InspectedPath[];
  readonly artifacts: readonly InspectedPath[];
  readonly plots: readonly InspectedPlot[];
  readonly series: readonly Series[];
  readonly warnings: readonly InspectionWarning[];
}

/** What a source that says nothing about a model gives. */
export const NOTHING_INSPECTED: Inspection = {
  framework: [],
  metrics: [],
  params: [],
  datasets: [],
  artifacts: [],
  plots: [],
  series: [],
  warnings: [],
};
