import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../src/core/capture/capture';
import { defaultConfig } from '../../../src/core/config';
import { draftFromCapture } from '../../../src/core/draft/draftFromCapture';
import { NOTHING_INSPECTED, type Inspection } from '../../../src/core/notebook/inspection';
import { metric, versionFacts } from '../../support/versionFacts';

function capture(inspection: Partial<Inspection>, facts: Partial<Capture> = {}): Capture {
  const { source, code, environment } = versionFacts();
  return {
    source,
    inspection: { ...NOTHING_INSPECTED, ...inspection },
    datasets: [],
    artifacts: [],
    evidence: [],
    code,
    environment,
    execution: null,
    warnings: [],
    ...facts,
  };
}

function draft(from: Capture, config = defaultConfig()) {
  return draftFromCapture({ capture: from, model: 'churn', previous: null, config });
}

const sure = { source: { cell: 3 }, confidence: 'high' } as const;
const unsure = { source: { cell: 3 }, confidence: 'low' } as const;

describe('draftFromCapture', () => {
  it('offers what the reader was not sure of apart', () => {
    const { metrics, uncertain } = draft(
      capture({
        metrics: [
          { ...metric('f1', 0.5), ...sure },
          { ...metric('r2', 0.1), ...unsure },
        ],
      }),
    );

    expect(metrics).toEqual([{ ...metric('f1', 0.5), source: { cell: 3 } }]);
    expect(uncertain).toEqual([{ ...metric('r2', 0.1), source: { cell: 3 } }]);
  });

  it('judges a version by one evaluation, and records what could as well be the result beside it', () => {
    const metrics = [
      { ...metric('f1', 0.71), model: 'SVC', ...sure, isSecondOpinion: true },
      { ...metric('f1', 0.69), model: 'Ridge', ...sure },
    ];

    expect(draft(capture({ metrics })).metrics).toEqual([
      { ...metric('f1', 0.69), model: 'Ridge', source: { cell: 3 }, headline: true },
      { ...metric('f1', 0.71), model: 'SVC', source: { cell: 3 }, headline: false },
    ]);
  });

  it('begins with the headline, and keeps the order of the notebook otherwise', () => {
    const names = (values: readonly { readonly name: string }[]) => values.map(({ name }) => name);
    const metrics = ['loss', 'mae', 'roc_auc', 'f1'].map((name, at) => ({
      ...metric(name, 0.1 * at),
      headline: at >= 2,
      ...sure,
    }));

    expect(names(draft(capture({ metrics })).metrics)).toEqual(['roc_auc', 'f1', 'loss', 'mae']);
  });

  it('says a score once that a report repeats rounded', () => {
    const metrics = [0.8617, 0.86].map((value) => ({ ...metric('accuracy', value), ...sure }));

    expect(draft(capture({ metrics })).metrics).toMatchObject([{ value: 0.8617, headline: true }]);
  });

  it('takes the last value of a parameter, at its first place, and none that is not sure', () => {
    const params = [
      { name: 'depth', value: 4, ...sure },
      { name: 'seed', value: 7, ...sure },
      { name: 'depth', value: 6, ...sure },
      { name: 'guess', value: 1, ...unsure },
      { name: 'eps', value: NaN, ...sure },
    ];

    expect(draft(capture({ params })).params.map(({ name, value }) => [name, value])).toEqual([
      ['depth', 6],
      ['seed', 7],
      ['eps', 'NaN'],
    ]);
  });

  it('names only artifacts that are there', () => {
    const artifacts = [
      { path: 'churn.pkl', size: 5, modifiedAt: 0, confidence: 'high' },
      { path: 'gone.pkl', size: null, modifiedAt: null, confidence: 'high' },
      { path: 'guess.pkl', size: 5, modifiedAt: 0, confidence: 'low' },
    ] as const;

    expect(draft(capture({}, { artifacts })).artifacts).toEqual(['churn.pkl']);
  });

  it('leaves the reasons to the person', () => {
    const { documentation } = draft(capture({ metrics: [{ ...metric('f1', 0.5), ...sure }] }));

    expect(documentation).toEqual({ rationale: '', changes: '', impact: 'First version.\n\n- f1 (test): 0.5' });
  });
});
