import { defaultConfig } from '../../../src/core/config';
import type { ModelSummary } from '../../../src/core/ledger/versionSummary';
import { metricDirection } from '../../../src/core/metric/catalogue';
import type { Version } from '../../../src/core/model';
import { readCard, type Card, type CardAddress } from '../../../src/server/card/card';
import type { Change, Finding } from '../../../src/server/card/finding';
import type { Surroundings } from '../../../src/server/card/surroundings';
import { version } from '../../support/versions';
import { metric } from '../../support/versionFacts';

/** The draft of churn@v3 as it is opened, its rationale written: nothing is wrong with it. */
export const DRAFT = `---
# Draft of churn@v3, not registered yet. Edit what is wrong, write the reasons below, then register it.
model: churn
source: { kind: notebook, path: notebooks/train.ipynb }
metrics:
  - { name: roc_auc, value: 0.934, split: test, headline: true, cell: 8 }
  - { name: log_loss, value: 0.31, split: test, cell: 8 }
params:
  max_depth: 8 # cell 4
  learning_rate: 0.1 # cell 4
data:
  - data/churn.csv
artifacts:
  - models/churn.pkl
# Anything worth finding again, such as ticket: ML-12.
tags: {}
---

## Rationale

Deeper trees find the contracts that end.

## Changes

Since churn@v2:

- \`max_depth\`: 6 → 8

## Impact

Against churn@v2:

- roc_auc (test): 0.912 → 0.934 (+0.022, better)
- log_loss (test): 0.33 → 0.31 (−0.02, better)
`;

export const VERSIONS: readonly Version[] = [
  version(2, {
    metrics: [metric('roc_auc', 0.912), metric('log_loss', 0.33, { higherIsBetter: false, headline: false })],
    params: [
      { name: 'max_depth', value: 6 },
      { name: 'learning_rate', value: 0.1 },
    ],
    datasets: [{ path: 'data/churn.csv', identity: { kind: 'git', digest: 'c0ffee' } }],
    artifacts: [{ path: 'models/churn.pkl', sha256: 'a'.repeat(64), size: 10, kept: 'store' }],
    documentation: { rationale: 'Trees instead of a line.', changes: 'Another library.', impact: 'Fewer calls.' },
    stage: 'production',
    aliases: ['champion'],
    tags: { ticket: 'ML-7' },
  }),
  version(1, {
    metrics: [metric('roc_auc', 0.88)],
    params: [{ name: 'max_depth', value: 4 }],
    documentation: { rationale: 'A first baseline.', changes: '', impact: '' },
  }),
];

export function surroundings(facts: Partial<Surroundings> = {}): Surroundings {
  return {
    config: defaultConfig(),
    project: 'shop',
    models: [summary('churn', VERSIONS)],
    versions: VERSIONS,
    source: {
      metrics: [
        { ...metric('roc_auc', 0.93412), source: { cell: 7, output: 0, line: 0 }, confidence: 'high' },
        {
          ...metric('log_loss', 0.31, { higherIsBetter: false, headline: false }),
          source: { cell: 7, output: 0, line: 1 },
          confidence: 'high',
        },
        { ...metric('f1', 0.71), source: { cell: 8, output: 0, line: 1 }, confidence: 'high' },
      ],
      params: [
        { name: 'max_depth', value: 8, source: { cell: 3 }, confidence: 'high' },
        { name: 'learning_rate', value: 0.1, source: { cell: 3 }, confidence: 'high' },
        { name: 'n_estimators', value: 300, source: { cell: 3 }, confidence: 'high' },
      ],
      datasets: [{ path: 'data/churn.csv', source: { cell: 1 }, confidence: 'high' }],
      artifacts: [{ path: 'models/churn.pkl', source: { cell: 11 }, confidence: 'high' }],
      numbers: [0.93412, 0.31, 0.71, 42, 0.5512],
    },
    exists: new Map([
      ['notebooks/train.ipynb', true],
      ['data/churn.csv', true],
      ['models/churn.pkl', true],
    ]),
    files: ['data/churn.csv', 'data/regions.csv', 'models/churn.pkl', 'notebooks/train.ipynb'],
    ...facts,
  };
}

export function summary(model: string, versions: readonly Version[]): ModelSummary {
  return {
    model,
    conflicts: 0,
    versions: versions.map((item) => ({
      ...item,
      model,
      documented: true,
      archived: item.archived !== null,
      artifacts: item.artifacts.map(({ path, sha256, size, kept }) => ({ path, sha256, size, kept })),
      framework: item.environment.framework,
      codeCommit: null,
      sourceSha256: null,
      commit: null,
      event: '',
      events: 1,
    })),
  };
}

const ADDRESS: CardAddress = { kind: 'draft', model: 'churn', version: 3 };

export function card(text: string, address: Partial<CardAddress> = {}): Card {
  return readCard(text, { ...ADDRESS, ...address }, (name) => metricDirection(name));
}

/** As an editor applies them: all places are those of the text before. */
export function apply(text: string, changes: readonly Change[]): string {
  const offset = ({ line, character }: Change['place']['start']) =>
    text
      .split('\n')
      .slice(0, line)
      .reduce((sum, item) => sum + item.length + 1, 0) + character;
  return [...changes]
    .map(({ place, text: newText }) => ({ from: offset(place.start), to: offset(place.end), newText }))
    .sort((a, b) => b.from - a.from)
    .reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}

export function codes(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code }) => code);
}
