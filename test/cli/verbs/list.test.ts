import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { listSchema, registerSchema } from '../support/contract';
import { makeChurnRepository, registerChurn, trainAgain } from '../support/churn';
import { commitAll, git, makeFolder, makeRepository, write } from '../support/repository';

describe('list', () => {
  it('lists the versions of a model, newest first, with what the contract promises', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root, ['--rationale', 'The first one.', '--tag', 'run=7']);
    await trainAgain(root, 0.951);
    await registerChurn(root);

    const { models, faults } = await callJson(root, ['list'], listSchema);

    expect(faults).toEqual([]);
    expect(models.map(({ model }) => model)).toEqual(['churn']);
    expect(models[0]?.versions.map((version) => [version.version, version.documented])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(models[0]?.versions[1]).toMatchObject({
      stage: 'none',
      aliases: [],
      by: { name: 'Ada Lovelace', email: 'ada@example.org' },
      tags: { run: '7' },
      archived: false,
      conflict: null,
      commit: null,
    });
    expect(models[0]?.versions[0]?.metrics).toContainEqual(
      expect.objectContaining({ name: 'roc_auc', value: 0.951, split: 'test', higherIsBetter: true }),
    );
  });

  it('lists what a filter keeps, across models', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root, ['--tag', 'owner=ann']);
    await trainAgain(root, 0.951);
    await registerChurn(root, ['--tag', 'owner=ben']);
    await callJson(root, ['register', 'notebooks/train.ipynb', '--model', 'other'], registerSchema);
    const listed = async (filter: string, ...more: readonly string[]) =>
      (await callJson(root, ['list', ...more, '--filter', filter], listSchema)).models.map(
        ({ model, versions }) => `${model} ${versions.map(({ version }) => version).join(' ')}`,
      );

    expect(await listed('roc_auc[test] > 0.94')).toEqual(['churn 2', 'other 1']);
    expect(await listed('roc_auc > 0.94 and tag.owner = ben')).toEqual(['churn 2']);
    expect(await listed('roc_auc > 0.9', 'churn', '--limit', '1')).toEqual(['churn 2']);
    expect(await listed('max_depth in (5, 7)')).toEqual([]);
    expect((await callCli(root, ['list', '--filter', 'max_depth = 7'])).stdout).toBe(
      'No version matches the filter.\n',
    );
  });

  it.each([
    ['roc_ac > 0.9', 'at character 1 (roc_ac): No version here has “roc_ac”. Did you mean roc_auc?', [0, 6]],
    ['stage = production and', 'at character 20 (and): ', [19, 22]],
    ['documented and starred', 'at character 16 (starred): Stars are kept by the editor', [15, 22]],
  ])('says where the filter %s goes wrong, and what to write', async (filter, sentence, [from, to]) => {
    const root = await makeChurnRepository();
    await registerChurn(root);

    const { code, stdout, stderr } = await callCli(root, ['list', '--json', '--filter', filter]);

    expect(code).toBe(2);
    expect(stderr).toContain(`The filter cannot be used, ${sentence}`);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'filter-invalid', data: { filter, from, to } } });
  });

  it('names the commit that brought the registration', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    await commitAll(root, 'register churn');
    const head = (await git(root, 'rev-parse', 'HEAD')).trim();

    const { models } = await callJson(root, ['list', 'churn'], listSchema);

    expect(models[0]?.versions[0]?.commit).toBe(head);
  });

  it('has its events in Git although the repository ignores such names elsewhere', async () => {
    const root = await makeChurnRepository();
    await write(root, '.gitignore', 'models/\nobjects/\n*.json\n*.png\n.gitattributes\n');
    const { event } = await registerChurn(root);

    await commitAll(root, 'register churn');

    const tracked = (await git(root, 'ls-files', '.model-ledger')).trim().split('\n');
    expect(tracked).toContain(event);
    expect(tracked).toContain('.model-ledger/config.json');
    expect(tracked).toContain('.model-ledger/.gitattributes');
    expect(tracked.filter((path) => path.startsWith('.model-ledger/objects/'))).not.toEqual([]);
    expect(tracked.filter((path) => /\/(store|\.cache|\.lock)/.test(path))).toEqual([]);
  });

  it('narrows by model, stage and count', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    await registerChurn(root);
    await registerChurn(root, ['--model', 'other']);
    await callCli(root, ['stage', 'churn@v1', 'staging']);

    const one = await callJson(root, ['list', 'churn', '--limit', '1'], listSchema);
    const staged = await callJson(root, ['list', '--stage', 'staging'], listSchema);

    expect(one.models.map(({ versions }) => versions.map(({ version }) => version))).toEqual([[2]]);
    expect(staged.models.flatMap(({ versions }) => versions.map(({ version }) => version))).toEqual([1]);
  });

  it('prints an aligned table for people', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);

    const { code, stdout, stderr } = await callCli(root, ['list']);

    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^churn {2}1 version\nVERSION {2}STAGE {2}METRICS/);
    expect(stdout).toMatch(/^v1 .*roc_auc \(test\) 0\.934.*Ada Lovelace.*undocumented$/m);
  });

  it.each(['an empty folder', 'a repository without a ledger'])('says what to do in %s', async (kind) => {
    const root = kind === 'an empty folder' ? await makeFolder() : await makeRepository();

    const text = await callCli(root, ['list']);

    expect(await callJson(root, ['list'], listSchema)).toEqual({ models: [], faults: [] });
    expect(text.stdout).toContain('No versions yet');
  });

  it('finds the ledger from a folder further down', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);

    const { models } = await callJson(join(root, 'notebooks'), ['list'], listSchema);

    expect(models).toHaveLength(1);
  });

  it('names a damaged event and shows the rest', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    const damaged = join(root, '.model-ledger/models/churn/01ARZ3NDEKTSV4RRFFQ69G5FAV-registered.json');
    await writeFile(damaged, '{"schema": 1, ');

    const { models, faults } = await callJson(root, ['list'], listSchema);
    const { code, stderr } = await callCli(root, ['list']);

    expect(models[0]?.versions).toHaveLength(1);
    expect(faults).toMatchObject([{ code: 'event-damaged' }]);
    expect(code).toBe(0);
    expect(stderr).toContain('01ARZ3NDEKTSV4RRFFQ69G5FAV-registered.json');
  });

  it('lets no escape sequence of a ledger reach the terminal', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root, ['--author', 'Eve\u001b[31m\u0007 <eve@example.org>']);

    const { stdout } = await callCli(root, ['list']);

    expect(stdout).toContain('Eve');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u0007');
  });

  it('works without Git', async () => {
    const root = await makeFolder();
    await mkdir(join(root, 'models'));
    await write(root, 'notebooks/train.ipynb', '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}');
    await registerChurn(root, ['--metric', 'auc=0.9']);

    const { models } = await callJson(root, ['list'], listSchema);

    expect(models[0]?.versions[0]).toMatchObject({ version: 1, commit: null });
  });
});
