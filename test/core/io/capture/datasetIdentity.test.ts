import { createHash } from 'node:crypto';
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identifyDataset } from '../../../../src/core/io/capture/datasetIdentity';
import { Git } from '../../../../src/core/io/git/git';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';

const TEXT = 'tenure,churned\n12,0\n3,1\n';
const MD5 = createHash('md5').update(TEXT).digest('hex');
const SHA256 = createHash('sha256').update(TEXT).digest('hex');
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${SHA256}\nsize ${TEXT.length}\n`;

async function identify(repository: GitRepository, named: string, folder = 'notebooks') {
  return identifyDataset(named, {
    root: repository.folder,
    git: await Git.open(repository.folder),
    folder: join(repository.folder, folder),
  });
}

async function makeOlder(file: string): Promise<void> {
  await utimes(file, 1_000_000_000, 1_000_000_000);
}

describe('identifyDataset', () => {
  it('takes the Git blob of a committed file', async () => {
    const repository = await GitRepository.create();
    await repository.write('data/churn.csv', TEXT);
    await repository.commitAll('data');

    const { dataset } = await identify(repository, '../data/churn.csv');

    expect(dataset).toEqual({
      path: 'data/churn.csv',
      identity: { kind: 'git', digest: await repository.git('rev-parse', 'HEAD:data/churn.csv') },
      size: TEXT.length,
    });
  });

  it('takes the SHA-256 of a file that was edited since, and of one that Git does not know', async () => {
    const repository = await GitRepository.create();
    await repository.write('data/churn.csv', 'old\n');
    await repository.commitAll('data');
    await repository.write('data/churn.csv', TEXT);
    await repository.write('data/new [1].csv', TEXT);

    const edited = await identify(repository, '../data/churn.csv');
    const untracked = await identify(repository, '../data/new [1].csv');

    expect(edited.dataset.identity).toEqual({ kind: 'sha256', digest: SHA256 });
    expect(untracked.dataset.identity).toEqual({ kind: 'sha256', digest: SHA256 });
  });

  it('looks at the bytes where the index was told not to', async () => {
    const repository = await GitRepository.create();
    await repository.write('churn.csv', 'old\n');
    await repository.commitAll('data');
    await repository.git('update-index', '--assume-unchanged', 'churn.csv');
    const before = await identify(repository, 'churn.csv');
    await repository.write('churn.csv', TEXT);

    const after = await identify(repository, 'churn.csv');

    expect(before.dataset.identity.kind).toBe('git');
    expect(after.dataset.identity).toEqual({ kind: 'sha256', digest: SHA256 });
  });

  it.each([
    ['relative to the notebook', 'churn.csv', 'notebooks/churn.csv'],
    ['relative to the workspace', 'data/churn.csv', 'data/churn.csv'],
    ['through a folder above', './../data/../data/churn.csv', 'data/churn.csv'],
  ])('finds a file %s', async (_, named, path) => {
    const repository = await GitRepository.create();
    await repository.write(path, TEXT);

    expect((await identify(repository, named)).dataset).toMatchObject({ path, identity: { digest: SHA256 } });
  });

  it.each(['data\\churn.csv', '..\\data\\churn.csv'])('understands %j, as it is written on Windows', async (named) => {
    const repository = await GitRepository.create();
    await repository.write('data/churn.csv', TEXT);

    expect((await identify(repository, named)).dataset.path).toBe('data/churn.csv');
  });

  it('understands a file URL', async () => {
    const repository = await GitRepository.create();
    const file = await repository.write('data/churn.csv', TEXT);

    expect((await identify(repository, `file://${file}`)).dataset.path).toBe('data/churn.csv');
  });

  it('finds an absolute path inside the workspace and records it relative', async () => {
    const repository = await GitRepository.create();
    const file = await repository.write('data/churn.csv', TEXT);

    expect((await identify(repository, file)).dataset.path).toBe('data/churn.csv');
  });

  it('hashes a file outside and records no private path', async () => {
    const repository = await GitRepository.create();
    const outside = await GitRepository.create();
    const file = await outside.write('churn.csv', TEXT);
    await symlink(outside.folder, join(repository.folder, 'shared'));

    const direct = await identify(repository, file);
    const linked = await identify(repository, '../shared/churn.csv');

    expect(direct.dataset).toEqual({ path: file, identity: { kind: 'sha256', digest: SHA256 }, size: TEXT.length });
    expect(linked.dataset).toMatchObject({ path: 'shared/churn.csv', identity: { kind: 'sha256', digest: SHA256 } });
  });

  it.each([
    [join(homedir(), 'no such folder', 'x.csv'), '~/no such folder/x.csv'],
    ['/home/ada/data/x.csv', '~/data/x.csv'],
    ['/Users/ada/data/x.csv', '~/data/x.csv'],
    ['C:\\Users\\ada\\x.csv', '~\\x.csv'],
    ['missing.csv', 'missing.csv'],
    ['../missing.csv', '../missing.csv'],
    ['s3://bucket/churn.csv', 's3://bucket/churn.csv'],
    ['https://user:secret@host/churn.csv?token=abc&x=1', 'https://host/churn.csv?token=…&x=1'],
    ['postgresql+psycopg2://ada:pw@db:5432/churn', 'postgresql+psycopg2://db:5432/churn'],
  ])('leaves %s unresolved', async (named, path) => {
    const repository = await GitRepository.create();

    expect((await identify(repository, named)).dataset).toEqual({ path, identity: { kind: 'unresolved' } });
  });

  it('works without Git', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'churn.csv'), TEXT);

    const { dataset } = await identifyDataset('churn.csv', { root, git: null });

    expect(dataset.identity).toEqual({ kind: 'sha256', digest: SHA256 });
  });

  describe('with Git LFS', () => {
    it('takes the oid of a pointer that was not fetched', async () => {
      const repository = await GitRepository.create();
      await repository.write('data/churn.csv', POINTER);

      const { dataset } = await identify(repository, '../data/churn.csv');

      expect(dataset).toEqual({
        path: 'data/churn.csv',
        identity: { kind: 'lfs', digest: SHA256 },
        size: TEXT.length,
      });
    });

    it('takes the oid in the index when the working file has the content, as long as it is that content', async () => {
      const repository = await GitRepository.create();
      // What git-lfs does when a file is added; the program itself is tested in test/services.
      const pointer = await repository.write('.git/pointer', POINTER);
      await repository.git('config', 'filter.lfs.clean', `grep -q '^12,0' && cat '${pointer}' || echo changed`);
      await repository.write('.gitattributes', '*.csv filter=lfs -text\n');
      await repository.write('churn.csv', TEXT);
      await repository.commitAll('data');

      const clean = await identify(repository, 'churn.csv');
      await repository.write('churn.csv', 'edited\n');
      const edited = await identify(repository, 'churn.csv');

      expect(clean.dataset.identity).toEqual({ kind: 'lfs', digest: SHA256 });
      expect(edited.dataset.identity.kind).toBe('sha256');
    });
  });

  describe('with DVC', () => {
    const dvcFile = (path: string, digest = MD5, size = TEXT.length) =>
      `outs:\n- md5: ${digest}\n  size: ${size}\n  hash: md5\n  path: ${path}\n`;

    it('takes the md5 of the .dvc file', async () => {
      const repository = await GitRepository.create();
      await makeOlder(await repository.write('data/churn.csv', TEXT));
      await repository.write('data/churn.csv.dvc', dvcFile('churn.csv'));

      const { dataset, warnings } = await identify(repository, '../data/churn.csv');

      expect(dataset).toEqual({
        path: 'data/churn.csv',
        identity: { kind: 'dvc', digest: MD5, pointer: 'data/churn.csv.dvc' },
        size: TEXT.length,
      });
      expect(warnings).toEqual([]);
    });

    it('takes it also when the file was not fetched', async () => {
      const repository = await GitRepository.create();
      await repository.write('data/churn.csv.dvc', dvcFile('churn.csv'));

      expect((await identify(repository, '../data/churn.csv')).dataset).toMatchObject({
        path: 'data/churn.csv',
        identity: { kind: 'dvc', digest: MD5 },
        size: TEXT.length,
      });
    });

    it('follows wdir, and a .dvc file with another name in another folder', async () => {
      const repository = await GitRepository.create();
      await repository.write('pipelines/raw.dvc', `wdir: ..\n${dvcFile('data/churn.csv')}`);
      await repository.write('raw.dvc', dvcFile('data/churn.csv'));
      await repository.write('data/churn.csv', TEXT);

      expect((await identify(repository, '../data/churn.csv')).dataset.identity).toEqual({
        kind: 'dvc',
        digest: MD5,
        pointer: 'raw.dvc',
      });
    });

    it('takes the md5 of dvc.lock', async () => {
      const repository = await GitRepository.create();
      const lock = `schema: '2.0'\nstages:\n  prepare@eu:\n    cmd: python prepare.py\n    deps:\n    - path: prepare.py\n      md5: ${'0'.repeat(32)}\n    outs:\n    - path: data/churn.csv\n      hash: md5\n      md5: ${MD5}\n      size: ${TEXT.length}\n`;
      await repository.write('dvc.lock', lock);
      await repository.write('data/churn.csv', TEXT);

      expect((await identify(repository, '../data/churn.csv')).dataset.identity).toEqual({
        kind: 'dvc',
        digest: MD5,
        pointer: 'dvc.lock',
      });
    });

    it.each([
      ['of another size', `${TEXT}9,1\n`],
      ['of the same size', TEXT.replace('12', '13')],
    ])('hashes a working copy that is not what DVC recorded, %s', async (_, text) => {
      const repository = await GitRepository.create();
      await makeOlder(await repository.write('churn.csv.dvc', dvcFile('churn.csv')));
      await repository.write('churn.csv', text);

      const { dataset, warnings } = await identify(repository, 'churn.csv');

      expect(dataset.identity.kind).toBe('sha256');
      expect(warnings).toEqual([expect.stringContaining('churn.csv differs from what DVC recorded')]);
    });

    it('names a file inside a tracked folder by its own md5', async () => {
      const repository = await GitRepository.create();
      const listing = `[{"md5": "${MD5}", "relpath": "eu/churn.csv"}]`;
      const digest = createHash('md5').update(listing).digest('hex');
      await repository.write('data.dvc', dvcFile('data', `${digest}.dir`));
      await repository.write(`.dvc/cache/files/md5/${digest.slice(0, 2)}/${digest.slice(2)}.dir`, listing);
      await repository.write('data/eu/churn.csv', TEXT);

      const inside = await identify(repository, '../data/eu/churn.csv');
      const folder = await identify(repository, '../data');

      expect(inside.dataset.identity).toEqual({ kind: 'dvc', digest: MD5, pointer: 'data.dvc' });
      expect(folder.dataset.identity).toEqual({ kind: 'dvc', digest: `${digest}.dir`, pointer: 'data.dvc' });
    });

    it('names it by the folder when the listing is not in the cache', async () => {
      const repository = await GitRepository.create();
      const digest = `${'a'.repeat(32)}.dir`;
      await repository.write('data.dvc', dvcFile('data', digest));
      await repository.write('data/eu/churn.csv', TEXT);

      expect((await identify(repository, '../data/eu/churn.csv')).dataset.identity).toEqual({
        kind: 'dvc',
        digest,
        pointer: 'data.dvc',
      });
    });

    it.each(['', 'outs: 3', 'outs:\n- md5: [', '&a [*a]', 'outs:\n- path: churn.csv\n'])(
      'is not stopped by a .dvc file that says %j',
      async (text) => {
        const repository = await GitRepository.create();
        await repository.write('churn.csv.dvc', text);
        await repository.write('churn.csv', TEXT);

        expect((await identify(repository, 'churn.csv')).dataset.identity).toEqual({ kind: 'sha256', digest: SHA256 });
      },
    );
  });

  describe('of a folder', () => {
    it('is the same for the same files and another for a renamed one', async () => {
      const [one, two, three] = [
        await GitRepository.create(),
        await GitRepository.create(),
        await GitRepository.create(),
      ];
      for (const [repository, name] of [
        [one, 'b.csv'],
        [two, 'b.csv'],
        [three, 'c.csv'],
      ] as const) {
        await repository.write(`data/${name}`, TEXT);
        await repository.write('data/a/a.csv', 'a\n');
        await repository.write('data/.DS_Store', String(Math.random()));
      }

      const [first, second, third] = await Promise.all(
        [one, two, three].map(async (each) => (await identify(each, '../data')).dataset),
      );

      expect(first).toMatchObject({ path: 'data', identity: { kind: 'sha256' }, size: TEXT.length + 2 });
      expect(second).toEqual(first);
      expect(third?.identity).not.toEqual(first?.identity);
    });

    it('is what sha256sum says about its files', async () => {
      const repository = await GitRepository.create();
      await repository.write('data/churn.csv', TEXT);

      const { dataset } = await identify(repository, '../data');

      const digest = createHash('sha256').update(`${SHA256}  churn.csv\n`).digest('hex');
      expect(dataset.identity).toEqual({ kind: 'sha256', digest });
    });

    it.each(['.', '..', '../..', '/'])('is not asked for when the code names %j', async (named) => {
      const repository = await GitRepository.create();
      await repository.write('notebooks/churn.csv', TEXT);

      expect((await identify(repository, named, '.')).dataset.identity.kind).toBe('unresolved');
    });

    it('is not fooled by an empty one', async () => {
      const repository = await GitRepository.create();
      await mkdir(join(repository.folder, 'data'));

      expect((await identify(repository, '../data')).dataset.identity.kind).toBe('unresolved');
    });
  });
});
