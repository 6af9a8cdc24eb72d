import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownCode, markdownTable, markdownText } from '../../../src/core/card/markdown';
import { parseDraft } from '../../../src/core/card/parseDraft';
import { renderCard } from '../../../src/core/card/renderCard';
import { metric } from '../../support/versionFacts';
import { version } from '../../support/versions';

const plot = { kind: 'plot', name: 'cell-3-0.png', mime: 'image/png', sha256: 'a'.repeat(64), size: 2048 } as const;
const full = version(4, {
  stage: 'production',
  stagedAt: '2024-06-20T10:00:00.000Z',
  aliases: ['champion'],
  metrics: [
    metric('roc_auc', 0.934, { source: { cell: 12 } }),
    metric('rmse', 1.5, { higherIsBetter: false, headline: false }),
  ],
  params: [
    { name: 'max_depth', value: 6 },
    { name: 'note', value: 'a | b' },
  ],
  datasets: [
    {
      path: 'data/churn.csv',
      identity: { kind: 'dvc', digest: 'abc', pointer: 'data/churn.csv.dvc' },
      size: 1_500_000,
    },
  ],
  artifacts: [{ path: 'models/churn.pkl', sha256: 'b'.repeat(64), size: 12, kept: 'store' }],
  evidence: [plot, { ...plot, kind: 'log', name: 'train.log', mime: 'text/plain' }],
  documentation: { rationale: 'Deeper trees.\n\n## Metrics\nMine.', changes: '- depth', impact: '- better' },
  code: { commit: 'c'.repeat(40), branch: 'main', dirty: true, snapshot: 'd'.repeat(40), sourceSha256: null },
  execution: { order: [1], startedAt: null, finishedAt: null, durationMs: 95_000 },
  tags: { ticket: 'ML-12' },
  reviews: [
    {
      at: '2024-06-18T09:00:00.000Z',
      by: { name: 'Grace', email: '' },
      verdict: 'changes-requested',
      comment: 'Why <b>?',
    },
  ],
});

describe('renderCard', () => {
  it('says under an empty heading how it is filled, and reads that back as nothing', () => {
    const card = renderCard({ ...full, documentation: { rationale: 'Deeper trees.', changes: '', impact: '' } });

    expect(card.match(/_Not written yet\. \*\*Edit Documentation\*\*/g)).toHaveLength(2);
    expect(card).not.toMatch(/## (?:Changes|Impact)\n\n(?:##|<!--)/);
    expect(parseDraft(card).draft?.documentation).toEqual({ rationale: 'Deeper trees.', changes: '', impact: '' });
  });

  it('shows everything about a version', () => {
    const card = renderCard(full, {
      previous: version(3, { metrics: [metric('roc_auc', 0.912)] }),
      commit: 'e'.repeat(40),
      evidenceLink: ({ kind }) => (kind === 'plot' ? 'plots/cell 3.png' : null),
    });

    for (const line of [
      '# churn@v4',
      'Deeper trees.',
      '| **roc\\_auc (test)** | 0.934 | 0.912 | +0.022 better |',
      '| rmse (test) | 1.5 |  | new |',
      '| `max_depth` | `6` |',
      '| `note` | `a \\| b` |',
      '| `data/churn.csv` | `dvc:abc` | 1.5 MB |',
      `| \`models/churn.pkl\` | 12 B | the store of this repository | \`${'b'.repeat(64)}\` |`,
      `- Uncommitted changes: kept as \`${'d'.repeat(40)}\``,
      '- Run time of the cells: 1 min 35 s',
      '![cell-3-0.png](<plots/cell 3.png>)',
      '- train.log (log, 2.05 kB)',
      '| `ticket` | ML-12 |',
      '- 2024-06-18 09:00 UTC: changes requested by Grace: Why &lt;b>?',
      '- 2024-06-20 10:00 UTC: moved to production',
    ]) {
      expect(card.split('\n')).toContain(line);
    }
    expect(card).toContain('Registered 2024-06-15 08:30 UTC by Ada, commit `eeeeeeeeee`');
  });

  it('can be read as a draft: the same facts and texts, and nothing of the tables', () => {
    const { draft, problems } = parseDraft(renderCard(full));

    expect(problems).toEqual([]);
    expect(draft).toMatchObject({
      model: 'churn',
      metrics: full.metrics.map(({ name, value, headline }) => ({ name, value, headline })),
      params: full.params,
      data: ['data/churn.csv'],
      artifacts: ['models/churn.pkl'],
      tags: full.tags,
      documentation: full.documentation,
    });
  });

  it('has no empty sections for a version about which little is known', () => {
    const card = renderCard(
      version(1, { metrics: [], params: [], documentation: { rationale: '', changes: '', impact: '' } }),
    );

    expect(card).not.toMatch(/^## (?:Metrics|Parameters|Data|Artifacts|Evidence|Tags)$/m);
    expect(card).toContain('not committed yet');
  });

  it('says when a version is archived or its number is contested', () => {
    const archived = { at: '2024-06-21T00:00:00.000Z', by: { name: 'Ada', email: '' }, reason: 'wrong data' };

    const card = renderCard(version(1, { archived, conflict: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }));

    expect(card).toContain('**Archived**: wrong data');
    expect(card).toContain('**Numbering conflict**');
    expect(card).toContain('- 2024-06-21 00:00 UTC: archived: wrong data');
  });
});

describe('Markdown', () => {
  it('keeps any text inside its cell of a table', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const [, , row = ''] = markdownTable(['a', 'b'], [[markdownCode(text), markdownText(text)]]).split('\n');

        // Three bars that are not escaped: the ends of the row and the one between the cells.
        expect(row.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(3);
      }),
    );
  });

  it.each([
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['', ''],
    ['two\nlines', '`two lines`'],
  ])('writes %j as code', (text, expected) => {
    expect(markdownCode(text)).toBe(expected);
  });
});
