import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/core/config';
import type { CardAddress } from '../../../src/server/card/card';
import { textAt } from '../../../src/server/card/card';
import { cardFindings } from '../../../src/server/card/cardFindings';
import type { Surroundings } from '../../../src/server/card/surroundings';
import { apply, card, codes, DRAFT, surroundings, VERSIONS } from './cardWorld';

interface Case {
  readonly what: string;
  readonly code: string;
  readonly text: string;
  /** What is underlined. */
  readonly marked: string;
  readonly message?: RegExp;
  readonly around?: Partial<Surroundings>;
  readonly address?: Partial<CardAddress>;
  /** Titles of the fixes. */
  readonly fixes: readonly string[];
}

const required = (...fields: string[]) => ({
  config: parseConfig(JSON.stringify({ documentation: { required: fields } })).config,
});
const edit = (from: string, to: string) => {
  expect(DRAFT).toContain(from);
  return DRAFT.replace(from, to);
};
const without = (section: string) => DRAFT.replace(new RegExp(`## ${section}\n[^#]*`), '');
const empty = (section: string) => DRAFT.replace(new RegExp(`(## ${section}\n)[^#]*`), '$1\n');

const CARD = `---
model: churn
version: 2
name: shop_churn_v2_20240612
id: 01ARZ3NDEKTSV4RRFFQ69G5F02
stage: production
aliases:
  - champion
metrics:
  - { name: roc_auc, value: 0.912, split: test, headline: true }
params:
  max_depth: 6
---

# churn@v2

## Rationale

Trees instead of a line.

## Changes

Another library.

## Impact

Fewer calls.
`;
const exported: Partial<CardAddress> = { kind: 'exported', model: null, version: null };

const CASES: readonly Case[] = [
  {
    what: 'a missing rationale',
    code: 'documentation-missing',
    text: empty('Rationale'),
    marked: '## Rationale',
    message: /churn@v3 has no rationale yet/,
    fixes: [],
  },
  {
    what: 'a rationale that is still the hint',
    code: 'documentation-missing',
    text: edit(
      'Deeper trees find the contracts that end.',
      '<!-- Why does this version exist? What did you try, and why is it worth keeping? -->',
    ),
    marked: '## Rationale',
    fixes: [],
  },
  {
    what: 'a rationale without a section',
    code: 'section-missing',
    text: without('Rationale'),
    marked: '---',
    fixes: ['Insert Rationale section'],
  },
  {
    what: 'an impact that the configuration requires',
    code: 'documentation-missing',
    text: empty('Impact'),
    around: required('rationale', 'impact'),
    marked: '## Impact',
    message: /cannot be registered/,
    fixes: ['Write Impact from the facts'],
  },
  {
    what: 'changes that the configuration requires, without a section',
    code: 'section-missing',
    text: without('Changes'),
    around: required('changes'),
    marked: '---',
    fixes: ['Insert Changes section'],
  },
  {
    what: 'the rationale of an earlier version',
    code: 'documentation-copied',
    text: edit('Deeper trees find the contracts that end.', 'Trees instead of a line.'),
    marked: '## Rationale',
    message: /word for word that of churn@v2/,
    fixes: [],
  },
  {
    what: 'the impact of an earlier version',
    code: 'documentation-copied',
    text: DRAFT.replace(/(## Impact\n\n)[^#]*$/, '$1Fewer calls.\n'),
    marked: '## Impact',
    fixes: ['Write Impact from the facts'],
  },
  {
    what: 'a misspelt metric',
    code: 'metric-unknown',
    text: edit('name: roc_auc', 'name: roc_acu'),
    marked: 'roc_acu',
    message: /roc_auc is meant/,
    fixes: ['Change to roc_auc'],
  },
  {
    what: 'a metric under another of its names',
    code: 'metric-unknown',
    text: edit('name: roc_auc', 'name: auroc'),
    marked: 'auroc',
    message: /recorded as roc_auc/,
    fixes: ['Change to roc_auc'],
  },
  {
    what: 'a metric of which nobody knows the direction',
    code: 'metric-direction',
    text: edit('  - { name: log_loss', '  - { name: uplift, value: 42 }\n  - { name: log_loss'),
    marked: 'uplift',
    fixes: ['Say that higher is better', 'Say that lower is better'],
  },
  {
    what: 'a metric given twice with one value',
    code: 'metric-duplicate',
    text: edit('params:', '  - { name: log_loss, value: 0.31, split: test }\nparams:'),
    marked: '{ name: log_loss, value: 0.31, split: test }',
    fixes: ['Remove this line (0.31)'],
  },
  {
    what: 'a metric given twice with two values',
    code: 'metric-duplicate',
    text: edit('params:', '  - { name: log_loss, value: 0.32, split: test }\nparams:'),
    marked: '{ name: log_loss, value: 0.32, split: test }',
    fixes: ['Remove this line (0.32)', 'Remove the other line (0.31)'],
  },
  {
    what: 'a value that the notebook has otherwise',
    code: 'value-differs',
    text: edit('value: 0.934', 'value: 0.943'),
    marked: '0.943',
    message: /train\.ipynb says roc_auc \(test\) is 0\.93412 \(cell 8\), not 0\.943/,
    fixes: ['Take 0.93412 from the notebook (cell 8)', 'Remove roc_auc from the draft'],
  },
  {
    what: 'a value that the notebook shows nowhere',
    code: 'value-not-found',
    text: edit('name: log_loss, value: 0.31', 'name: mcc, value: 0.77'),
    marked: '0.77',
    fixes: ['Remove mcc from the draft'],
  },
  {
    what: 'a value that another cell prints now',
    code: 'cell-moved',
    text: edit('headline: true, cell: 8', 'headline: true, cell: 7'),
    marked: '7',
    fixes: ['Change to cell 8'],
  },
  {
    what: 'a parameter that the notebook sets otherwise',
    code: 'param-differs',
    text: edit('max_depth: 8 # cell 4', 'max_depth: 9 # cell 4'),
    marked: '9',
    message: /sets max_depth to 8 \(cell 4\), not to 9/,
    fixes: ['Take 8 from the notebook (cell 4)'],
  },
  {
    what: 'a dataset that is not there',
    code: 'dataset-missing',
    text: edit('- data/churn.csv', '- data/chrn.csv'),
    around: { exists: new Map([['data/chrn.csv', false]]) },
    marked: 'data/chrn.csv',
    fixes: ['Change to data/churn.csv', 'Remove this path'],
  },
  {
    what: 'a dataset in another folder',
    code: 'dataset-missing',
    text: edit('- data/churn.csv', '- raw/regions.csv'),
    around: { exists: new Map([['raw/regions.csv', false]]) },
    marked: 'raw/regions.csv',
    fixes: ['Change to data/regions.csv', 'Remove this path'],
  },
  {
    what: 'a model file that is not there',
    code: 'artifact-missing',
    text: edit('- models/churn.pkl', '- models/churns.pkl'),
    around: { exists: new Map([['models/churns.pkl', false]]) },
    marked: 'models/churns.pkl',
    fixes: ['Change to models/churn.pkl', 'Remove this path'],
  },
  {
    what: 'a dataset named twice',
    code: 'path-duplicate',
    text: edit('artifacts:', '  - data/churn.csv\nartifacts:'),
    marked: 'data/churn.csv',
    fixes: ['Remove this line'],
  },
  {
    what: 'a source that is not there',
    code: 'source-missing',
    text: edit('notebooks/train.ipynb', 'notebooks/trian.ipynb'),
    around: { exists: new Map([['notebooks/trian.ipynb', false]]), source: null },
    marked: 'notebooks/trian.ipynb',
    fixes: ['Change to notebooks/train.ipynb'],
  },
  {
    what: 'a misspelt model',
    code: 'model-unknown',
    text: edit('model: churn\n', 'model: chrun\n'),
    marked: 'chrun',
    message: /churn is meant/,
    fixes: ['Change to churn'],
  },
  {
    what: 'a name that cannot be one of a model',
    code: 'model-name',
    text: edit('model: churn\n', 'model: churn model!\n'),
    marked: 'churn model!',
    fixes: ['Name the model churn-model'],
  },
  {
    what: 'a draft without a model',
    code: 'model-name',
    text: edit('model: churn\n', ''),
    marked: '# Draft of churn@v3, not registered yet. Edit what is wrong, write the reasons below, then register it.',
    fixes: ['Name the model churn'],
  },
  {
    what: 'a name that breaks the pattern',
    code: 'name-pattern',
    text: edit('model: churn\n', 'model: churn\nname: best one\n'),
    marked: 'best one',
    message: /does not follow the naming pattern \{project\}_\{model\}_v\{version\}_\{date\}/,
    fixes: ['Change to shop_churn_v3_20240613'],
  },
  {
    what: 'a changed parameter that no text mentions',
    code: 'fact-undocumented',
    text: edit('- `max_depth`: 6 → 8\n', ''),
    marked: 'max_depth',
    message: /max_depth was 6 in churn@v2, and no text says so/,
    fixes: ['Add to Changes: `max_depth`: 6 → 8'],
  },
  {
    what: 'a changed parameter in a draft without Changes',
    code: 'fact-undocumented',
    text: without('Changes'),
    marked: 'max_depth',
    fixes: ['Add to Changes: `max_depth`: 6 → 8'],
  },
  {
    what: 'a parameter that is gone, unmentioned',
    code: 'fact-undocumented',
    text: edit('  learning_rate: 0.1 # cell 4\n', ''),
    marked: 'params',
    message: /learning_rate is no longer set \(was 0\.1 in churn@v2\)/,
    fixes: ['Add to Changes: `learning_rate` no longer set (was 0.1)'],
  },
  {
    what: 'a new parameter, unmentioned',
    code: 'fact-undocumented',
    text: edit('  learning_rate', '  subsample: 0.5\n  learning_rate'),
    marked: 'subsample',
    message: /subsample is new since churn@v2/,
    fixes: ['Add to Changes: `subsample` set to 0.5'],
  },
  {
    what: 'a new dataset, unmentioned',
    code: 'fact-undocumented',
    text: edit('artifacts:', '  - data/regions.csv\nartifacts:'),
    marked: 'data/regions.csv',
    fixes: ['Add to Changes: data added: `data/regions.csv`'],
  },
  {
    what: 'a metric that moved, unmentioned',
    code: 'fact-undocumented',
    text: edit('- roc_auc (test): 0.912 → 0.934 (+0.022, better)\n', ''),
    marked: '0.934',
    message: /roc_auc \(test\) was 0\.912 in churn@v2/,
    fixes: ['Add to Impact: roc_auc (test): 0.912 → 0.934 (+0.022, better)'],
  },
  {
    what: 'an impact that says another value',
    code: 'impact-outdated',
    text: edit('0.912 → 0.934 (+0.022, better)', '0.912 → 0.92 (+0.008, better)'),
    marked: '- roc_auc (test): 0.912 → 0.92 (+0.008, better)',
    fixes: ['Change to roc_auc (test): 0.912 → 0.934 (+0.022, better)'],
  },
  {
    what: 'a text without front matter',
    code: 'front-matter-missing',
    text: '## Rationale\n\nBecause.\n',
    marked: '',
    fixes: ['Insert front matter'],
  },
  {
    what: 'a key given twice',
    code: 'front-matter-unreadable',
    text: edit('data:', '  max_depth: 9\ndata:'),
    marked: 'max_depth',
    fixes: ['Remove this line'],
  },
  {
    what: 'tabs',
    code: 'front-matter-unreadable',
    text: edit('  max_depth', '\tmax_depth'),
    marked: '',
    fixes: ['Indent with spaces'],
  },
  {
    what: 'a misspelt kind of source',
    code: 'source-unclear',
    text: edit('kind: notebook', 'kind: notbook'),
    marked: '{ kind: notbook, path: notebooks/train.ipynb }',
    fixes: ['Change to notebook'],
  },
  {
    what: 'a misspelt field of a metric',
    code: 'metric-unclear',
    text: edit('split: test, headline', 'splitt: test, headline'),
    marked: '{ name: roc_auc, value: 0.934, splitt: test, headline: true, cell: 8 }',
    fixes: ['Change to split', 'Remove this line'],
  },
  {
    what: 'a direction that is none',
    code: 'metric-unclear',
    text: edit('headline: true, cell: 8', 'better: up'),
    marked: '{ name: roc_auc, value: 0.934, split: test, better: up }',
    fixes: ['Change to better: higher', 'Change to better: lower', 'Change to better: unknown', 'Remove this line'],
  },
  {
    what: 'a value that is no number',
    code: 'metric-unclear',
    text: edit('value: 0.934', 'value: high'),
    marked: '{ name: roc_auc, value: high, split: test, headline: true, cell: 8 }',
    fixes: ['Take 0.93412 from the notebook', 'Remove this line'],
  },
  {
    what: 'a misspelt key',
    code: 'field-unknown',
    text: edit('artifacts:', 'artefacts:'),
    marked: 'artefacts',
    fixes: ['Change to artifacts'],
  },
  {
    what: 'a key of its own',
    code: 'field-unknown',
    text: edit('tags: {}', 'ticket: ML-12\ntags: {}'),
    marked: 'ticket',
    fixes: ['Move to tags'],
  },
  {
    what: 'a key of its own beside tags',
    code: 'field-unknown',
    text: edit('tags: {}', 'tags:\n  team: a\nticket: ML-12'),
    marked: 'ticket',
    fixes: ['Move to tags'],
  },
  {
    what: 'a path that is none',
    code: 'path-expected',
    text: edit('- data/churn.csv', '- [a]'),
    marked: '[a]',
    fixes: ['Remove this line'],
  },
  {
    what: 'a value that was not registered, in an exported card',
    code: 'record-differs',
    text: CARD.replace('0.912', '0.99'),
    address: exported,
    marked: '0.99',
    message: /churn@v2 is registered with roc_auc \(test\) 0\.912, not 0\.99/,
    fixes: ['Change to 0.912'],
  },
  {
    what: 'a parameter that was not registered, in an exported card',
    code: 'record-differs',
    text: CARD.replace('max_depth: 6', 'max_depth: 7'),
    address: exported,
    marked: '7',
    fixes: ['Change to 6'],
  },
  {
    what: 'a name that was not registered, in an exported card',
    code: 'name-differs',
    text: CARD.replace('shop_churn_v2_20240612', 'best'),
    address: exported,
    marked: 'best',
    fixes: ['Change to shop_churn_v2_20240612'],
  },
  {
    what: 'a stage that there is not',
    code: 'stage-unknown',
    text: CARD.replace('stage: production', 'stage: prod'),
    address: exported,
    marked: 'prod',
    fixes: ['Change to production'],
  },
  {
    what: 'a stage that the version has left',
    code: 'stage-differs',
    text: CARD.replace('stage: production', 'stage: staging'),
    address: exported,
    marked: 'staging',
    fixes: ['Change to production'],
  },
  {
    what: 'an alias of another version',
    code: 'alias-unknown',
    text: CARD.replace('aliases:\n  - champion', 'aliases: [ champion, challenger ]'),
    address: exported,
    marked: '[ champion, challenger ]',
    fixes: ['Change to champion'],
  },
  {
    what: 'a rationale that was written after the card was exported',
    code: 'documentation-outdated',
    text: CARD.replace('Trees instead of a line.\n', ''),
    address: exported,
    marked: '## Rationale',
    fixes: ['Take Rationale from the ledger'],
  },
  {
    what: 'changes that were written after the card was exported',
    code: 'documentation-outdated',
    text: CARD.replace('## Changes\n\nAnother library.\n', ''),
    address: exported,
    marked: '---',
    fixes: ['Take Changes from the ledger'],
  },
  {
    what: 'a version that there is not',
    code: 'version-unknown',
    text: CARD.replace('version: 2', 'version: 9'),
    address: exported,
    marked: '9',
    fixes: ['Change to 2'],
  },
  {
    what: 'documentation without a rationale',
    code: 'documentation-missing',
    text: '# churn@v2\n\n## Rationale\n\n## Changes\n\n## Impact\n',
    address: { kind: 'documentation', version: 2 },
    marked: '## Rationale',
    fixes: [],
  },
  {
    what: 'documentation without the section',
    code: 'section-missing',
    text: '# churn@v2\n\n## Impact\n\nMore.\n',
    address: { kind: 'documentation', version: 2 },
    marked: '# churn@v2',
    fixes: ['Insert Rationale section'],
  },
];

describe('cardFindings', () => {
  it('finds nothing in a draft that is well', () => {
    expect(cardFindings(card(DRAFT), surroundings())).toEqual([]);
    expect(cardFindings(card(DRAFT.replaceAll('\n', '\r\n')), surroundings())).toEqual([]);
  });

  it('finds nothing in a card as it was exported', () => {
    expect(cardFindings(card(CARD, exported), surroundings())).toEqual([]);
  });

  it.each(CASES)('finds $what', ({ code, text, around, address, marked, message, fixes }) => {
    const found = cardFindings(card(text, address), surroundings(around));

    const finding = found.find((candidate) => candidate.code === code);
    expect(codes(found)).toContain(code);
    expect(finding === undefined ? null : textAt(text.split('\n'), finding.place)).toBe(marked);
    expect(finding?.message).toMatch(message ?? /^\S.*\.$/s);
    expect(finding?.message).toMatch(/\.$/);
    expect(finding?.fixes.map(({ title }) => title)).toEqual(fixes);
  });

  const fixed = CASES.flatMap((item) => item.fixes.map((title) => ({ ...item, title })));

  it.each(fixed)('mends $what: $title', ({ code, text, around, address, title, marked }) => {
    const before = cardFindings(card(text, address), surroundings(around));
    const finding = before.find((candidate) => candidate.code === code);
    const fix = finding?.fixes.find((candidate) => candidate.title === title);

    const mended = apply(text, fix?.changes ?? []);

    const after = cardFindings(card(mended, address), surroundings(around));
    const same = after.filter((other) => other.code === code && textAt(mended.split('\n'), other.place) === marked);
    expect(mended).not.toBe(text);
    expect(same).toEqual([]);
    // Mending one thing breaks nothing else: at most the next question is asked, and the fact that is gone is missed.
    const known = [
      'documentation-missing',
      'fact-undocumented',
      'metric-duplicate',
      'cell-moved',
      'impact-outdated',
      'front-matter-unreadable',
    ];
    expect(codes(after).filter((other) => !codes(before).includes(other) && !known.includes(other))).toEqual([]);
  });

  it.each([
    ['rounded', 'value: 0.93'],
    ['cut off', 'value: 0.9341'],
    ['whole', 'value: 0.93412'],
  ])('takes a value that is %s for that of the notebook', (_, written) => {
    const found = cardFindings(card(edit('value: 0.934', written)), surroundings());

    expect(codes(found).filter((code) => code.startsWith('value'))).toEqual([]);
  });

  it('does not doubt a value that the notebook shows under no known name', () => {
    const text = edit('  - { name: log_loss', '  - { name: mcc, value: 0.551, split: test }\n  - { name: log_loss');

    expect(codes(cardFindings(card(text), surroundings()))).not.toContain('value-not-found');
  });

  it('does not hold a metric of another file against the notebook', () => {
    const text = edit(
      'value: 0.934, split: test, headline: true, cell: 8',
      'value: 0.7, split: test, in: metrics.json',
    );

    expect(codes(cardFindings(card(text), surroundings()))).not.toContain('value-differs');
  });

  it.each(['data/*.csv', 'data/{year}.csv', 'glue/mrpc'])('takes %s for no path', (path) => {
    const { source } = surroundings();
    const named = { path: 'notebooks/glue/mrpc', source: { cell: 2 }, confidence: 'high' } as const;
    const around = surroundings({
      exists: new Map([[path, false]]),
      source: source === null ? null : { ...source, datasets: [named] },
    });

    const found = cardFindings(card(edit('- data/churn.csv', `- "${path}"`)), around);

    expect(codes(found)).not.toContain('dataset-missing');
  });

  it('accepts metrics that the team, the model or the notebook knows', () => {
    const text = edit('  - { name: log_loss', '  - { name: profitt, value: 0.71 }\n  - { name: log_loss');
    const { config } = parseConfig('{"metrics":{"profitt":{"higherIsBetter":true}}}');

    expect(
      codes(cardFindings(card(text), surroundings({ config }))).filter((code) => code.startsWith('metric')),
    ).toEqual([]);
  });

  it('asks for no mention of what a text sums up', () => {
    const text = edit('- `max_depth`: 6 → 8\n', '- and 12 more parameters\n');

    expect(codes(cardFindings(card(text), surroundings()))).not.toContain('fact-undocumented');
  });

  it.each(['Max depth is 8 now.', 'We raised `max-depth`.', 'MAX_DEPTH went up.'])(
    'sees that "%s" mentions a parameter',
    (words) => {
      const text = edit('- `max_depth`: 6 → 8\n', `${words}\n`);

      expect(codes(cardFindings(card(text), surroundings()))).not.toContain('fact-undocumented');
    },
  );

  it('asks the first version for no comparison', () => {
    const around = surroundings({ versions: [], models: [] });

    expect(codes(cardFindings(card(DRAFT), around))).toEqual([]);
  });

  it('asks only for what the configuration requires', () => {
    const found = cardFindings(card(empty('Rationale')), surroundings(required('impact')));

    expect(codes(found)).toEqual([]);
  });

  it('says nothing of a card that nobody can edit', () => {
    expect(cardFindings(card('# churn@v2\n', { kind: 'shown', version: 2 }), surroundings())).toEqual([]);
  });

  it('says what keeps a draft from being registered first', () => {
    const found = cardFindings(
      card(empty('Rationale')),
      surroundings({ ...required('rationale'), exists: new Map([['data/churn.csv', false]]) }),
    );

    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('sums up what is gone, and offers to add everything at once', () => {
    const [newest, ...rest] = VERSIONS;
    const versions = [
      { ...newest, params: ['a_rate', 'b_rate', 'c_rate'].map((name) => ({ name, value: 1 })) },
      ...rest,
    ] as typeof VERSIONS;
    const text = edit('- `max_depth`: 6 → 8\n', '');

    const found = cardFindings(card(text), surroundings({ versions })).filter(
      ({ code }) => code === 'fact-undocumented',
    );

    expect(found.map(({ message }) => message)).toEqual([
      'a_rate is no longer set (was 1 in churn@v2), nor are 2 other parameters there any more, and no text says so. Mention it in Changes.',
      'max_depth is new since churn@v2, and no text says so. Mention it in Changes.',
      'learning_rate is new since churn@v2, and no text says so. Mention it in Changes.',
    ]);
    const all = found[0]?.fixes.find(({ title }) => title.includes('all'));
    expect(all?.title).toBe('Add to Changes all 5 changes that no text mentions');
    const mended = apply(text, all?.changes ?? []);
    expect(codes(cardFindings(card(mended), surroundings({ versions })))).toEqual([]);
  });

  it('never throws, and points into the text, whatever is typed', () => {
    const lines = DRAFT.split('\n');
    for (let cut = 0; cut < DRAFT.length; cut += 7) {
      const text = DRAFT.slice(0, cut);
      for (const { place } of cardFindings(card(text), surroundings())) {
        expect(place.start.line).toBeLessThan(text.split('\n').length);
      }
    }
    for (let line = 0; line < lines.length; line += 1) {
      const text = lines.toSpliced(line, 1).join('\n');
      expect(Array.isArray(cardFindings(card(text), surroundings()))).toBe(true);
    }
  });

  it('follows the version that the numbers follow', () => {
    const around = surroundings({ versions: VERSIONS.toReversed() });

    expect(cardFindings(card(DRAFT), around)).toEqual([]);
  });
});
