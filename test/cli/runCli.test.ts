import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { callCli, cleanEnvironment, cliBundle, type Finished } from './support/cli';
import { makeChurnRepository, registerChurn } from './support/churn';
import { errorSchema } from './support/contract';

const VERBS = [
  'inspect',
  'register',
  'list',
  'show',
  'compare',
  'verify',
  'export',
  'document',
  'stage',
  'alias',
  'tag',
  'review',
  'archive',
  'undo',
  'renumber',
  'restore',
];

describe('the command line', () => {
  let root: string;
  beforeAll(async () => {
    root = await makeChurnRepository();
    await registerChurn(root);
  });

  it('shows its help and every verb in it', async () => {
    const { code, stdout, stderr } = await callCli(root, ['--help']);

    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatchSnapshot();
    expect(VERBS.filter((verb) => !new RegExp(`^  ${verb} `, 'm').test(stdout))).toEqual([]);
  });

  it.each(VERBS)('explains %s', async (verb) => {
    const { code, stdout } = await callCli(root, [verb, '--help']);

    expect(code).toBe(0);
    expect(stdout).toMatchSnapshot();
  });

  it('prints its version', async () => {
    expect(await callCli(root, ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(await callCli(root, ['--version', '--json'])).toMatchObject({
      code: 0,
      stdout: `{"version":"${version}"}\n`,
    });
  });

  it.each([
    ['no verb', []],
    ['an unknown verb', ['lst']],
    ['an unknown option', ['list', '--all-of-it']],
    ['an option without its value', ['list', '--limit']],
    ['too many arguments', ['list', 'churn', 'other']],
    ['a missing argument', ['show']],
    ['a limit that is no number', ['list', '--limit', 'many']],
    ['a missing model', ['register', 'notebooks/train.ipynb']],
    ['a metric that is no number', ['register', 'notebooks/train.ipynb', '--model', 'churn', '--metric', 'auc=NaN']],
    ['a metric without a value', ['register', 'notebooks/train.ipynb', '--model', 'churn', '--metric', 'auc']],
    ['a model name with a slash', ['register', 'notebooks/train.ipynb', '--model', 'a/b']],
    ['an author without a mail', ['register', 'notebooks/train.ipynb', '--model', 'churn', '--author', 'Ada']],
    ['a reference that is none', ['show', 'churn@']],
    ['a folder that is not there', ['list', '--cwd', 'nowhere']],
    ['a review without a text', ['review', 'churn@v1']],
    ['an unknown format', ['compare', 'churn@v1', 'churn@v1', '--format', 'xml']],
  ])('answers %s with exit code 2 and a sentence', async (_name, args) => {
    const plain = await callCli(root, args);
    const json = await callCli(root, [...args, '--json']);

    expect(plain).toMatchObject({ code: 2, stdout: '' });
    expect(plain.stderr).not.toBe('');
    expect(json.code).toBe(2);
    expect(oneError(json).message).toMatch(/^[A-Z"-].*[.?)…]$/s);
  });

  it.each([
    ['a notebook that is not there', ['inspect', 'nowhere.ipynb'], 'source-missing'],
    ['an unknown model', ['list', 'chrun'], 'model-unknown'],
    ['an unknown model to show', ['show', 'chrun@v1'], 'model-unknown'],
    ['an unknown version', ['show', 'churn@v9'], 'version-unknown'],
    ['an archiving without a reason', ['archive', 'churn@v1'], 'reason-missing'],
    ['one version to compare', ['compare', 'churn@v1'], 'nothing-to-compare'],
    ['an alias that the version does not have', ['alias', 'churn@v1', 'champion', '--remove'], 'alias-unknown'],
  ])('answers %s with exit code 1 and its code', async (_name, args, code) => {
    const json = await callCli(root, [...args, '--json']);

    expect(json.code).toBe(1);
    expect(oneError(json)).toMatchObject({ code });
    expect(json.stderr).toBe(`${oneError(json).message}\n`);
  });

  it('names what is near to a misspelt verb', async () => {
    expect((await callCli(root, ['lst'])).stderr).toContain('Did you mean list?');
  });

  it('takes --json and --cwd before and after the verb', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'model-ledger-elsewhere-'));

    const before = await callCli(elsewhere, ['--cwd', root, '--json', 'list']);
    const after = await callCli(elsewhere, ['list', '--cwd', root, '--json']);

    expect(before.code).toBe(0);
    expect(after).toEqual(before);
    expect(JSON.parse(before.stdout)).toMatchObject({ models: [{ model: 'churn' }] });
  });

  it('colours nothing in a pipe, and obeys NO_COLOR where colours are forced', async () => {
    const piped = await callCli(root, ['list']);
    const forced = await callCli(root, ['list'], { env: { FORCE_COLOR: '1' } });
    const refused = await callCli(root, ['list'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });

    expect(piped.stdout).not.toContain('\u001b');
    expect(forced.stdout).toContain('\u001b[');
    expect(refused.stdout).toBe(piped.stdout);
  });

  it('ends quietly when the reader closes the pipe', async () => {
    const bundle = await cliBundle();
    const ended = await new Promise<Omit<Finished, 'stdout'>>((resolve, reject) => {
      const child = spawn(process.execPath, [bundle, 'list', '--json', '--cwd', root], { env: cleanEnvironment() });
      let stderr = '';
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
      child.stdout.destroy();
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, stderr }));
    });

    expect(ended).toEqual({ code: 0, signal: null, stderr: '' });
  });
});

function oneError({ stdout }: Finished): v.InferOutput<typeof errorSchema>['error'] {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return v.parse(errorSchema, JSON.parse(stdout)).error;
}
