import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { checkSchema } from '../support/contract';
import { commitAll, git, makeFolder, makeRepository, write } from '../support/repository';

/** A repository whose index has churn@v1, registered without a reason. */
async function makeStaged(config = '{}'): Promise<string> {
  const root = await makeRepository();
  await write(root, '.model-ledger/config.json', config);
  await commitAll(root, 'configure');
  await register(root, 0.9);
  return root;
}

async function register(root: string, value: number): Promise<void> {
  await write(root, 'metrics.json', JSON.stringify({ test: { roc_auc: value } }));
  const { code, stderr } = await callCli(root, ['register', 'metrics.json', '--model', 'churn']);
  expect([code, stderr]).toEqual([0, '']);
  await git(root, 'add', '-A');
}

describe('check', () => {
  it('looks at what is staged, then at the last commit', async () => {
    const root = await makeStaged();

    const staged = await callJson(root, ['check'], checkSchema);
    expect(staged).toMatchObject({ ok: false, required: false, looked: 'staged', commits: [] });
    expect(staged.concerns).toMatchObject([
      { code: 'version-undocumented', versions: ['churn@v1'], missing: ['rationale'], answered: false },
    ]);
    await git(root, 'commit', '-q', '-m', 'Add v1\n\nRationale: the first one\nChanges: churn@v8: what\n');
    const commit = (await git(root, 'rev-parse', 'HEAD')).trim();
    const made = await callJson(root, ['check'], checkSchema);
    expect(made).toMatchObject({ ok: true, looked: 'commit', commits: [commit] });
    expect(made.registered.map(({ reference }) => reference)).toEqual(['churn@v1']);
    expect(made.concerns.map(({ answered }) => answered)).toEqual([true]);
    expect(made.problems).toEqual([
      {
        code: 'reference-unknown',
        message: 'There is no churn@v8. The newest version is churn@v1.',
        key: 'Changes',
        value: 'churn@v8: what',
      },
    ]);
  });

  it('fails where a reason is required, by the configuration or by an option', async () => {
    const root = await makeStaged();

    expect((await callCli(root, ['check'])).code).toBe(0);
    expect((await callCli(root, ['check', '--require'])).code).toBe(1);
    await write(root, '.model-ledger/config.json', '{"commit":{"rationale":"require"}}');
    const text = await callCli(root, ['check']);
    expect(text).toMatchObject({ code: 1, stderr: '' });
    expect(text.stdout).toBe(
      [
        'no reason  churn@v1 is registered without a rationale.',
        '           Write "Rationale: churn@v1: …" in the commit message.',
        'What is staged: 1 reason missing.',
        '',
      ].join('\n'),
    );
    await callCli(root, ['document', 'churn@v1', '--rationale', 'Because.']);
    expect(await callCli(root, ['check'])).toMatchObject({
      code: 0,
      stdout: 'Nothing is missing: what is staged.\n',
    });
  });

  it('holds a message against what is staged', async () => {
    const root = await makeStaged('{"commit":{"rationale":"require"}}');
    await write(root, 'message.txt', 'Add v1\n\nRationale: because\n');

    expect((await callCli(root, ['check', '--staged'])).code).toBe(1);
    expect((await callCli(root, ['check', '--message', 'message.txt'])).code).toBe(0);
    const piped = await callCli(root, ['check', '--message', '-'], { input: 'Add v1\n\nImpact: none\n' });
    expect(piped.code).toBe(1);
    expect(await callCli(root, ['check', '--message', 'nowhere.txt'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('takes the commits of a branch together', async () => {
    const root = await makeStaged('{"commit":{"rationale":"require"}}');
    await git(root, 'checkout', '-q', '-b', 'side');
    await commitAll(root, 'Add v1');
    await register(root, 0.91);
    await commitAll(root, 'Add v2\n\nRationale: of v2, since this commit registers it');
    await write(root, 'models/try.onnx', 'bytes');
    await commitAll(root, 'Try\n\nModel-Ledger: none');
    await write(root, 'models/other.onnx', 'more bytes');
    await commitAll(root, 'Try more');
    await git(root, 'checkout', '-q', 'main');
    await write(root, 'README.md', 'more');
    await commitAll(root, 'Go on');

    const range = ['check', '--range', 'main..side'];
    const { code, stdout } = await callCli(root, range);
    expect(code).toBe(1);
    expect(stdout).toContain('no reason  churn@v1 is registered without a rationale.\n');
    expect(stdout).toContain('no reason  models/other.onnx is a model file that no version has.\n');
    expect(stdout).toContain('4 commits in main..side: 2 reasons missing, 2 reasons given.\n');
    await git(root, 'checkout', '-q', 'side');
    await git(root, 'commit', '-q', '--allow-empty', '-m', 'Say why\n\nRationale: churn@v1: one');
    await git(root, 'commit', '-q', '--allow-empty', '-m', 'Say more\n\nModel-Ledger: none models/other.onnx');
    const checked = await callJson(root, ['check', '--range', 'main'], checkSchema);
    expect(checked).toMatchObject({ ok: true, looked: 'range' });
    expect(checked.commits).toHaveLength(6);
    expect(checked.concerns).toHaveLength(4);
  });

  it('is content with a repository that has no ledger, and with one that has no commit', async () => {
    const root = await makeRepository();
    const unborn = await makeFolder();
    await git(unborn, 'init', '-q', '-b', 'main');
    await write(unborn, '.model-ledger/config.json', '{}');

    expect((await callCli(root, ['check', '--require'])).code).toBe(0);
    expect(await callJson(unborn, ['check'], checkSchema)).toMatchObject({ ok: true, looked: 'staged' });
  });

  it.each([
    [['check', '--range', 'nowhere..HEAD'], 1, 'There is no commit nowhere'],
    [['check', '--range', '..HEAD'], 2, '--range ..HEAD is no range.'],
    [['check', '--range', 'HEAD', '--staged'], 2, '--range looks at commits that are made'],
  ])('says what is wrong with %j', async (args, code, sentence) => {
    const finished = await callCli(await makeRepository(), args);

    expect(finished.code).toBe(code);
    expect(finished.stderr).toContain(sentence);
  });

  it('needs Git', async () => {
    const finished = await callCli(await makeFolder(), ['check', '--json']);

    expect(finished.code).toBe(1);
    expect(JSON.parse(finished.stdout)).toMatchObject({ error: { code: 'git-failed' } });
  });
});
