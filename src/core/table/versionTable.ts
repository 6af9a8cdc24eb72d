import type { Tolerance } from '../metricTolerance';
import type { EventId, IsoTime, ParamValue, VersionSource } from '../model';

/**
 * Many versions as columns of facts: what the comparison page shows and what the host sends to it. Numbers travel as
 * typed arrays and everything else as codes into a dictionary, so that 10,000 versions × 100 columns stay a few
 * megabytes; rows arrive in chunks, so that the first ones can be shown before the last ones are read.
 */
export interface VersionTable {
  /** Number of versions. */
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

export type ColumnGroup = 'metric' | 'param' | 'data' | 'code' | 'documentation' | 'artifact' | 'environment' | 'tag';

export type TableColumn = MetricColumn | FactColumn;

/** One metric of one split (and, where a notebook compares several, of one model). */
export interface MetricColumn {
  /** See `metricColumnId`. */
  readonly id: string;
  readonly group: 'metric';
  readonly name: string;
  readonly split: string | null;
  readonly model: string | null;
  /** Null when unknown or when the versions disagree: nothing is called better or worse. */
  readonly higherIsBetter: boolean | null;
  /** One of the scores by which at least one of the versions is judged. */
  readonly headline: boolean;
  /** How much worse it may get before that counts as a regression (config); null: nobody has said. */
  readonly tolerance: Tolerance | null;
}

/** A param, a dataset, a fact of the code …: anything compared by being equal or not. */
export interface FactColumn {
  /** See `factColumnId`. */
  readonly id: string;
  readonly group: Exclude<ColumnGroup, 'metric'>;
  readonly name: string;
  /** True when not all versions have the same value here ("absent" is a value of its own). */
  readonly differs: boolean;
  /** Longer texts are cut to exactly this many characters; `loadTexts` fetches them whole. Null: never cut. */
  readonly textLimit: number | null;
}

/** Bytes with an identity: a dataset or an artifact. */
export interface FileCell {
  /** Who knows the digest: `dvc`, `lfs`, `git`, `sha256`, or `unresolved`. */
  readonly kind: string;
  readonly digest: string;
  /** Bytes; null when unknown. */
  readonly size: number | null;
}

export type CellValue = ParamValue | FileCell;

/** What is always shown of a version, whatever the columns. */
export interface VersionHead {
  readonly id: EventId;
  readonly model: string;
  readonly version: number;
  readonly name: string;
  readonly at: IsoTime;
  /** The author's name. */
  readonly by: string;
  readonly stage: string;
  readonly aliases: readonly string[];
  readonly documented: boolean;
  readonly archived: boolean;
  /** Another registration holds the same number. */
  readonly conflict: boolean;
  readonly source: VersionSource;
}

/** Consecutive rows of a table. */
export interface TableChunk {
  /** Index of the first row, from 0. */
  readonly from: number;
  readonly heads: readonly VersionHead[];
  /** One part per column, in the table's order, each as long as `heads`. */
  readonly parts: readonly ColumnPart[];
}

export type ColumnPart = MetricPart | FactPart;

export interface MetricPart {
  readonly kind: 'metric';
  /** NaN where the version does not have the metric. */
  readonly values: Float64Array;
  /** The notebook cell that printed each value, from 0; −1 unknown. Null when no row of the chunk knows it. */
  readonly cells: Int32Array | null;
}

export interface FactPart {
  readonly kind: 'fact';
  /** 0: the version does not have the fact; n: entry n − 1 of the column's dictionary. */
  readonly codes: Uint32Array;
  /** Appended to the dictionary that the chunks before it (in order of `from`) built. */
  readonly added: readonly CellValue[];
}

/** Stable over reloads, so that a page remembers its columns: `metric/roc_auc/test/XGBClassifier`. */
export function metricColumnId(metric: {
  readonly name: string;
  readonly split: string | null;
  readonly model?: string | null | undefined;
}): string {
  return ['metric', metric.name, metric.split ?? '', metric.model ?? ''].map(encodeURIComponent).join('/');
}

/** `param/learning_rate`, `data/data%2Fchurn.csv`. */
export function factColumnId(group: FactColumn['group'], name: string): string {
  return `${group}/${encodeURIComponent(name)}`;
}
