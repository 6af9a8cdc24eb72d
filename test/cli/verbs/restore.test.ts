import { readFile, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn, trainAgain } from '../support/churn';
import { restoreSchema } from '../support/contract';
import { commitAll, makeFolder, write } from '../support/repository';

const MODEL = 'models/churn.pkl';

describe('restore', () => {
  it('puts the model file of an earlier version back from the store', async () => {
    const root = await makeChurnRepository();
    const before = await readFile(join(root, MODEL));
    await registerChurn(root);
    await trainAgain(root, 0.951);
    await registerChurn(root);

    const kept = await callCli(root, ['restore', 'churn@v1', '--json']);
    const { artifacts } = await callJson(root, ['restore', 'churn@v1', '--force'], restoreSchema);
    const again = await callJson(root, ['restore', 'churn@v1'], restoreSchema);

    expect(kept.code).toBe(1);
    expect(JSON.parse(kept.stdout)).toMatchObject({ error: { code: 'file-exists' } });
    expect(artifacts).toMatchObject([{ path: MODEL, file: join(root, MODEL), size: 5, written: true }]);
    expect(await readFile(join(root, MODEL))).toEqual(before);
    expect(again.artifacts).toMatchObject([{ written: false }]);
  });

  it('makes the folders that are gone and keeps no write protection of the store', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    await rm(join(root, 'models'), { recursive: true });

    await callJson(root, ['restore', 'churn@v1'], restoreSchema);

    expect((await stat(join(root, MODEL))).mode & 0o200).toBe(0o200);
  });

  it('writes to another place with --to', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    const other = join(await makeFolder(), 'served model.pkl');

    await callJson(root, ['restore', 'churn@v1', '--to', other], restoreSchema);

    expect(await readFile(other)).toEqual(await readFile(join(root, MODEL)));
  });

  it('takes it from Git where Git keeps it', async () => {
    const root = await makeChurnRepository();
    await rm(join(root, '.gitignore'));
    await commitAll(root, 'keep models in Git');
    const { artifacts } = await registerChurn(root);
    const before = await readFile(join(root, MODEL));
    await write(root, MODEL, 'trained again');

    const call = ['restore', 'churn@v1', '--artifact', MODEL, '--force'];
    const restored = await callJson(root, call, restoreSchema);

    expect(artifacts).toMatchObject([{ kept: 'git' }]);
    expect(restored.artifacts).toMatchObject([{ written: true }]);
    expect(await readFile(join(root, MODEL))).toEqual(before);
  });

  it('says where a copy is missing', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root, ['--no-store']);
    await rm(join(root, MODEL));

    const { code, stdout } = await callCli(root, ['restore', 'churn@v1', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'artifact-unavailable', data: { kept: 'none' } } });
  });

  it('writes nothing where the copy has other bytes', async () => {
    const root = await makeChurnRepository();
    const { artifacts } = await registerChurn(root);
    const sha256 = artifacts[0]?.sha256 ?? '';
    const copy = `.model-ledger/store/${sha256.slice(0, 2)}/${sha256}`;
    await rm(join(root, copy));
    await write(root, copy, 'harmed');
    await rm(join(root, MODEL));

    const { code, stdout } = await callCli(root, ['restore', 'churn@v1', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'artifact-damaged' } });
    await expect(stat(join(root, MODEL))).rejects.toThrow('ENOENT');
  });

  it.skipIf(process.platform === 'win32')('follows no link out of the repository', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    const outside = await makeFolder();
    await rm(join(root, 'models'), { recursive: true });
    await symlink(outside, join(root, 'models'));

    const { code, stdout } = await callCli(root, ['restore', 'churn@v1', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'path-outside' } });
    await expect(stat(join(outside, 'churn.pkl'))).rejects.toThrow('ENOENT');
  });

  it('says that a version has no model file', async () => {
    const root = await makeFolder();
    await write(root, 'metrics.json', '{"rmse": 2.5}');
    await callCli(root, ['register', 'metrics.json', '--model', 'house']);

    const { code, stdout } = await callCli(root, ['restore', 'house@v1', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'artifact-missing' } });
  });
});
