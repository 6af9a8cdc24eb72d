import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleWorkspace, sampleFolder } from '../scripts/sample/createWorkspace.mjs';
import { Ledger } from '../src/core/io/ledger/ledger';
import type { Version } from '../src/core/model';
import { inspectNotebook } from '../src/core/notebook/inspectNotebook';
import { parseNotebook } from '../src/core/notebook/parseNotebook';

const run = promisify(execFile);
const FORGOTTEN = 'run `npm run build && node scripts/sample/registerVersions.mjs`';

describe('the sample', () => {
  let folder: string;
  let ledger: Ledger;
  let versions: readonly Version[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'model-ledger-sample-'));
    await createSampleWorkspace(folder);
    ledger = Ledger.open(folder);
    ({ versions } = await ledger.model('churn'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('shows two documented versions, the newer one in production', async () => {
    const [summary, ...others] = await ledger.summaries();

    expect(others).toEqual([]);
    expect(
      summary?.versions.map(({ version, documented, stage, aliases }) => ({ version, documented, stage, aliases })),
    )
      // Newest first.
      .toEqual([
        { version: 2, documented: true, stage: 'production', aliases: ['champion'] },
        { version: 1, documented: true, stage: 'none', aliases: [] },
      ]);
  });

  it('has the commits that its registrations name', async () => {
    const commits = await subjects(folder);

    const recorded = versions.map(({ code }) => ({ ...code, subject: commits.get(code.commit ?? '') }));
    expect(recorded, FORGOTTEN).toMatchObject([
      { subject: 'Baseline: logistic regression on every column', branch: 'main', dirty: false, snapshot: null },
      { subject: 'Find leavers with XGBoost and early stopping', branch: 'main', dirty: false, snapshot: null },
    ]);
  });

  it('introduces every registration by a commit of its own', async () => {
    const commits = await subjects(folder);
    const [summary] = await ledger.summaries();

    const introduced = summary?.versions.map(({ version, commit }) => [version, commits.get(commit ?? '')]);
    expect(introduced).toEqual([
      [2, 'Register churn@v2'],
      [1, 'Register churn@v1'],
    ]);
  });

  it('records metrics, params, data, a model file and evidence of each', () => {
    const facts = versions.map((version) => ({
      auc: version.metrics.find(({ name, headline }) => name === 'roc_auc' && headline)?.value,
      hasParams: version.params.length > 2,
      data: version.datasets.map((dataset) => [dataset.path, dataset.identity.kind]),
      artifacts: version.artifacts.map((artifact) => [artifact.path, artifact.kept]),
      plots: version.evidence.filter(({ kind }) => kind === 'plot').length,
    }));

    const data = [['data/churn.csv', 'git']];
    expect(facts, FORGOTTEN).toEqual([
      { auc: 0.8145, hasParams: true, data, artifacts: [['models/churn_logreg.joblib', 'git']], plots: 1 },
      { auc: 0.8485, hasParams: true, data, artifacts: [['models/churn_xgb.json', 'git']], plots: 2 },
    ]);
  });

  it('passes verification', async () => {
    const verification = await ledger.verify();

    expect(verification).toMatchObject({ ok: true, events: 4, problems: [] });
  });

  it('leaves the third training uncommitted, for a new user to register', async () => {
    const { stdout } = await run('git', ['status', '--porcelain'], { cwd: folder });

    expect(stdout.trimEnd().split('\n').toSorted()).toEqual([
      '?? models/churn_hgb.joblib',
      '?? notebooks/03-tuned-gradient-boosting.ipynb',
    ]);
  });

  it('has the same history wherever it is made', async () => {
    const other = await mkdtemp(path.join(os.tmpdir(), 'model-ledger-sample-'));
    try {
      await createSampleWorkspace(other);

      expect([...(await subjects(other))]).toEqual([...(await subjects(folder))]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });

  it('has a third notebook that is read as its author would', async () => {
    const text = await readFile(path.join(folder, 'notebooks/03-tuned-gradient-boosting.ipynb'), 'utf8');

    const { metrics, datasets, artifacts } = inspectNotebook(parseNotebook(text));
    const headline = metrics.filter((metric) => metric.headline).map(({ name, split, value }) => [name, split, value]);
    expect(headline).toEqual([
      ['accuracy', 'test', 0.8125],
      ['f1', 'test', 0.5562],
      ['roc_auc', 'test', 0.8683],
      ['log_loss', 'test', 0.2943],
      ['f1_macro', 'test', 0.72],
      ['f1_weighted', 'test', 0.83],
    ]);
    expect(metrics.map(({ name }) => name)).not.toContain('mse');
    expect(datasets.map((dataset) => dataset.path)).toEqual(['../data/churn.csv']);
    expect(artifacts.map((artifact) => artifact.path)).toEqual(['../models/churn_hgb.joblib']);
  });

  it('names no folder of the machine that ran its notebooks', async () => {
    for (const name of await readdir(path.join(sampleFolder, 'notebooks'))) {
      const text = await readFile(path.join(sampleFolder, 'notebooks', name), 'utf8');

      expect(text, name).not.toMatch(/\/(?:tmp|root|home|Users|work)\//);
    }
  });

  it('stays small', async () => {
    const names = await readdir(folder, { recursive: true });
    const files = names.filter((name) => !name.startsWith('.git') && !name.includes('.cache'));
    const sizes = await Promise.all(files.map(async (name) => (await stat(path.join(folder, name))).size));

    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_500_000);
  });
});

/** Commit id → subject, oldest first. */
async function subjects(repository: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await run('git', ['log', '--reverse', '--format=%H %s'], { cwd: repository });
  return new Map(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, 40), line.slice(41)]),
  );
}
