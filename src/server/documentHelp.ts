import type { OpenCards } from './card/openCards';
import type { CommitReader } from './commit/commitReader';

/** What is known beyond the ledger for some kinds of documents. */
export interface DocumentHelp {
  /** For drafts and cards. */
  readonly cards: OpenCards;
  /** For commit messages. */
  readonly commits: CommitReader;
}
