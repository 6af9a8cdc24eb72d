import type { CommitConcerns, Concern } from '../../rationale/concern';
import { configuredFields } from '../../rationale/configuredFields';
import type { Ledger } from '../ledger/ledger';
import { artifactConcerns } from './artifactConcerns';
import { CommittedFiles, ConcernCache } from './committedFiles';
import { readCommitView, type CommitScope } from './commitView';
import { dataConcerns } from './dataConcerns';
import { knownAt, knownHere } from './knownVersions';
import { notebookConcerns } from './notebookConcerns';
import { describeRegistrations, findRegistrations, undocumentedConcerns } from './registeredVersions';

export type { CommitScope } from './commitView';
export { ConcernCache } from './committedFiles';

export interface ConcernOptions {
  readonly signal?: AbortSignal | undefined;
  /** For those who ask often: what was found out about blobs is kept in it. */
  readonly cache?: ConcernCache | undefined;
}

/**
 * What of a commit asks for a reason: the one rule of the commit box, the hooks and `check`. Nothing without Git or
 * without a ledger. Throws `range-unknown` for commits that are not there, and where a shallow clone ends.
 */
export async function readCommitConcerns(
  ledger: Ledger,
  scope: CommitScope,
  { signal, cache = new ConcernCache() }: ConcernOptions = {},
): Promise<CommitConcerns> {
  const { config } = await ledger.config();
  const rule = { policy: config.commit.rationale, required: configuredFields(config) };
  const git = await ledger.git();
  if (git === null || !(await ledger.exists())) {
    return { ...rule, registered: [], concerns: [], known: new Map() };
  }
  const view = await readCommitView(ledger, git, scope);
  const known =
    view.ledgerAt === null
      ? await knownHere(ledger, signal)
      : await knownAt(git, view.ledgerAt, `${ledger.paths.prefixIn(git.toplevel)}.model-ledger/models`);
  const files = new CommittedFiles(git, cache);
  const registrations = findRegistrations(view, known);
  const registers = new Set(registrations.map(({ version }) => version.model));
  const concerns: readonly Concern[] = [
    ...undocumentedConcerns(registrations, rule.required),
    ...(await artifactConcerns(view, known, { files, signal })),
    ...(await notebookConcerns(view, known, { files, config, signal })),
    ...(await dataConcerns(view, known, { files, registers })),
  ];
  return {
    ...rule,
    registered: await describeRegistrations(registrations, known),
    concerns,
    known: new Map(known.models.map(({ model, versions }) => [model, new Set(versions.map(({ version }) => version))])),
  };
}
