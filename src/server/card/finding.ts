import type { Place } from '../../core/card/place';

/** Replaces what is at a place. */
export interface Change {
  readonly place: Place;
  readonly text: string;
}

/** A way to mend what a finding is about; its changes apply together. */
export interface Fix {
  /** Verb first: "Change to roc_auc". */
  readonly title: string;
  readonly changes: readonly Change[];
  /** The one that is meant when somebody asks to fix without choosing. */
  readonly isPreferred?: boolean;
}

/** Something about a card that its writer should know. */
export interface Finding {
  readonly code: string;
  readonly place: Place;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** What is the matter, on what, and what to do. */
  readonly message: string;
  readonly fixes: readonly Fix[];
}
