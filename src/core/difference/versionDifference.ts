import type { EventId } from '../model';

/** What changed between two versions, in words that a page, a report and a terminal show alike. */
export interface VersionDifference {
  readonly from: DifferentVersion;
  readonly to: DifferentVersion;
  /** One or two sentences: did it help, and what was done. */
  readonly headline: string;
  /** In the order in which a reader asks; those without any item say so in their summary. */
  readonly sections: readonly DifferenceSection[];
}

export interface DifferentVersion {
  readonly id: EventId;
  /** `churn@v3`. */
  readonly reference: string;
}

export type DifferenceGroup =
  'metrics' | 'params' | 'data' | 'code' | 'cells' | 'environment' | 'artifacts' | 'documentation';

export interface DifferenceSection {
  readonly group: DifferenceGroup;
  readonly title: string;
  /** A sentence fragment: `3 changed, 1 added; 12 the same`. */
  readonly summary: string;
  readonly items: readonly DifferenceItem[];
  /** Sentences about what could not be told. */
  readonly notes: readonly string[];
  /** What opens the whole of it, most useful first. */
  readonly opens: readonly DifferenceLink[];
}

export interface DifferenceItem {
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Null: it was not there. */
  readonly from: string | null;
  readonly to: string | null;
  /** `better by 0.0220`, `+1,200 rows`; empty for nothing to add. */
  readonly note: string;
  readonly verdict: 'better' | 'worse' | null;
  readonly opens: DifferenceTarget | null;
}

export interface DifferenceLink {
  readonly label: string;
  readonly target: DifferenceTarget;
}

/** Something about two versions that an editor can show. */
export type DifferenceTarget =
  /** All files whose code differs. */
  | { readonly kind: 'code' }
  /** One of them. */
  | { readonly kind: 'codeFile'; readonly path: string }
  /** The notebooks that were kept, cell by cell. */
  | { readonly kind: 'cells'; readonly outputs: boolean }
  /** The pointer of a dataset, or the dataset where Git has it. */
  | { readonly kind: 'data'; readonly path: string }
  | { readonly kind: 'environment' }
  | { readonly kind: 'documentation' }
  /** What the model files say of their structure. */
  | { readonly kind: 'structure'; readonly path: string }
  /** Where the param of this name was read, in the later version that has it. */
  | { readonly kind: 'param'; readonly name: string };
