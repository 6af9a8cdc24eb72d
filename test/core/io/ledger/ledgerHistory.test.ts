import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Git } from '../../../../src/core/io/git/git';
import { findGitFolders, readHeadCommit } from '../../../../src/core/io/git/headCommit';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { LedgerHistory } from '../../../../src/core/io/ledger/ledgerHistory';
import { LedgerPaths } from '../../../../src/core/io/ledger/ledgerPaths';
import { GitRepository } from '../../../support/gitRepository';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { versionFacts } from '../../../support/versionFacts';

async function commitOf(ledger: Ledger, path: string): Promise<string | undefined> {
  return (await ledger.commits()).get(path)?.commit;
}

describe('the history of the ledger', () => {
  it('knows the commit that brought each event', async () => {
    const fixture = await RepositoryLedger.create();
    const first = await fixture.register();
    const one = await fixture.repository.commitAll('Add v1');
    const second = await fixture.register();
    const two = await fixture.repository.commitAll('Add v2');
    const third = await fixture.register();

    const commits = await fixture.reopen().commits();

    expect(commits.get(first)).toMatchObject({ commit: one, author: 'Ada Test' });
    expect(commits.get(second)).toMatchObject({ commit: two });
    expect(commits.has(third)).toBe(false);
    expect((await fixture.reopen().summaries())[0]?.versions.map(({ commit }) => commit)).toEqual([null, two, one]);
  });

  it('follows HEAD forwards, backwards and sideways', async () => {
    const fixture = await RepositoryLedger.create();
    const { ledger, repository } = fixture;
    expect((await ledger.commits()).size).toBe(0);
    const first = await fixture.register();
    const one = await repository.commitAll('Add v1');
    expect(await commitOf(ledger, first)).toBe(one);
    await repository.git('checkout', '--quiet', '-b', 'side');
    const second = await fixture.register();
    const two = await repository.commitAll('Add v2');
    expect(await commitOf(ledger, second)).toBe(two);
    await repository.git('checkout', '--quiet', 'main');
    expect(await commitOf(ledger, second)).toBeUndefined();
    await repository.git('commit', '--quiet', '--allow-empty', '-m', 'Go on');
    await repository.git('merge', '--quiet', '--no-edit', 'side');

    expect(await commitOf(ledger, first)).toBe(one);
    expect(await commitOf(ledger, second)).toBe(two);
    expect(await fixture.reopen().commits()).toEqual(await ledger.commits());
  });

  it('asks Git once for one HEAD, and then neither for the same HEAD nor in another process', async () => {
    const fixture = await RepositoryLedger.create();
    const path = await fixture.register();
    await fixture.repository.commitAll('Add v1');
    let asked = 0;
    const open = () => {
      asked += 1;
      return Git.open(fixture.root);
    };
    const paths = new LedgerPaths(fixture.root);
    const history = new LedgerHistory(paths, open);

    const commits = await history.commits();
    const again = await history.commits();
    const elsewhere = await new LedgerHistory(paths, open).commits();

    expect(asked).toBe(1);
    expect(again).toBe(commits);
    expect(elsewhere).toEqual(commits);
    expect(commits.has(path)).toBe(true);
  });

  it('gives an event that two branches added to the older commit', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.repository.commitAll('Begin');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    const path = await fixture.register();
    const original = await fixture.repository.commitAll('Add v1');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.git('commit', '--quiet', '--allow-empty', '-m', 'Go on');
    await fixture.repository.git('cherry-pick', original);
    await fixture.repository.git('merge', '--quiet', '--no-edit', 'side');

    expect(await commitOf(fixture.ledger, path)).toBeDefined();
  });

  it('works in linked worktrees, below the top, and with packed refs', async () => {
    const fixture = await RepositoryLedger.create();
    const path = await fixture.register();
    const commit = await fixture.repository.commitAll('Add v1');
    await fixture.repository.git('pack-refs', '--all');
    const worktree = `${await temporaryFolder()}/tree`;
    await fixture.repository.git('worktree', 'add', '--quiet', '-b', 'other', worktree);
    const below = Ledger.open(`${(await GitRepository.create()).folder}/services/churn`);
    const inside = await below.register('churn', versionFacts());
    const top = await GitRepository.create(below.root.replace(/\/services\/churn$/, ''));
    const belowCommit = await top.commitAll('Add v1');

    expect(await commitOf(fixture.reopen(), path)).toBe(commit);
    expect(await commitOf(Ledger.open(worktree), path)).toBe(commit);
    expect(await commitOf(below, inside.path)).toBe(belowCommit);
  });

  it('does without Git', async () => {
    const ledger = Ledger.open(await temporaryFolder());
    await ledger.register('churn', versionFacts());

    expect((await ledger.commits()).size).toBe(0);
    expect((await ledger.summaries())[0]?.versions[0]?.commit).toBeNull();
  });
});

describe('readHeadCommit', () => {
  async function headOf(repository: GitRepository): Promise<string | null | undefined> {
    const folders = await findGitFolders(repository.folder);
    return folders === null ? null : readHeadCommit(folders);
  }

  it('reads what Git says, on branches, detached, packed and in worktrees', async () => {
    const repository = await GitRepository.create();
    const unborn = await headOf(repository);
    const commit = await repository.commitAll('Begin');
    const onBranch = await headOf(repository);
    await repository.git('pack-refs', '--all');
    const packed = await headOf(repository);
    await repository.git('checkout', '--quiet', '--detach');
    const detached = await headOf(repository);
    await repository.git('symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
    await repository.git('symbolic-ref', 'HEAD', 'refs/heads/alias');

    expect(unborn).toBeUndefined();
    expect([onBranch, packed, detached, await headOf(repository)]).toEqual([commit, commit, commit, commit]);
  });

  it('finds nothing where nothing is', async () => {
    const folder = await temporaryFolder();
    const repository = await GitRepository.create();
    await rm(`${repository.folder}/.git`, { recursive: true });

    expect(await findGitFolders(folder)).toBeNull();
    expect(await findGitFolders(repository.folder)).toBeNull();
  });
});
