import { describe, expect, it } from 'vitest';
import { completeConfig } from '../../../src/server/config/completeConfig';
import { diagnoseConfig } from '../../../src/server/config/diagnoseConfig';
import { fixConfig } from '../../../src/server/config/fixConfig';
import { hoverConfig } from '../../../src/server/config/hoverConfig';
import { metric } from '../../support/versionFacts';
import { snapshotOf, subjectOf, versionOfModel } from '../support/snapshots';

const snapshot = snapshotOf([
  versionOfModel('churn', 1, { metrics: [metric('roc_auc', 0.9), metric('uplift', 3)] }),
  versionOfModel('churn', 2, { metrics: [metric('roc_auc', 0.934)], stage: 'canary' }),
]);

describe('diagnoseConfig', () => {
  it.each([
    ['{ "metrics": { "roc_acu": {} } }', '"roc_acu"', 'No version has a metric roc_acu. Did you mean roc_auc?'],
    [
      '{ "metrics": { "auroc": {} } }',
      '"auroc"',
      'auroc is recorded as roc_auc: under this name nothing is configured.',
    ],
    ['{ "metrics": { "revenue": {} } }', '"revenue"', 'No version has a metric revenue.'],
    [
      '{ "metrics": { "roc_auc": { "higherIsBeter": true } } }',
      '"higherIsBeter"',
      'higherIsBeter is no key of the configuration. Did you mean higherIsBetter?',
    ],
    ['{ "stagse": [] }', '"stagse"', 'stagse is no key of the configuration. Did you mean stages?'],
    [
      '{ "naming": { "pattern": "{model}" } }',
      '"{model}"',
      'The naming pattern {model} would give two versions the same name. Add {version}, or both {date} and {time}.',
    ],
    [
      '{ "stages": ["none", "production"] }',
      '["none", "production"]',
      'The list lacks the stage canary, in which churn@v2 is.',
    ],
    ['{ "stages": ["none", "canary", "none"] }', '"none"', 'The stage none is listed twice.'],
  ])('says of %s', (text, at, message) => {
    const found = diagnose(text);

    expect(found.map(({ message: words }) => words)).toEqual([message]);
    expect(found.map(({ range }) => text.slice(range.start.character, range.end.character))).toEqual([at]);
  });

  it('says that a faulty value keeps the whole file from being used', () => {
    const text = '{ "documentation": { "required": ["rational"] } }';

    expect(diagnose(text)).toMatchObject([
      {
        code: 'config-invalid',
        severity: 1,
        range: { start: { character: 34 }, end: { character: 44 } },
        message: expect.stringMatching(
          /Did you mean rationale\? Until this is mended the defaults are used/,
        ) as unknown,
      },
    ]);
  });

  it.each(['', '{', '{ "metrics": { "roc_auc": { "headline": true }, "f1": {}, "uplift": {} } }', '{ "mine": 1 }'])(
    'has nothing to say about %s',
    (text) => {
      expect(diagnose(text)).toEqual([]);
    },
  );

  it('carries its fix', () => {
    const subject = subjectOf(snapshot, URI, 'json', '{ "metrics": { "roc_acu": {} } }');
    const [action] = fixConfig(subject, diagnoseConfig(subject));

    expect(action).toMatchObject({
      title: 'Change to roc_auc',
      edit: {
        changes: { [URI]: [{ newText: '"roc_auc"', range: { start: { character: 15 }, end: { character: 24 } } }] },
      },
    });
  });
});

describe('completeConfig', () => {
  it('offers the metrics of the ledger first, then those that are known', () => {
    const items = complete('{ "metrics": { | } }');

    expect(items.slice(0, 2)).toEqual(['"roc_auc"', '"uplift"']);
    expect(items).toContain('"rmse"');
    expect(complete('{ "metrics": { "roc_auc": {}, "u|" } }')).not.toContain('"roc_auc"');
  });

  it('offers the stages in use, and placeholders of the pattern', () => {
    expect(complete('{ "stages": ["none", |] }')).toEqual(['"canary"', '"staging"', '"production"', '"archived"']);
    expect(complete('{ "naming": { "pattern": "x_{|" } }')).toContain('{version}');
    expect(complete('{ "naming": { "pattern": "x_|" } }')).toEqual([]);
    expect(complete('{ "project": "|" }')).toEqual([]);
  });
});

describe('hoverConfig', () => {
  it.each([
    [
      '{ "metrics": { "roc_|auc": {} } }',
      '**roc\\_auc** · higher is better, built in\n\nIn 2 versions, the newest churn@v2 with 0.934.',
    ],
    [
      '{ "metrics": { "up|lift": {} } }',
      '**uplift** · not a built-in metric\n\nIn 1 version, the newest churn@v1 with 3.',
    ],
    ['{ "metrics": { "rms|e": {} } }', '**rmse** · lower is better, built in\n\nNo version has it.'],
    [
      '{ "project": "shop", "naming": { "pattern": "{project}-{mo|del}-{version:000}" } }',
      'churn@v2 would be named `shop-churn-002`',
    ],
    ['{ "stages": ["ca|nary"] }', 'In **canary**: churn@v2'],
  ])('explains %s', (marked, value) => {
    expect(hover(marked)).toBe(value);
  });

  it('is silent elsewhere', () => {
    expect(hover('{ "pro|ject": "x" }')).toBeNull();
    expect(hover('{ "naming": { "pattern": "{mo|del}" } }')).toBeNull();
  });
});

const URI = 'file:///repo/.model-ledger/config.json';

function diagnose(text: string) {
  return diagnoseConfig(subjectOf(snapshot, URI, 'json', text));
}

function complete(marked: string): readonly (string | undefined)[] {
  const subject = subjectOf(snapshot, URI, 'json', marked.replace('|', ''));
  const list = completeConfig(subject, { line: 0, character: marked.indexOf('|') });
  return (list?.items ?? []).map(({ textEdit }) => textEdit?.newText);
}

function hover(marked: string): string | null {
  const subject = subjectOf(snapshot, URI, 'json', marked.replace('|', ''));
  const contents = hoverConfig(subject, { line: 0, character: marked.indexOf('|') })?.contents;
  return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : null;
}
