import type { LedgerConfig } from '../../core/config';
import type { ModelSummary } from '../../core/ledger/versionSummary';
import type { Version } from '../../core/model';
import type { SourceFacts } from '../../core/notebook/sourceFacts';

/** What is known around a card when its text is judged. Plain data: gathered before, so that judging is pure. */
export interface Surroundings {
  readonly config: LedgerConfig;
  readonly project: string;
  readonly models: readonly ModelSummary[];
  /** The newest versions of the card's model, whole, newest first. */
  readonly versions: readonly Version[];
  /** What the source says now; null where there is none or it cannot be read. */
  readonly source: SourceFacts | null;
  /** Whether there is something at a path that the card names; a path that is not in here was not looked at. */
  readonly exists: ReadonlyMap<string, boolean>;
  /** Files of the workspace to offer, relative to the ledger's folder, with forward slashes. */
  readonly files: readonly string[];
}
