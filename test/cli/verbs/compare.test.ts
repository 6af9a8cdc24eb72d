import { beforeAll, describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn, trainAgain } from '../support/churn';
import { compareSchema } from '../support/contract';

describe('compare', () => {
  let root: string;
  beforeAll(async () => {
    root = await makeChurnRepository();
    await registerChurn(root);
    await trainAgain(root, 0.951);
    await registerChurn(root);
  });

  it('lays metrics side by side with the best and the change, and only what differs of the rest', async () => {
    const comparison = await callJson(root, ['compare', 'churn@v1', 'churn@v2'], compareSchema);

    expect(comparison.baseline).toBe(0);
    expect(comparison.versions.map(({ reference }) => reference)).toEqual(['churn@v1', 'churn@v2']);
    expect(comparison.metrics.find(({ name }) => name === 'roc_auc')).toMatchObject({
      split: 'test',
      values: [0.934, 0.951],
      best: 1,
      delta: 0.017,
    });
    expect(comparison.params.map(({ name, values }) => [name, values])).toEqual([['max_depth', [4, 6]]]);
    expect(comparison.data).toEqual([]);
  });

  it('counts changes from the baseline that is named, also when it is not among the versions', async () => {
    const last = await callJson(root, ['compare', 'churn@v1', 'churn@v2', '--baseline', 'churn@v2'], compareSchema);
    const added = await callJson(root, ['compare', 'churn@v2', '--baseline', 'churn@v1'], compareSchema);

    expect(last.baseline).toBe(1);
    expect(last.metrics.find(({ name }) => name === 'roc_auc')?.delta).toBe(-0.017);
    expect(added.versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('takes the versions that a filter keeps, beside those that are named', async () => {
    const both = await callJson(root, ['compare', '--filter', 'model = churn and roc_auc > 0.9'], compareSchema);
    const named = await callJson(root, ['compare', 'churn@v2', '--filter', 'max_depth <= 6'], compareSchema);

    expect(both.versions.map(({ reference }) => reference)).toEqual(['churn@v1', 'churn@v2']);
    expect(named.versions.map(({ reference }) => reference)).toEqual(['churn@v2', 'churn@v1']);
  });

  it.each([
    ['roc_auc > 0.94', 'Only churn@v2 matches roc_auc > 0.94. A comparison needs'],
    ['roc_auc > 2', 'No version matches roc_auc > 2. A comparison needs'],
  ])('says that %s leaves too few', async (filter, sentence) => {
    const { code, stderr } = await callCli(root, ['compare', '--filter', filter]);

    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
  });

  it('asks for versions or a filter when nothing is named', async () => {
    const { code, stderr } = await callCli(root, ['compare']);

    expect(code).toBe(2);
    expect(stderr).toContain('choose them with --filter');
  });

  it('prints a table', async () => {
    const { stdout } = await callCli(root, ['compare', 'churn@v1', 'churn@v2']);

    expect(stdout).toMatch(/^metric +churn@v1 +churn@v2\n/);
    expect(stdout).toMatch(/^roc_auc \(test\) ↑ +0\.934 +0\.951 \(\+0\.017\)$/m);
    expect(stdout).toMatch(/^max_depth +4 +6$/m);
  });

  it('prints Markdown', async () => {
    const { stdout } = await callCli(root, ['compare', 'churn@v1', 'churn@v2', '--format', 'markdown']);

    expect(stdout).toContain('| metric | churn@v1 | churn@v2 |\n| --- | ---: | ---: |');
    expect(stdout).toContain('| roc\\_auc (test) ↑ | 0.934 | **0.951 (+0.017)** |');
  });

  it('prints CSV with the numbers as they are', async () => {
    const { stdout } = await callCli(root, ['compare', 'churn@v1', 'churn@v2', '--format', 'csv']);
    const lines = stdout.trimEnd().split('\n');

    expect(lines[0]).toBe('kind,name,split,churn@v1,churn@v2');
    expect(lines).toContain('metric,roc_auc,test,0.934,0.951');
    expect(lines).toContain('param,max_depth,,4,6');
  });

  it('prints a web page that needs nothing else and tells what changed', async () => {
    const { stdout } = await callCli(root, ['compare', 'churn@v1', 'churn@v2', '--format', 'html']);

    expect(stdout).toMatch(/^<!DOCTYPE html>/);
    expect(stdout).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
    expect(stdout).not.toMatch(/<script|<link|https?:(?!\/\/www\.w3\.org)/);
    expect(stdout).toContain('What changed from churn@v1 to churn@v2');
    expect(stdout).toContain('<code>max_depth</code> 4 → 6');
    expect(stdout).toContain('data:image/svg+xml');
  });

  it('prints the same document with --format json as with --json', async () => {
    const { stdout } = await callCli(root, ['compare', 'churn@v1', 'churn@v2', '--format', 'json']);

    expect(JSON.parse(stdout)).toEqual(await callJson(root, ['compare', 'churn@v1', 'churn@v2'], compareSchema));
  });
});
