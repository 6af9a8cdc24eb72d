import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, callCli, callJson } from '../cli/support/cli';
import { registerChurn } from '../cli/support/churn';
import { restoreSchema, showSchema } from '../cli/support/contract';
import { churnNotebook } from '../cli/support/notebook';
import { commitAll, git, makeRepository, write } from '../cli/support/repository';
import { hasLfs } from './services';

const DATA = 'tenure,churned\n12,0\n3,1\n';
const MODEL = 'a trained model';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe.skipIf(!hasLfs)('with Git LFS', () => {
  let root: string;
  let remote: string;
  beforeAll(async () => {
    root = await makeRepository('lfs project');
    remote = join(dirname(root), 'remote.git');
    await mkdir(remote);
    await git(remote, 'init', '-q', '--bare', '-b', 'main');
    await git(root, 'lfs', 'install', '--local');
    await git(root, 'lfs', 'track', '*.pkl', '*.csv');
    await write(root, 'data/churn.csv', DATA);
    await write(root, 'models/churn.pkl', MODEL);
    await write(root, 'notebooks/train.ipynb', churnNotebook());
    await commitAll(root, 'train');
    await git(root, 'remote', 'add', 'origin', remote);
    await git(root, 'push', '-q', '-u', 'origin', 'main');
  });

  it('names data by the oid of its pointer and leaves the model file with LFS', async () => {
    const { artifacts } = await registerChurn(root);

    const { datasets } = await callJson(root, ['show', 'churn@v1'], showSchema);

    expect(datasets).toMatchObject([
      { path: 'data/churn.csv', identity: { kind: 'lfs', digest: sha256(DATA) }, size: DATA.length },
    ]);
    expect(artifacts).toMatchObject([{ path: 'models/churn.pkl', sha256: sha256(MODEL), kept: 'lfs' }]);
    await expect(stat(join(root, '.model-ledger/store'))).rejects.toThrow('ENOENT');
  });

  it('restores the model file from the local object, and from the remote where that is gone', async () => {
    await registerChurn(root);
    await rm(join(root, 'models/churn.pkl'));
    const local = await callJson(root, ['restore', 'churn@v1'], restoreSchema);
    await rm(join(root, '.git/lfs/objects'), { recursive: true });
    await rm(join(root, 'models/churn.pkl'));

    const fetched = await callJson(root, ['restore', 'churn@v1'], restoreSchema);

    expect(local.artifacts).toMatchObject([{ written: true }]);
    expect(fetched.artifacts).toMatchObject([{ written: true }]);
    expect(await readFile(join(root, 'models/churn.pkl'), 'utf8')).toBe(MODEL);
  });

  it('knows the data of a clone that has only the pointers', async () => {
    const clone = join(dirname(root), 'clone');
    const env = { GIT_LFS_SKIP_SMUDGE: '1' };
    await call('git', ['clone', '-q', remote, clone], dirname(root), { env });
    await git(clone, 'config', 'user.name', 'Ada Lovelace');
    await git(clone, 'config', 'user.email', 'ada@example.org');

    await callCli(clone, ['register', 'notebooks/train.ipynb', '--model', 'churn'], { env });

    const { datasets } = await callJson(clone, ['show', 'churn@v1'], showSchema);
    expect(await readFile(join(clone, 'data/churn.csv'), 'utf8')).toContain('git-lfs.github.com');
    expect(datasets).toMatchObject([{ identity: { kind: 'lfs', digest: sha256(DATA) } }]);
  });
});
