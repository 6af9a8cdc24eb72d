import { describe, expect, it } from 'vitest';
import { findBranchVersions } from '../../../../src/core/io/difference/branchVersions';
import { RepositoryLedger } from '../../../support/repositoryLedger';

async function onBranch(): Promise<RepositoryLedger> {
  const place = await RepositoryLedger.create();
  await place.registerMany(2);
  await place.ledger.setAlias('churn', 'champion', 1);
  await place.repository.commitAll('two versions');
  await place.repository.git('switch', '--quiet', '--create', 'feature/trees');
  return place;
}

const numbers = (versions: readonly { model: string; version: number }[]) =>
  versions.map(({ model, version }) => `${model} ${version}`);

describe('the versions of a branch', () => {
  it('are those that the default branch does not have, committed or not, beside what stands for it', async () => {
    const place = await onBranch();
    await place.register();
    await place.repository.commitAll('a third');
    await place.register();
    await place.register('other');

    const found = await findBranchVersions(place.reopen());

    expect(found).toMatchObject({ branch: 'feature/trees', against: 'main' });
    expect(numbers(found.added)).toEqual(['churn 3', 'churn 4', 'other 1']);
    expect(numbers(found.standing)).toEqual(['churn 1']);
  });

  it('leave out what was merged from the default branch since', async () => {
    const place = await onBranch();
    await place.repository.git('switch', '--quiet', 'main');
    await place.register();
    await place.repository.commitAll('a third on main');
    await place.repository.git('switch', '--quiet', 'feature/trees');
    await place.repository.git('merge', '--quiet', 'main');
    await place.register();

    expect(numbers((await findBranchVersions(place.reopen())).added)).toEqual(['churn 4']);
  });

  it('are none on the default branch, and none where nothing was registered', async () => {
    const place = await onBranch();

    await expect(findBranchVersions(place.reopen())).rejects.toMatchObject({
      code: 'nothing-to-compare',
      message: 'feature/trees has no versions that main does not have.',
    });
    await place.repository.git('switch', '--quiet', 'main');
    await expect(findBranchVersions(place.reopen())).rejects.toMatchObject({ code: 'nothing-to-compare' });
  });

  it('cannot be told without a default branch', async () => {
    const place = await onBranch();
    await place.repository.git('branch', '--quiet', '--move', 'main', 'trunk');

    await expect(findBranchVersions(place.reopen())).rejects.toMatchObject({ code: 'git-failed' });
  });
});
