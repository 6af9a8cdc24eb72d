import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, difference } from '../../src/core/compare';
import { metric } from '../support/versionFacts';
import { version } from '../support/versions';

describe('compareVersions', () => {
  it('lays metrics side by side with the best, the delta and the headlines first', () => {
    const { metrics, baseline, versions } = compareVersions([
      version(1, {
        metrics: [metric('log_loss', 0.3, { higherIsBetter: false, headline: false }), metric('roc_auc', 0.912)],
      }),
      version(2, {
        metrics: [metric('roc_auc', 0.934), metric('log_loss', 0.25, { higherIsBetter: false, headline: false })],
      }),
      version(3, { metrics: [metric('roc_auc', 0.92)] }),
    ]);

    expect(baseline).toBe(0);
    expect(versions.map(({ reference }) => reference)).toEqual(['churn@v1', 'churn@v2', 'churn@v3']);
    expect(metrics).toMatchObject([
      {
        name: 'roc_auc',
        split: 'test',
        values: [0.912, 0.934, 0.92],
        best: 1,
        delta: 0.008,
        deltas: [0, 0.022, 0.008],
      },
      { name: 'log_loss', split: 'test', values: [0.3, 0.25, null], best: 1, delta: null, deltas: [0, -0.05, null] },
    ]);
  });

  it('counts from another baseline, and clamps one that is not there', () => {
    const versions = [version(1, { metrics: [metric('f1', 0.5)] }), version(2, { metrics: [metric('f1', 0.7)] })];

    expect(compareVersions(versions, 1).metrics[0]).toMatchObject({ delta: -0.2, deltas: [-0.2, 0] });
    expect(compareVersions(versions, 9).baseline).toBe(1);
  });

  it('calls none best where values are equal or the direction is unknown', () => {
    const { metrics } = compareVersions([
      version(1, { metrics: [metric('f1', 0.5), metric('temperature', 1, { higherIsBetter: null })] }),
      version(2, { metrics: [metric('f1', 0.5), metric('temperature', 2, { higherIsBetter: null })] }),
    ]);

    expect(metrics.map(({ best }) => best)).toEqual([null, null]);
  });

  it('compares the final models of two versions, whatever they are called', () => {
    const { metrics } = compareVersions([
      version(1, {
        metrics: [
          metric('roc_auc', 0.8, { model: 'LogisticRegression', headline: false }),
          metric('roc_auc', 0.9, { model: 'XGBClassifier' }),
        ],
      }),
      version(2, { metrics: [metric('roc_auc', 0.95, { model: 'LGBMClassifier' })] }),
    ]);

    expect(metrics.map(({ model, values }) => [model, values])).toEqual([
      [null, [0.9, 0.95]],
      ['LogisticRegression', [0.8, null]],
    ]);
  });

  it('keeps splits apart', () => {
    const { metrics } = compareVersions([
      version(1, { metrics: [metric('f1', 0.9, { split: 'train' }), metric('f1', 0.8)] }),
      version(2, { metrics: [metric('f1', 0.85)] }),
    ]);

    expect(metrics.map(({ split, values }) => [split, values])).toEqual([
      ['train', [0.9, null]],
      ['test', [0.8, 0.85]],
    ]);
  });

  it('shows only the params, data, code and packages that differ', () => {
    const environment = { framework: ['xgboost'], kernel: null, language: 'python', python: '3.11.7' };
    const dataset = { path: 'churn.csv', identity: { kind: 'git', digest: 'aaa' } } as const;
    const comparison = compareVersions([
      version(1, {
        params: [
          { name: 'depth', value: 4 },
          { name: 'seed', value: 7 },
          { name: 'eta', value: null },
        ],
        datasets: [dataset],
        environment: { ...environment, packages: { xgboost: '2.0.3', pandas: '2.2.0' } },
      }),
      version(2, {
        params: [
          { name: 'depth', value: '4' },
          { name: 'seed', value: 7 },
        ],
        datasets: [{ ...dataset, identity: { kind: 'dvc', digest: 'bbb', pointer: 'churn.csv.dvc' } }],
        environment: { ...environment, packages: { xgboost: '2.1.0', pandas: '2.2.0' } },
      }),
    ]);

    expect(comparison.params).toEqual([
      { name: 'depth', values: [4, '4'], set: [true, true] },
      { name: 'eta', values: [null, null], set: [true, false] },
    ]);
    expect(comparison.data).toEqual([{ name: 'churn.csv', values: ['git:aaa', 'dvc:bbb'] }]);
    expect(comparison.code).toEqual([]);
    expect(comparison.environment).toEqual([{ name: 'xgboost', values: ['2.0.3', '2.1.0'] }]);
  });

  it('needs two versions', () => {
    expect(() => compareVersions([version(1)])).toThrow(expect.objectContaining({ code: 'nothing-to-compare' }));
  });

  it('never calls a worse value best', () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1));
    fc.assert(
      fc.property(
        fc.array(fc.option(value), { minLength: 2, maxLength: 6 }),
        fc.boolean(),
        (values, higherIsBetter) => {
          const versions = values.map((each, index) =>
            version(index + 1, { metrics: each === null ? [] : [metric('m', each, { higherIsBetter })] }),
          );

          const found = compareVersions(versions).metrics[0];

          const known = values.filter((each) => each !== null);
          const best = higherIsBetter ? Math.max(...known) : Math.min(...known);
          expect(found?.best === null || found?.best === undefined || values[found.best] === best).toBe(true);
        },
      ),
    );
  });
});

describe('difference', () => {
  it.each([
    [0.934, 0.912, 0.022],
    [0.3, 0.1 + 0.2, 0],
    [1e-9, 3e-9, -2e-9],
    [1e300, -1e300, 2e300],
    [5e-324, 0, 5e-324],
  ])('of %d and %d is %d', (value, from, expected) => {
    expect(difference(value, from)).toBe(expected);
  });
});
