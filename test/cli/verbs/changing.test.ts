import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn } from '../support/churn';
import {
  aliasSchema,
  archiveSchema,
  documentSchema,
  errorSchema,
  listSchema,
  reviewSchema,
  showSchema,
  stageSchema,
  tagSchema,
  undoSchema,
} from '../support/contract';
import { commitAll, git } from '../support/repository';

describe('the verbs that change a version', () => {
  let root: string;
  beforeAll(async () => {
    root = await makeChurnRepository();
    await registerChurn(root);
    await registerChurn(root);
  });

  const show = (reference: string) => callJson(root, ['show', reference], showSchema);
  const failure = async (args: readonly string[]) => {
    const { code, stdout } = await callCli(root, [...args, '--json']);
    return { code, error: v.parse(errorSchema, JSON.parse(stdout)).error.code };
  };

  it('document writes the given fields and leaves the others', async () => {
    await callJson(root, ['document', 'churn@v1', '--rationale', 'Why.', '--changes', 'What.'], documentSchema);
    const call = ['document', 'churn@v1', '--changes', '-'];
    const { documentation } = await callJson(root, call, documentSchema, { input: 'What else.\n' });

    expect(documentation).toMatchObject({ rationale: 'Why.', changes: 'What else.' });
    expect((await show('churn@v1')).documented).toBe(true);
    expect(await failure(['document', 'churn@v1'])).toEqual({ code: 2, error: 'usage' });
  });

  it('stage moves a version and refuses a stage that the configuration does not have', async () => {
    const moved = await callJson(root, ['stage', 'churn@v1', 'staging', '--reason', 'Ready.'], stageSchema);

    expect(moved).toMatchObject({ version: 1, stage: 'staging', previous: 'none' });
    expect((await show('churn@v1')).stage).toBe('staging');
    expect(await failure(['stage', 'churn@v1', 'prodution'])).toEqual({ code: 1, error: 'stage-unknown' });
  });

  it('alias moves from one version to another and can be taken away', async () => {
    const first = await callJson(root, ['alias', 'churn@v1', 'champion'], aliasSchema);
    const second = await callJson(root, ['alias', 'churn@v2', 'champion'], aliasSchema);
    const aliases = (await show('churn@champion')).aliases;
    const wrong = await failure(['alias', 'churn@v1', 'champion', '--remove']);
    const removed = await callJson(root, ['alias', 'churn@v2', 'champion', '--remove'], aliasSchema);

    expect(first).toMatchObject({ version: 1, previous: null });
    expect(second).toMatchObject({ version: 2, previous: 1 });
    expect(aliases).toEqual(['champion']);
    expect(wrong).toEqual({ code: 1, error: 'alias-unknown' });
    expect(removed).toMatchObject({ version: null, previous: 2 });
    expect(await failure(['show', 'churn@champion'])).toEqual({ code: 1, error: 'alias-unknown' });
    expect(await failure(['alias', 'churn@v1', 'v2'])).toEqual({ code: 1, error: 'alias-invalid' });
  });

  it('tag sets and removes', async () => {
    await callJson(root, ['tag', 'churn@v1', 'run=17', 'note=a=b'], tagSchema);
    const { tags } = await callJson(root, ['tag', 'churn@v1', 'team=risk', '--remove', 'run'], tagSchema);

    expect(tags).toEqual({ note: 'a=b', team: 'risk' });
    expect(await failure(['tag', 'churn@v1'])).toEqual({ code: 2, error: 'usage' });
    expect(await failure(['tag', 'churn@v1', 'run'])).toEqual({ code: 2, error: 'usage' });
  });

  it('review records who said what', async () => {
    const author = ['--author', 'Grace Hopper <grace@example.org>'];
    await callJson(
      root,
      ['review', 'churn@v1', '--request-changes', '--comment', 'Which data?', ...author],
      reviewSchema,
    );
    await callJson(root, ['review', 'churn@v1', '--approve'], reviewSchema);
    const comment = await callJson(root, ['review', 'churn@v1', '--comment', 'Fine.'], reviewSchema);

    expect(comment.verdict).toBe('comment');
    expect((await show('churn@v1')).reviews).toMatchObject([
      { verdict: 'changes-requested', comment: 'Which data?', by: { name: 'Grace Hopper' } },
      { verdict: 'approved', comment: '', by: { name: 'Ada Lovelace' } },
      { verdict: 'comment', comment: 'Fine.' },
    ]);
    expect(await failure(['review', 'churn@v1', '--approve', '--request-changes'])).toEqual({
      code: 2,
      error: 'usage',
    });
  });

  it('archive puts a version away with its reason and takes it back', async () => {
    const archived = await callJson(root, ['archive', 'churn@v2', '--reason', 'Leaked labels.'], archiveSchema);
    const listed = await callJson(root, ['list'], listSchema);
    const newest = await show('churn');
    const again = await failure(['archive', 'churn@v2', '--reason', 'Again.']);
    const back = await callJson(root, ['archive', 'churn@v2', '--undo'], archiveSchema);

    expect(archived).toMatchObject({ version: 2, archived: true, reason: 'Leaked labels.' });
    expect(listed.models[0]?.versions.map(({ archived: away }) => away)).toEqual([true, false]);
    expect(newest.version).toBe(1);
    expect(again).toEqual({ code: 1, error: 'already-archived' });
    expect(back.archived).toBe(false);
    expect((await show('churn@v2')).archived).toBeNull();
    expect(await failure(['archive', 'churn@v2', '--undo'])).toEqual({ code: 1, error: 'not-archived' });
  });
});

describe('undo', () => {
  it('takes back a registration that is not committed, with all that came of it', async () => {
    const root = await makeChurnRepository();
    const before = await git(root, 'status', '--porcelain', '--untracked-files=all');
    await registerChurn(root);
    await callCli(root, ['stage', 'churn@v1', 'staging']);

    const { removed } = await callJson(root, ['undo', 'churn@v1'], undoSchema);

    expect(removed.filter((path) => path.includes('/models/churn/'))).toHaveLength(2);
    expect((await callJson(root, ['list'], listSchema)).models).toEqual([]);
    const left = await git(root, 'status', '--porcelain', '--untracked-files=all');
    expect(before).toBe('');
    expect(left).not.toContain('.model-ledger/models');
  });

  it('leaves a committed one', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    await commitAll(root, 'register churn');

    const { code, stdout } = await callCli(root, ['undo', 'churn@v1', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'undo-committed' } });
    expect((await callJson(root, ['list'], listSchema)).models).toHaveLength(1);
  });
});
