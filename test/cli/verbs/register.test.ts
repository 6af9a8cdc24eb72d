import { chmod, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn, trainAgain } from '../support/churn';
import { listSchema, registerSchema, showSchema } from '../support/contract';
import { git, makeFolder, write } from '../support/repository';

describe('register', () => {
  it('answers with the version, its event file and its artifact', async () => {
    const root = await makeChurnRepository();

    const registered = await registerChurn(root);

    expect(registered).toMatchObject({ registered: true, model: 'churn', version: 1, duplicateOf: null });
    expect(registered.name).toMatch(/_churn_v1_\d{8}$/);
    expect(registered.artifacts).toMatchObject([{ path: 'models/churn.pkl', size: 5, kept: 'store' }]);
    expect(JSON.parse(await readFile(join(root, registered.event), 'utf8'))).toMatchObject({ id: registered.id });
  });

  it('says for people what was registered', async () => {
    const root = await makeChurnRepository();

    const { code, stdout } = await callCli(root, ['register', 'notebooks/train.ipynb', '--model', 'churn']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Registered churn@v1 as \S+_churn_v1_\d{8}\.\n/);
  });

  it('leaves out what is uncertain, and says so, until a person takes it over', async () => {
    const root = await makeChurnRepository();
    const path = join(root, 'notebooks/train.ipynb');
    const printed = /Test accuracy: ([\d.]+)\\n/;
    await write(
      root,
      'notebooks/train.ipynb',
      (await readFile(path, 'utf8'))
        .replace("read_csv('data/churn.csv')", "read_csv('data/churn.csv'); more = pd.read_csv(f'data/{name}.csv')")
        .replace(printed, 'Test accuracy: $1\\nTest accuracy: 0.88\\n'),
    );

    const registered = await registerChurn(root);

    const version = await callJson(root, ['show', 'churn@v1'], showSchema);
    const accuracies = version.metrics.filter(({ name }) => name === 'accuracy').map(({ value }) => value);
    expect(accuracies).toHaveLength(1);
    expect(version.datasets.map((dataset) => dataset.path)).toEqual(['data/churn.csv']);
    expect(registered.warnings.at(-1)).toMatch(
      /^Not recorded because uncertain: accuracy \(test\) 0\.\d+ \(cell 4\), data\/.*\.csv\. What is right can be given with --metric/,
    );

    const draft = await callCli(root, ['register', 'notebooks/train.ipynb', '--model', 'churn', '--dry-run']);
    await write(root, 'draft.md', draft.stdout);
    const again = await callJson(root, ['register', 'draft.md'], registerSchema);
    expect(again.warnings.join()).not.toContain('Not recorded');
  });

  it('takes what the options add and replace', async () => {
    const root = await makeChurnRepository();
    await write(root, 'data/more.csv', 'a\n1\n');
    await write(root, 'models/second.bin', 'second');
    await write(root, 'why.md', 'Because the validation curve still rose.\n');

    await registerChurn(root, [
      ...['--metric', 'AUC=0.99', '--metric', 'f1_score:val=0.5', '--metric', 'latency_ms=12.5'],
      ...['--param', 'seed=42', '--param', 'booster=dart', '--param', 'max_depth=9', '--param', 'early=True'],
      ...['--data', 'data/more.csv', '--artifact', 'models/second.bin'],
      ...['--tag', 'run=17', '--tag', 'note=a=b', '--split', 'holdout'],
      ...[
        '--rationale-file',
        'why.md',
        '--changes',
        'Another booster.',
        '--author',
        'Grace Hopper <grace@example.org>',
      ],
    ]);

    const version = await callJson(root, ['show', 'churn@v1'], showSchema);
    const metrics = Object.fromEntries(version.metrics.map(({ name, split, value }) => [`${name}/${split}`, value]));
    const params = Object.fromEntries(version.params.map(({ name, value }) => [name, value]));
    expect(metrics).toMatchObject({ 'roc_auc/holdout': 0.99, 'f1/val': 0.5, 'latency_ms/holdout': 12.5 });
    expect(params).toMatchObject({ seed: 42, booster: 'dart', max_depth: 9, early: true });
    expect(version.datasets.map(({ path }) => path)).toEqual(['data/churn.csv', 'data/more.csv']);
    expect(version.artifacts.map(({ path }) => path)).toEqual(['models/churn.pkl', 'models/second.bin']);
    expect(version.tags).toEqual({ run: '17', note: 'a=b' });
    expect(version.by).toEqual({ name: 'Grace Hopper', email: 'grace@example.org' });
    expect(version.documentation).toMatchObject({
      rationale: 'Because the validation curve still rose.',
      changes: 'Another booster.',
    });
  });

  it('replaces the only metric of a name when no split is given', async () => {
    const root = await makeChurnRepository();

    await registerChurn(root, ['--metric', 'roc_auc=0.5']);

    const { metrics } = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(metrics.filter(({ name }) => name === 'roc_auc')).toMatchObject([{ value: 0.5, split: 'test' }]);
  });

  it('reads the rationale from standard input', async () => {
    const root = await makeChurnRepository();

    await registerChurn(root, ['--rationale', '-'], { input: 'From the pipeline.\n' });

    const { documentation } = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(documentation.rationale).toBe('From the pipeline.');
  });

  it('fills impact and changes against the version before', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    await trainAgain(root, 0.951);
    await registerChurn(root);

    const { documentation } = await callJson(root, ['show', 'churn@v2'], showSchema);

    expect(documentation.impact).toContain('0.934 → 0.951');
    expect(documentation.changes).toContain('max_depth');
  });

  it.each(['NaN', 'inf', '', 'high', '1e999'])('refuses a metric of %j with a sentence', async (value) => {
    const root = await makeChurnRepository();

    const call = ['register', 'notebooks/train.ipynb', '--model', 'churn', `--metric=auc=${value}`];
    const { code, stderr } = await callCli(root, call);

    expect(code).toBe(2);
    expect(stderr).toMatch(/^--metric auc is .* no finite number\. .*\.\n$/);
    expect((await callJson(root, ['list'], listSchema)).models).toEqual([]);
  });

  it('keeps huge, tiny and negative numbers as they are', async () => {
    const root = await makeChurnRepository();

    const numbers = ['--metric', 'big=1.7976931348623157e308', '--metric', 'small=5e-324', '--metric', 'less=-0.25'];
    await registerChurn(root, [...numbers, '--param', 'seed=18446744073709551615', '--param', 'id=007']);

    const { metrics, params } = await callJson(root, ['show', 'churn@v1'], showSchema);
    const values = metrics.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining([1.7976931348623157e308, 5e-324, -0.25]));
    expect(params).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'seed', value: '18446744073709551615' }),
        expect.objectContaining({ name: 'id', value: '007' }),
      ]),
    );
  });

  it('warns about the same thing again, and leaves it with --if-changed', async () => {
    const root = await makeChurnRepository();
    const first = await registerChurn(root);

    const unchanged = await registerChurn(root, ['--if-changed']);
    const again = await registerChurn(root);
    await trainAgain(root, 0.951);
    const changed = await registerChurn(root, ['--if-changed']);

    expect(unchanged).toMatchObject({ registered: false, version: 1, id: first.id, duplicateOf: 'churn@v1' });
    expect(again).toMatchObject({ registered: true, version: 2, duplicateOf: 'churn@v1' });
    expect(again.warnings.join()).toContain('churn@v1');
    expect(changed).toMatchObject({ registered: true, version: 3, duplicateOf: null });
  });

  it('keeps no copy with --no-store', async () => {
    const root = await makeChurnRepository();

    const { artifacts } = await registerChurn(root, ['--no-store']);

    expect(artifacts).toMatchObject([{ path: 'models/churn.pkl', kept: 'none' }]);
    await expect(stat(join(root, '.model-ledger/store'))).rejects.toThrow('ENOENT');
  });

  it('prints the draft with --dry-run, which can be registered as it is', async () => {
    const root = await makeChurnRepository();

    const dry = await callCli(root, ['register', 'notebooks/train.ipynb', '--model', 'churn', '--dry-run']);
    await write(root, 'draft.md', dry.stdout.replace(/## Rationale\n/, '## Rationale\n\nWritten by hand.\n'));
    const before = await callJson(root, ['list'], listSchema);
    const registered = await callJson(root, ['register', 'draft.md'], registerSchema);
    const version = await callJson(root, ['show', 'churn@v1'], showSchema);

    expect(dry.code).toBe(0);
    expect(before.models).toEqual([]);
    expect(registered).toMatchObject({ model: 'churn', version: 1 });
    expect(version.documentation.rationale).toContain('Written by hand.');
    expect(version.source).toEqual({ kind: 'notebook', path: 'notebooks/train.ipynb' });
    expect(version.metrics.map(({ name }) => name)).toContain('roc_auc');
  });

  it('names the line of a draft that cannot be read', async () => {
    const root = await makeChurnRepository();
    await write(root, 'draft.md', '---\nmodel: churn\nmetrics:\n  - name: auc\n    value: high\n---\n');

    const { code, stdout, stderr } = await callCli(root, ['register', 'draft.md', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'draft-invalid' } });
    expect(stderr).toContain('draft.md:');
  });

  it('registers a model file, with the numbers that are given', async () => {
    const root = await makeChurnRepository();

    const registered = await callJson(
      root,
      ['register', 'models/churn.pkl', '--model', 'churn', '--metric', 'auc:test=0.9'],
      registerSchema,
    );

    const version = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(registered.artifacts).toMatchObject([{ path: 'models/churn.pkl' }]);
    expect(version.source).toEqual({ kind: 'artifact', path: 'models/churn.pkl' });
    expect(version.metrics).toMatchObject([{ name: 'roc_auc', value: 0.9, split: 'test', headline: true }]);
  });

  it('registers a metrics file', async () => {
    const root = await makeChurnRepository();
    await write(root, 'metrics.json', '{"test": {"accuracy": 0.91}, "train": {"accuracy": 0.99}}');

    await callJson(root, ['register', 'metrics.json', '--model', 'churn'], registerSchema);

    const { metrics } = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(metrics.map(({ name, split, value }) => [name, split, value])).toEqual(
      expect.arrayContaining([
        ['accuracy', 'test', 0.91],
        ['accuracy', 'train', 0.99],
      ]),
    );
  });

  it('takes paths relative to the folder it is called in', async () => {
    const root = await makeChurnRepository();

    const registered = await callJson(
      join(root, 'notebooks'),
      ['register', 'train.ipynb', '--model', 'churn', '--data', '../data/churn.csv'],
      registerSchema,
    );

    const version = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(registered.event).toMatch(/^\.model-ledger\/models\/churn\//);
    expect(version.source.path).toBe('notebooks/train.ipynb');
    expect(version.datasets.map(({ path }) => path)).toEqual(['data/churn.csv']);
  });

  it('leaves the index, the working tree and the branches of Git as they are', async () => {
    const root = await makeChurnRepository();
    await write(root, 'README.md', '# changed\n');
    await write(root, 'staged.txt', 'staged\n');
    await git(root, 'add', 'staged.txt');
    const state = async () => [
      await git(root, 'status', '--porcelain', '--', ':!.model-ledger'),
      await git(root, 'rev-parse', 'HEAD'),
      await git(root, 'stash', 'list'),
      await git(root, 'diff', '--cached'),
    ];
    const before = await state();

    await registerChurn(root);

    expect(await state()).toEqual(before);
    const { code } = await callJson(root, ['show', 'churn@v1'], showSchema);
    expect(code.dirty).toBe(true);
    expect(await git(root, 'show', `${code.snapshot}:README.md`)).toBe('# changed\n');
  });

  it('works without Git', async () => {
    const root = await makeFolder();
    await write(root, 'metrics.json', '{"rmse": 2.5}');

    await callJson(root, ['register', 'metrics.json', '--model', 'house'], registerSchema);

    const { code, metrics } = await callJson(root, ['show', 'house@v1'], showSchema);
    expect(code).toMatchObject({ commit: null, branch: null, dirty: false });
    expect(metrics).toMatchObject([{ name: 'rmse', value: 2.5, higherIsBetter: false }]);
  });

  it('refuses documentation that the configuration requires and nobody wrote', async () => {
    const root = await makeChurnRepository();
    await write(root, '.model-ledger/config.json', '{"documentation": {"required": ["rationale"]}}');

    const { code, stdout } = await callCli(root, ['register', 'notebooks/train.ipynb', '--model', 'churn', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'documentation-missing' } });
  });

  it('says that a place cannot be written, and leaves nothing behind', async () => {
    const root = await makeChurnRepository();
    await write(root, '.model-ledger', 'a file where the folder belongs');

    const { code, stdout } = await callCli(root, ['register', 'notebooks/train.ipynb', '--model', 'churn', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'ledger-unwritable' } });
    expect(await git(root, 'status', '--porcelain')).toBe('?? .model-ledger\n');
  });

  it.skipIf(process.platform === 'win32')('says that a read-only repository cannot be written', async () => {
    const root = await makeFolder();
    await write(root, 'metrics.json', '{"rmse": 2.5}');
    await chmod(dirname(root), 0o755);
    await chmod(root, 0o555);
    // The super-user may write everywhere, so that the command runs as nobody then.
    const options = process.getuid?.() === 0 ? { uid: 65_534 } : {};

    const { code, stdout } = await callCli(root, ['register', 'metrics.json', '--model', 'm', '--json'], options);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'ledger-unwritable' } });
  });
});
