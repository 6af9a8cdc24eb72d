import { LedgerError } from '../../errors';
import type { VersionSummary } from '../../ledger/versionSummary';
import { relativeInside } from '../files/workspacePath';
import type { Git } from '../git/git';
import type { Ledger } from '../ledger/ledger';

export interface BranchVersions {
  /** `feature/shallow-trees`; null with a detached HEAD. */
  readonly branch: string | null;
  /** `main`, `origin/main`. */
  readonly against: string;
  /** Registered on the branch and not there, by model, oldest first. */
  readonly added: readonly VersionSummary[];
  /** For each of their models the version that stands for the other side. */
  readonly standing: readonly VersionSummary[];
}

/**
 * The versions that the branch would bring into the default branch: those whose registration neither the commit where
 * the two parted nor the default branch's newest commit has. Throws `git-failed` without Git or a default branch, and
 * `nothing-to-compare` on the default branch and where the branch has registered nothing.
 */
export async function findBranchVersions(ledger: Ledger): Promise<BranchVersions> {
  const git = await ledger.git();
  if (git === null) {
    throw new LedgerError('git-failed', 'A branch is compared through Git, which is not available for this folder.');
  }
  const branch = (await git.raw(['symbolic-ref', '--quiet', '--short', 'HEAD']).catch(() => '')).trim();
  const against = await findDefaultBranch(git);
  if (against === branch || against.replace(/^[^/]+\//, '') === branch) {
    throw new LedgerError(
      'nothing-to-compare',
      `${branch} is the default branch itself. Check out another branch to compare its versions with it.`,
      { branch },
    );
  }
  const base = (await git.raw(['merge-base', 'HEAD', against]).catch(() => '')).trim();
  const prefix = relativeInside(git.toplevel, ledger.root) ?? '';
  const known = new Set((await Promise.all([base, against].map((commit) => eventsOf(git, commit, prefix)))).flat());
  const models = await ledger.summaries();
  const oldestFirst = models.map(({ versions }) => versions.toReversed());
  const added = oldestFirst.flatMap((versions) => versions.filter(({ event }) => !known.has(event)));
  if (added.length === 0) {
    throw new LedgerError(
      'nothing-to-compare',
      `${branch === '' ? 'This commit' : branch} has no versions that ${against} does not have.`,
      { branch, against },
    );
  }
  const standing = oldestFirst.flatMap((versions) => {
    const isConcerned = versions.some((version) => added.includes(version));
    const found = isConcerned ? standsFor(versions.filter(({ event }) => known.has(event))) : null;
    return found === null ? [] : [found];
  });
  return { branch: branch === '' ? null : branch, against, added, standing };
}

/** What the remote calls its default branch, else the usual names. */
async function findDefaultBranch(git: Git): Promise<string> {
  const remote = (
    await git.raw(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']).catch(() => '')
  ).trim();
  const configured = (await git.raw(['config', '--get', 'init.defaultBranch']).catch(() => '')).trim();
  const usual = ['origin/main', 'origin/master', 'main', 'master', configured];
  for (const name of [remote, ...usual].filter((candidate) => candidate !== '')) {
    const found = await git.raw(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]).catch(() => '');
    if (found.trim() !== '') {
      return name;
    }
  }
  throw new LedgerError(
    'git-failed',
    'The default branch of this repository is not known: there is neither origin/HEAD nor a branch called main or master.',
  );
}

/** Event files as summaries name them: relative to the ledger's root. */
async function eventsOf(git: Git, commit: string, prefix: string): Promise<readonly string[]> {
  if (commit === '') {
    return [];
  }
  const folder = prefix === '' ? '.model-ledger/models' : `${prefix}/.model-ledger/models`;
  const listed = await git.raw(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, '--', folder]);
  const start = prefix === '' ? 0 : prefix.length + 1;
  return listed
    .split('\0')
    .filter((path) => path !== '')
    .map((path) => path.slice(start));
}

/** The champion, else what is furthest in production, else the newest that was not put aside. */
function standsFor(versions: readonly VersionSummary[]): VersionSummary | null {
  return (
    versions.findLast(({ aliases }) => aliases.includes('champion')) ??
    versions.findLast(({ stage }) => stage === 'production') ??
    versions.findLast(({ archived }) => !archived) ??
    null
  );
}
