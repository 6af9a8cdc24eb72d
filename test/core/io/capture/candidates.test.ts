import { utimes } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../../../src/core/io/capture/candidates';
import { churnNotebook, notebookText } from '../../../support/notebooks';
import { RepositoryLedger } from '../../../support/repositoryLedger';

async function project(): Promise<RepositoryLedger> {
  const base = await RepositoryLedger.create();
  await base.repository.write('notebooks/train.ipynb', churnNotebook());
  await base.repository.write('notebooks/plain.ipynb', notebookText([{ source: 'x' }]));
  await base.repository.write('notebooks/broken.ipynb', '{');
  await base.repository.write('models/churn.pkl', 'model');
  await base.repository.write('node_modules/x/model.onnx', 'model');
  await base.repository.write('.venv/lib/model.pkl', 'model');
  await base.repository.write('notebooks/.ipynb_checkpoints/train-checkpoint.ipynb', churnNotebook());
  const older = new Date('2024-01-01T00:00:00Z');
  await utimes(base.path('models/churn.pkl'), older, older);
  return base;
}

describe('findCandidates', () => {
  it('finds executed notebooks with metrics and model files, the newest first', async () => {
    const { root } = await project();

    expect(await findCandidates(root, [])).toEqual([
      { kind: 'notebook', path: 'notebooks/train.ipynb', metrics: 1, modifiedAt: expect.any(Number) as unknown },
      { kind: 'artifact', path: 'models/churn.pkl', modifiedAt: Date.parse('2024-01-01T00:00:00Z') },
    ]);
  });

  it('leaves out what a version knows', async () => {
    const base = await project();
    await base.register('churn', {
      source: { kind: 'notebook', path: 'notebooks/train.ipynb' },
      artifacts: [{ path: 'models/churn.pkl', sha256: 'a'.repeat(64), size: 5, kept: 'none' }],
    });

    expect(await findCandidates(base.root, await base.ledger.summaries())).toEqual([]);
  });

  it('stops at its limits', async () => {
    const { root } = await project();
    const limits = { entries: 20_000, notebooks: 40, notebookBytes: 20_000_000, candidates: 20 };

    const few = await findCandidates(root, [], undefined, { ...limits, candidates: 1 });
    const small = await findCandidates(root, [], undefined, { ...limits, notebookBytes: 10 });
    const near = await findCandidates(root, [], undefined, { ...limits, entries: 1 });

    expect(few).toHaveLength(1);
    expect(small.map(({ kind }) => kind)).toEqual(['artifact']);
    expect(near).toEqual([]);
  });

  it('can be cancelled, and finds nothing in a folder that is not there', async () => {
    const { root } = await project();

    await expect(findCandidates(root, [], AbortSignal.abort())).rejects.toThrow();
    expect(await findCandidates(`${root}/gone`, [])).toEqual([]);
  });
});
