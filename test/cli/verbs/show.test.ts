import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn } from '../support/churn';
import { showSchema } from '../support/contract';

describe('show', () => {
  it('gives the whole version', async () => {
    const root = await makeChurnRepository();
    const registered = await registerChurn(root, ['--rationale', 'Deeper trees.', '--param', 'seed=7']);

    const version = await callJson(root, ['show', 'churn@v1'], showSchema);

    expect(version).toMatchObject({
      reference: 'churn@v1',
      id: registered.id,
      event: registered.event,
      stage: 'none',
      documented: true,
      documentation: { rationale: 'Deeper trees.' },
      source: { kind: 'notebook', path: 'notebooks/train.ipynb' },
      code: { branch: 'main', dirty: false },
    });
    expect(version.params).toContainEqual(expect.objectContaining({ name: 'seed', value: 7 }));
    expect(version.datasets).toContainEqual(
      expect.objectContaining({
        path: 'data/churn.csv',
        identity: expect.objectContaining({ kind: 'git' }) as unknown,
      }),
    );
    expect(version.environment.framework).toContain('scikit-learn');
    expect(version.events).toEqual([registered.id]);
  });

  it('finds a version by number, alias, identity, and the newest one by the model alone', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    const { id } = await registerChurn(root);
    await callCli(root, ['alias', 'churn@v2', 'champion']);

    const references = ['churn', 'churn@2', 'churn@v2', 'churn@champion', `churn@${id}`];
    const found = await Promise.all(references.map((reference) => callJson(root, ['show', reference], showSchema)));

    expect(found.map((version) => version.id)).toEqual(references.map(() => id));
  });

  it('reads like a card', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root, ['--rationale', 'Deeper trees.']);

    const { stdout } = await callCli(root, ['show', 'churn@v1']);

    expect(stdout).toMatch(/^churn@v1 {2}/);
    expect(stdout).toContain('RATIONALE\nDeeper trees.');
    expect(stdout).toMatch(/^roc_auc \(test\) +0\.934 {2}headline$/m);
    expect(stdout).toMatch(/^max_depth +4$/m);
    expect(stdout).toMatch(/^models\/churn\.pkl +5 B, sha256 [0-9a-f]{12}…, kept by store$/m);
  });
});
