import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainMissingGit, Git } from '../../../../src/core/io/git/git';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';

async function openGit(repository: GitRepository): Promise<Git> {
  const git = await Git.open(repository.folder);
  if (git === null) {
    throw new Error(`${repository.folder} is no repository`);
  }
  return git;
}

describe('Git', () => {
  it('opens the top folder of a repository from anywhere below it', async () => {
    const repository = await GitRepository.create();
    const below = join(repository.folder, 'notebooks', 'deep');
    await mkdir(below, { recursive: true });

    expect((await Git.open(below))?.toplevel).toBe(repository.folder);
  });

  it.each([
    ['a plain folder', (folder: string) => Promise.resolve(folder)],
    ['a folder that is not there', (folder: string) => Promise.resolve(join(folder, 'gone'))],
    ['a bare repository', async (folder: string) => bare(folder)],
  ])('is not there for %s', async (_, make) => {
    expect(await Git.open(await make(await temporaryFolder()))).toBeNull();
  });

  it('fails with Git’s own words and the command that failed', async () => {
    const git = await openGit(await GitRepository.create());

    await expect(git.raw(['show', 'no-such-commit'])).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringMatching(/^git show failed in .*no-such-commit/s) as string,
      data: { args: ['show', 'no-such-commit'] },
    });
  });

  it('is cancelled by its signal', async () => {
    const git = await openGit(await GitRepository.create());

    const call = git.raw(['status'], { signal: AbortSignal.abort() });

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('has no head before the first commit', async () => {
    const repository = await GitRepository.create();
    const git = await openGit(repository);
    const before = await git.head();

    const commit = await repository.commitAll('first');

    expect([before, await git.head()]).toEqual([null, commit]);
  });

  it('is not misled by the variables that Git gives to its hooks', async () => {
    const repository = await GitRepository.create();
    const commit = await repository.commitAll('first');
    const git = await openGit(repository);
    process.env['GIT_DIR'] = '/nowhere';
    onTestFinished(() => {
      delete process.env['GIT_DIR'];
    });

    expect(await git.head()).toBe(commit);
  });
});

describe('explaining a missing Git', () => {
  it('has nothing to say about a plain folder or a sound repository', async () => {
    const repository = await GitRepository.create();

    expect(await explainMissingGit(await temporaryFolder())).toBeNull();
    expect(await explainMissingGit(repository.folder)).toBeNull();
  });

  it('passes on what Git says of a broken repository', async () => {
    const repository = await GitRepository.create();
    await rm(join(repository.folder, '.git', 'HEAD'));

    expect(await explainMissingGit(repository.folder)).toMatch(/^Git says: .*not a git repository/);
  });
});

async function bare(folder: string): Promise<string> {
  const repository = await GitRepository.create(folder);
  await repository.git('init', '--quiet', '--bare', 'bare.git');
  const inside = join(folder, 'bare.git');
  // The repository around it would answer for the bare one otherwise.
  await rm(join(folder, '.git'), { recursive: true });
  return inside;
}
