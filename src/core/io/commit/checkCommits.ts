import type { CommitConcerns } from '../../rationale/concern';
import { findMissing, findMissingAfter, type Findings, type Said } from '../../rationale/findMissing';
import { parseTrailers } from '../../rationale/trailer';
import type { Git } from '../git/git';
import { readMessages, type CommitMessage } from '../git/messageLog';
import type { Ledger } from '../ledger/ledger';
import { readCommitView, requireCommit, type CommitScope } from './commitView';
import { readCommitConcerns } from './readCommitConcerns';

export interface CommitCheck {
  readonly concerns: CommitConcerns;
  readonly findings: Findings;
  /** Ids of the commits whose messages were read, newest first. */
  readonly commits: readonly string[];
}

/** A commit that is made, or a branch of them, held against what the messages say. Throws `range-unknown`. */
export async function checkCommits(
  ledger: Ledger,
  git: Git,
  scope: Extract<CommitScope, { readonly kind: 'commit' | 'range' }>,
  signal?: AbortSignal,
): Promise<CommitCheck> {
  await Promise.all(names(scope).map((name) => requireCommit(git, name)));
  const concerns = await readCommitConcerns(ledger, scope, { signal });
  if (scope.kind === 'commit') {
    const [made] = await readMessages(git, ['--max-count=1', '--end-of-options', scope.commit]);
    return {
      concerns,
      findings: findMissing(concerns, made?.message ?? ''),
      commits: made === undefined ? [] : [made.commit],
    };
  }
  const messages = await readMessages(git, ['--end-of-options', `${scope.from}..${scope.to}`]);
  const said: Said[] = [];
  for (const message of messages) {
    signal?.throwIfAborted();
    said.push(...(await readSaid(ledger, git, message, concerns)));
  }
  return { concerns, findings: findMissingAfter(concerns, said), commits: messages.map(({ commit }) => commit) };
}

function names(scope: Extract<CommitScope, { readonly kind: 'commit' | 'range' }>): readonly string[] {
  return scope.kind === 'commit' ? [scope.commit] : [scope.from, scope.to];
}

/** Git is asked what a commit changes only where its message says something. */
async function readSaid(
  ledger: Ledger,
  git: Git,
  { commit, message }: CommitMessage,
  concerns: CommitConcerns,
): Promise<readonly Said[]> {
  const trailers = parseTrailers(message);
  if (trailers.length === 0) {
    return [];
  }
  const view = await readCommitView(ledger, git, { kind: 'commit', commit });
  const events = new Set(view.events.map(({ shown }) => shown));
  return [
    {
      trailers,
      registered: concerns.registered.filter(({ path }) => events.has(path)),
      paths: new Set(view.files.map(({ shown }) => shown)),
    },
  ];
}
