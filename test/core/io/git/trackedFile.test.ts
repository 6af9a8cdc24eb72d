import { describe, expect, it } from 'vitest';
import { Git } from '../../../../src/core/io/git/git';
import { readTrackedFile, type TrackedFile } from '../../../../src/core/io/git/trackedFile';
import { GitRepository } from '../../../support/gitRepository';

async function read(repository: GitRepository, file: string): Promise<TrackedFile | null> {
  const git = await Git.open(repository.folder);
  return git === null ? null : readTrackedFile(git, file);
}

describe('what Git says of a file', () => {
  it('knows a committed file, a changed one and one that is only staged', async () => {
    const repository = await GitRepository.create();
    const file = await repository.write('model [1].pkl', 'one');
    await repository.git('add', '--all');
    const staged = await read(repository, file);
    await repository.commitAll('first');
    const committed = await read(repository, file);
    await repository.write('model [1].pkl', 'another');

    const changed = await read(repository, file);

    const blob = await repository.git('rev-parse', 'HEAD:model [1].pkl');
    expect(staged).toEqual({ blob, isClean: true, isCommitted: false, lfs: null });
    expect(committed).toEqual({ blob, isClean: true, isCommitted: true, lfs: null });
    expect(changed).toEqual({ blob, isClean: false, isCommitted: true, lfs: null });
  });

  it('looks itself where the index was told not to', async () => {
    const repository = await GitRepository.create();
    const file = await repository.write('model.pkl', 'one');
    await repository.commitAll('first');
    await repository.git('update-index', '--assume-unchanged', 'model.pkl');
    const before = await read(repository, file);

    await repository.write('model.pkl', 'two');

    expect([before?.isClean, (await read(repository, file))?.isClean]).toEqual([true, false]);
  });

  it('recognises a pointer of Git LFS', async () => {
    const repository = await GitRepository.create();
    const oid = 'ab'.repeat(32);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 7\n`;
    const file = await repository.write('model.pkl', pointer);
    await repository.commitAll('first');

    expect((await read(repository, file))?.lfs).toEqual({ oid, size: 7 });
  });

  it('knows nothing of a file that is not tracked, is outside, or is the top folder itself', async () => {
    const repository = await GitRepository.create();
    await repository.commitAll('first');
    const untracked = await repository.write('model.pkl', 'one');

    expect(await read(repository, untracked)).toBeNull();
    expect(await read(repository, '/etc/hostname')).toBeNull();
    expect(await read(repository, repository.folder)).toBeNull();
  });
});
