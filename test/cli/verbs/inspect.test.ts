import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { inspectSchema } from '../support/contract';
import { churnNotebook } from '../support/notebook';
import { makeFolder, write } from '../support/repository';

describe('inspect', () => {
  it('tells what the notebook says, with the cell of each fact', async () => {
    const folder = await makeFolder();
    await write(folder, 'train.ipynb', churnNotebook());

    const found = await callJson(folder, ['inspect', 'train.ipynb'], inspectSchema);

    expect(found.framework).toEqual(['scikit-learn']);
    expect(found.metrics).toContainEqual({
      name: 'roc_auc',
      value: 0.934,
      split: 'test',
      model: null,
      higherIsBetter: true,
      cell: 3,
      headline: true,
    });
    expect(found.params).toContainEqual({ name: 'max_depth', value: 4, cell: 2 });
    expect(found.datasets).toEqual([{ path: 'data/churn.csv', cell: 1 }]);
    expect(found.artifacts).toEqual([{ path: 'models/churn.pkl', cell: 4 }]);
  });

  it('reads a training log', async () => {
    const folder = await makeFolder();
    await write(folder, 'train.log', 'Epoch 1/2 - loss: 0.61\nEpoch 2/2 - loss: 0.42\nTest accuracy: 0.9\n');

    const { stdout, code } = await callCli(folder, ['inspect', 'train.log', '--json']);

    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { metrics: unknown[] }).metrics).toContainEqual(
      expect.objectContaining({ name: 'accuracy', value: 0.9, split: 'test', cell: null }),
    );
  });

  it('prints tables for people and writes nothing', async () => {
    const folder = await makeFolder();
    await write(folder, 'train.ipynb', churnNotebook());

    const { stdout } = await callCli(folder, ['inspect', 'train.ipynb']);

    expect(stdout).toContain('FRAMEWORK  scikit-learn');
    expect(stdout).toMatch(/^roc_auc \(test\) +0\.934 +4 {2}headline$/m);
    expect((await callJson(folder, ['inspect', 'train.ipynb'], inspectSchema)).metrics).toHaveLength(2);
  });

  it.each([
    ['half a notebook', '{"cells": ['],
    ['an empty file', ''],
    ['a notebook without cells', '{"nbformat": 4}'],
  ])('refuses %s with a sentence', async (_name, content) => {
    const folder = await makeFolder();
    await write(folder, 'train.ipynb', content);

    const { code, stdout, stderr } = await callCli(folder, ['inspect', 'train.ipynb', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'source-unreadable' } });
    expect(stderr).toMatch(/^\S.*\.\n$/);
  });
});
