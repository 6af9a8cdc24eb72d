import type { Metric, VersionFacts } from '../../src/core/model';

/** Facts of a small version; what a test is about is given, the rest is filled in. */
export function versionFacts(facts: Partial<VersionFacts> = {}): VersionFacts {
  return {
    source: { kind: 'notebook', path: 'train.ipynb' },
    metrics: [metric('accuracy', 0.9)],
    params: [{ name: 'max_depth', value: 6 }],
    datasets: [],
    artifacts: [],
    evidence: [],
    documentation: { rationale: 'A better model.', changes: '', impact: '' },
    code: { commit: null, branch: null, dirty: false, snapshot: null, sourceSha256: null },
    environment: { framework: ['scikit-learn'], kernel: 'python3', language: 'python', python: '3.11.7' },
    execution: null,
    tags: {},
    ...facts,
  };
}

export function metric(name: string, value: number, more: Partial<Metric> = {}): Metric {
  return { name, value, split: 'test', model: null, higherIsBetter: true, headline: true, ...more };
}
