import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeSnapshot, readCodeState } from '../../../../src/core/io/git/codeState';
import { Git } from '../../../../src/core/io/git/git';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';

async function openGit(repository: GitRepository): Promise<Git> {
  const git = await Git.open(repository.folder);
  if (git === null) {
    throw new Error(`${repository.folder} is no repository`);
  }
  return git;
}

/** Everything that a snapshot must leave alone. */
async function footprint(repository: GitRepository): Promise<unknown> {
  const index = await readFile(join(repository.folder, await repository.git('rev-parse', '--git-path', 'index'))).catch(
    () => null,
  );
  return {
    index: index?.toString('hex'),
    status: await repository.git('--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--ignored'),
    head: await repository.git('rev-parse', '--verify', '--quiet', 'HEAD').catch(() => null),
    refs: (await repository.git('for-each-ref'))
      .split('\n')
      .filter((line) => line !== '' && !line.includes('refs/model-ledger/')),
    reflog: await repository.git('reflog', '--all').catch(() => null),
    stash: await repository.git('stash', 'list').catch(() => null),
  };
}

async function files(repository: GitRepository, commit: string): Promise<readonly string[]> {
  return (await repository.git('ls-tree', '-r', '--name-only', '-z', commit)).split('\0').filter((name) => name !== '');
}

async function trained(): Promise<GitRepository> {
  const repository = await GitRepository.create();
  await repository.write('train.py', 'depth = 4\n');
  await repository.write('old.py', 'old\n');
  await repository.write('.gitignore', '/models/\n');
  await repository.commitAll('train');
  return repository;
}

describe('readCodeState', () => {
  it('names commit and branch of a clean repository', async () => {
    const repository = await trained();

    const state = await readCodeState(await openGit(repository), 'a'.repeat(64));

    expect(state).toEqual({
      commit: await repository.git('rev-parse', 'HEAD'),
      branch: 'main',
      dirty: false,
      snapshot: null,
      sourceSha256: 'a'.repeat(64),
    });
  });

  it.each([
    ['an edited file', (repository: GitRepository) => repository.write('train.py', 'depth = 6\n')],
    ['an untracked file', (repository: GitRepository) => repository.write('features/extra.py', 'x\n')],
  ])('is dirty with %s', async (_, change) => {
    const repository = await trained();
    await change(repository);

    expect((await readCodeState(await openGit(repository), null)).dirty).toBe(true);
  });

  it.each([
    ['an ignored file', 'models/churn.pkl'],
    ['events of the ledger that are not committed yet', '.model-ledger/models/churn/event.json'],
    ['a ledger in a folder below', 'services/churn/.model-ledger/models/churn/event.json'],
  ])('is clean with %s', async (_, path) => {
    const repository = await trained();
    await repository.write(path, '{}');

    expect((await readCodeState(await openGit(repository), null)).dirty).toBe(false);
  });

  it('knows no branch on a detached HEAD, and no commit before the first one', async () => {
    const detached = await trained();
    await detached.git('checkout', '--quiet', '--detach');
    const empty = await GitRepository.create();

    expect(await readCodeState(await openGit(detached), null)).toMatchObject({ branch: null, dirty: false });
    expect(await readCodeState(await openGit(empty), null)).toMatchObject({ branch: 'main', commit: null });
  });

  it('works without Git', async () => {
    expect(await readCodeState(null, null)).toEqual({
      commit: null,
      branch: null,
      dirty: false,
      snapshot: null,
      sourceSha256: null,
    });
  });
});

describe('makeSnapshot', () => {
  it('keeps edited, staged, untracked and deleted files and touches nothing', async () => {
    const repository = await trained();
    await repository.write('train.py', 'depth = 6\n');
    await repository.write('staged.py', 'staged\n');
    await repository.git('add', 'staged.py');
    await repository.write('sub folder/ünträcked.py', 'new\n');
    await repository.write('models/churn.pkl', 'ignored');
    await repository.git('rm', '--quiet', 'old.py');
    const before = await footprint(repository);

    const { commit, warnings } = await makeSnapshot(await openGit(repository));

    expect(warnings).toEqual([]);
    expect(await footprint(repository)).toEqual(before);
    expect(await files(repository, commit ?? '')).toEqual([
      '.gitignore',
      'staged.py',
      'sub folder/ünträcked.py',
      'train.py',
    ]);
    expect(await repository.git('show', `${commit}:train.py`)).toBe('depth = 6');
    expect(await repository.git('rev-parse', `${commit}^`)).toBe(await repository.git('rev-parse', 'HEAD'));
    expect(await repository.git('rev-parse', `refs/model-ledger/snapshots/${commit}`)).toBe(commit);
  });

  it('writes no reflog even where Git is told to write one for every ref', async () => {
    const repository = await trained();
    await repository.git('config', 'core.logAllRefUpdates', 'always');
    await repository.write('train.py', 'depth = 6\n');
    const before = await footprint(repository);

    await makeSnapshot(await openGit(repository));

    expect(await footprint(repository)).toEqual(before);
  });

  it('gives the same commit for the same state, and another one for another', async () => {
    const repository = await trained();
    await repository.write('train.py', 'depth = 6\n');
    const git = await openGit(repository);

    const [first, again] = [await makeSnapshot(git), await makeSnapshot(git)];
    await repository.write('train.py', 'depth = 8\n');
    const other = await makeSnapshot(git);

    expect(again.commit).toBe(first.commit);
    expect(other.commit).not.toBe(first.commit);
  });

  it('makes none where there is nothing that HEAD does not have', async () => {
    const repository = await trained();

    expect(await makeSnapshot(await openGit(repository))).toEqual({ commit: null, warnings: [] });
    expect(await repository.git('for-each-ref', 'refs/model-ledger')).toBe('');
  });

  it('works in a repository without commits and without an index', async () => {
    const repository = await GitRepository.create();
    await repository.write('train.py', 'depth = 4\n');
    const before = await footprint(repository);

    const { commit } = await makeSnapshot(await openGit(repository));

    expect(await footprint(repository)).toEqual(before);
    expect(await files(repository, commit ?? '')).toEqual(['train.py']);
    expect(await repository.git('rev-list', '--count', commit ?? '')).toBe('1');
  });

  it('works without an identity and with signing switched on', async () => {
    const repository = await trained();
    await repository.git('config', '--unset', 'user.name');
    await repository.git('config', '--unset', 'user.email');
    await repository.git('config', 'commit.gpgsign', 'true');
    await repository.git('config', 'user.useConfigOnly', 'true');
    await repository.write('train.py', 'depth = 6\n');

    const { commit, warnings } = await makeSnapshot(await openGit(repository));

    expect(warnings).toEqual([]);
    expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('leaves out large untracked files with a warning, but no tracked one', async () => {
    const repository = await trained();
    const large = Buffer.alloc(6_000_000, 'x');
    await repository.write('dump.bin', large);
    await repository.write('tracked.bin', 'small');
    await repository.commitAll('tracked');
    await repository.write('tracked.bin', large);
    await repository.write('untracked [1].bin', large);
    await repository.write('notes.txt', 'kept\n');

    const { commit, warnings } = await makeSnapshot(await openGit(repository));

    expect(await files(repository, commit ?? '')).toEqual([
      '.gitignore',
      'dump.bin',
      'notes.txt',
      'old.py',
      'tracked.bin',
      'train.py',
    ]);
    expect(await repository.git('cat-file', '-s', `${commit}:tracked.bin`)).toBe('6000000');
    expect(warnings).toEqual([expect.stringContaining('untracked [1].bin')]);
  });

  it('leaves out events that are not committed and keeps those that are', async () => {
    const repository = await trained();
    await repository.write('.model-ledger/models/churn/first.json', '{}');
    await repository.commitAll('first');
    await repository.write('.model-ledger/models/churn/second.json', '{}');
    await repository.write('train.py', 'depth = 6\n');

    const { commit } = await makeSnapshot(await openGit(repository));

    expect(await files(repository, commit ?? '')).toContain('.model-ledger/models/churn/first.json');
    expect(await files(repository, commit ?? '')).not.toContain('.model-ledger/models/churn/second.json');
  });

  it('keeps the commit of a submodule, and a repository inside only by name', async () => {
    const library = await GitRepository.create();
    await library.write('lib.py', '1\n');
    await library.commitAll('one');
    const repository = await trained();
    await repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.folder, 'lib');
    await repository.commitAll('submodule');
    const nested = await GitRepository.create(join(repository.folder, 'lib'));
    await nested.write('lib.py', '2\n');
    const moved = await nested.commitAll('two');
    await mkdir(join(repository.folder, 'other'));
    const inside = await GitRepository.create(join(repository.folder, 'other'));
    await inside.write('a.py', 'a\n');
    await inside.commitAll('a');
    const before = await footprint(repository);

    const { commit, warnings } = await makeSnapshot(await openGit(repository));

    expect(await footprint(repository)).toEqual(before);
    expect(await repository.git('rev-parse', `${commit}:lib`)).toBe(moved);
    expect(await files(repository, commit ?? '')).not.toContain('other');
    expect(warnings).toEqual([expect.stringContaining('other')]);
  });

  it('works in the middle of a merge with conflicts', async () => {
    const repository = await trained();
    await repository.git('checkout', '--quiet', '-b', 'deeper');
    await repository.write('train.py', 'depth = 8\n');
    await repository.commitAll('deeper');
    await repository.git('checkout', '--quiet', 'main');
    await repository.write('train.py', 'depth = 2\n');
    await repository.commitAll('flatter');
    await repository.git('merge', 'deeper').catch(() => 'conflict');
    const before = await footprint(repository);

    const { commit } = await makeSnapshot(await openGit(repository));

    expect(await footprint(repository)).toEqual(before);
    expect(await repository.git('show', `${commit}:train.py`)).toContain('<<<<<<<');
  });

  it('takes the worktree that it is called in', async () => {
    const repository = await trained();
    const folder = join(await temporaryFolder(), 'worktree');
    await repository.git('worktree', 'add', '--quiet', '-b', 'experiment', folder);
    await writeFile(join(folder, 'train.py'), 'depth = 12\n');
    const git = await Git.open(folder);
    const before = await footprint(repository);

    const { commit } = await makeSnapshot(git ?? (await openGit(repository)));

    expect(await footprint(repository)).toEqual(before);
    expect(await repository.git('show', `${commit}:train.py`)).toBe('depth = 12');
  });

  it('is not misled by the variables of a Git hook', async () => {
    const repository = await trained();
    const other = await GitRepository.create();
    await repository.write('train.py', 'depth = 6\n');
    const hook = {
      GIT_DIR: join(other.folder, '.git'),
      GIT_INDEX_FILE: join(other.folder, '.git', 'index.lock'),
      GIT_WORK_TREE: other.folder,
      GIT_PREFIX: 'src/',
    };
    onTestFinished(() => Object.keys(hook).forEach((name) => Reflect.deleteProperty(process.env, name)));
    Object.assign(process.env, hook);

    const git = await openGit(repository);
    const { commit } = await makeSnapshot(git);

    expect(git.toplevel).toBe(repository.folder);
    expect(await files(repository, commit ?? '')).toContain('train.py');
  });

  it('keeps a link as a link', async () => {
    const repository = await trained();
    await symlink('/somewhere/else', join(repository.folder, 'data'));

    const { commit } = await makeSnapshot(await openGit(repository));

    expect(await repository.git('show', `${commit}:data`)).toBe('/somewhere/else');
  });

  it('says so when it cannot be made, and throws only for a cancellation', async () => {
    const repository = await trained();
    await repository.write('.gitattributes', '*.py filter=gone\n');
    await repository.git('config', 'filter.gone.clean', 'false');
    await repository.git('config', 'filter.gone.required', 'true');
    await repository.write('train.py', 'depth = 6\n');
    const git = await openGit(repository);

    const { commit, warnings } = await makeSnapshot(git);

    expect(commit).toBeNull();
    expect(warnings).toEqual([expect.stringMatching(/^The uncommitted code could not be kept: /)]);
    await expect(makeSnapshot(git, AbortSignal.abort())).rejects.toThrow();
  });
});
