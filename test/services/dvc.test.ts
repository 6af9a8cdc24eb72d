import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { callCli, callJson } from '../cli/support/cli';
import { registerChurn } from '../cli/support/churn';
import { registerSchema, restoreSchema, showSchema } from '../cli/support/contract';
import { churnNotebook } from '../cli/support/notebook';
import { commitAll, makeRepository, write } from '../cli/support/repository';
import { python, runPython } from './services';

interface DvcFile {
  readonly outs: readonly { readonly md5: string }[];
}

const dvc = (root: string, ...args: readonly string[]) => runPython('dvc', args, root);
const digestOf = async (root: string, pointer: string) =>
  (parse(await readFile(join(root, pointer), 'utf8')) as DvcFile).outs[0]?.md5;

async function makeDvcRepository(): Promise<string> {
  const root = await makeRepository('dvc project');
  await dvc(root, 'init', '--quiet');
  await dvc(root, 'config', 'core.analytics', 'false');
  await write(root, 'data/churn.csv', 'tenure,churned\n12,0\n3,1\n');
  await write(root, 'notebooks/train.ipynb', churnNotebook());
  return root;
}

describe.skipIf(python === null)('with DVC', () => {
  describe('dvc add', () => {
    let root: string;
    beforeAll(async () => {
      root = await makeDvcRepository();
      await write(root, 'models/churn.pkl', 'a trained model');
      await write(root, 'data/images/1.png', 'one');
      await write(root, 'data/images/2.png', 'two');
      await dvc(root, 'add', '--quiet', 'data/churn.csv', 'data/images', 'models/churn.pkl');
      await commitAll(root, 'track data and model');
    });

    it('gives datasets and folders the identity that DVC gave them', async () => {
      await registerChurn(root, ['--data', 'data/images', '--data', 'data/images/1.png']);

      const { datasets } = await callJson(root, ['show', 'churn@v1'], showSchema);

      const folder = await digestOf(root, 'data/images.dvc');
      expect(folder).toMatch(/\.dir$/);
      expect(datasets.map(({ path, identity }) => [path, identity])).toEqual([
        [
          'data/churn.csv',
          { kind: 'dvc', digest: await digestOf(root, 'data/churn.csv.dvc'), pointer: 'data/churn.csv.dvc' },
        ],
        ['data/images', { kind: 'dvc', digest: folder, pointer: 'data/images.dvc' }],
        ['data/images/1.png', { kind: 'dvc', digest: 'f97c5d29941bfb1b2fdab0874906ab82', pointer: 'data/images.dvc' }],
      ]);
    });

    it('leaves the model file with DVC, and restores it from the cache', async () => {
      const { artifacts } = await registerChurn(root);
      await rm(join(root, 'models/churn.pkl'));

      const restored = await callJson(root, ['restore', 'churn'], restoreSchema);

      expect(artifacts).toMatchObject([{ path: 'models/churn.pkl', kept: 'dvc' }]);
      await expect(stat(join(root, '.model-ledger/store'))).rejects.toThrow('ENOENT');
      expect(restored.artifacts).toMatchObject([{ written: true }]);
      expect(await readFile(join(root, 'models/churn.pkl'), 'utf8')).toBe('a trained model');
      expect((await dvc(root, 'status', '--json')).stdout.trim()).toBe('{}');
    });

    it('does not believe DVC about data that changed since', async () => {
      await write(root, 'data/images/2.png', 'changed');
      await dvc(root, 'unprotect', 'data/churn.csv');
      await write(root, 'data/churn.csv', 'tenure,churned\n99,0\n');

      const { version } = await registerChurn(root, ['--data', 'data/images']);

      const { datasets } = await callJson(root, ['show', `churn@v${version}`], showSchema);
      expect(datasets.map(({ identity }) => identity.kind)).toEqual(['sha256', 'sha256']);
    });

    it('says what to do when the cache has lost it', async () => {
      await rm(join(root, '.dvc/cache'), { recursive: true });
      await rm(join(root, 'models/churn.pkl'), { force: true });

      const { code, stdout } = await callCli(root, ['restore', 'churn@v1', '--json']);

      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'artifact-unavailable', data: { kept: 'dvc' } } });
      expect(stdout).toContain('dvc fetch');
    });
  });

  it('reads dvc.lock after a real dvc repro', async () => {
    const root = await makeDvcRepository();
    await write(root, 'prepare.py', "open('data/prepared.csv', 'w').write(open('data/churn.csv').read().upper())\n");
    const stage = { cmd: 'python prepare.py', deps: ['data/churn.csv', 'prepare.py'], outs: ['data/prepared.csv'] };
    await write(root, 'dvc.yaml', JSON.stringify({ stages: { prepare: stage } }));
    await dvc(root, 'repro', '--quiet');
    await commitAll(root, 'prepare');

    await registerChurn(root, ['--data', 'data/prepared.csv']);

    const { datasets } = await callJson(root, ['show', 'churn@v1'], showSchema);
    const lock = parse(await readFile(join(root, 'dvc.lock'), 'utf8')) as { stages: { prepare: DvcFile } };
    expect(datasets.find(({ path }) => path === 'data/prepared.csv')?.identity).toEqual({
      kind: 'dvc',
      digest: lock.stages.prepare.outs[0]?.md5,
      pointer: 'dvc.lock',
    });
  });

  it('registers what DVCLive logged', async () => {
    const root = await makeDvcRepository();
    const lines = [
      'from dvclive import Live',
      'with Live(save_dvc_exp=False, report=None) as live:',
      '    for loss, acc in [(0.7, 0.8), (0.5, 0.81), (0.33, 0.82)]:',
      "        live.log_metric('train/loss', loss)",
      "        live.log_metric('val/acc', acc)",
      '        live.next_step()',
    ];
    await write(root, 'train.py', `${lines.join('\n')}\n`);
    await runPython('python', ['train.py'], root);

    await callJson(root, ['register', 'dvclive/metrics.json', '--model', 'churn'], registerSchema);

    const { metrics } = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(metrics.map(({ name, split, value }) => [name, split, value])).toEqual(
      expect.arrayContaining([
        ['loss', 'train', 0.33],
        ['accuracy', 'val', 0.82],
      ]),
    );
  });
});
