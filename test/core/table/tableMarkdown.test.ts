import { describe, expect, it } from 'vitest';
import { Judgement } from '../../../src/core/table/judgement';
import { TableData } from '../../../src/core/table/tableData';
import { tableMarkdown } from '../../../src/core/table/tableMarkdown';
import { createTableSource } from '../../../src/core/table/tableSource';
import type { Version } from '../../../src/core/model';
import { metric } from '../../support/versionFacts';
import { manyVersions, version } from '../../webview/compare/support/comparedVersions';

function markdown(versions: readonly Version[]): string {
  const source = createTableSource(versions, { required: [], textLimit: null });
  const data = new TableData(source.table);
  data.append(source.chunk(0, versions.length));
  const columns = source.table.columns.flatMap((column, index) =>
    column.group === 'metric' || column.differs ? [index] : [],
  );
  return tableMarkdown(new Judgement(data, { kind: 'first' }), { versions: versions.map((_, row) => row), columns });
}

describe('tableMarkdown', () => {
  it('puts few versions side by side, best bold, changes in brackets, then the reasons', () => {
    const text = markdown([
      version(1, {
        metrics: [metric('roc_auc', 0.9), metric('log_loss', 0.3, { higherIsBetter: false })],
        params: [{ name: 'objective|kind', value: 'a|b' }],
        documentation: { rationale: 'First.', changes: '', impact: '' },
      }),
      version(2, {
        metrics: [metric('roc_auc', 0.925)],
        params: [],
        documentation: { rationale: 'Deeper\n\n- trees', changes: '', impact: '' },
      }),
    ]);

    expect(text).toBe(
      [
        '|  | churn-xgb@v1 (baseline) | churn-xgb@v2 |',
        '| --- | ---: | ---: |',
        '| roc_auc (test) ↑ | 0.900 | **0.925** (+0.025) |',
        '| log_loss (test) ↓ | 0.3 |  |',
        '| objective\\|kind | a\\|b |  |',
        '',
        '**Rationale of churn-xgb@v1**',
        '',
        'First.',
        '',
        '**Rationale of churn-xgb@v2**',
        '',
        'Deeper\n\n- trees',
        '',
      ].join('\n'),
    );
  });

  it('puts many versions below each other', () => {
    const [header, , ...rows] =
      markdown(manyVersions(20, 2, 1))
        .split('\n\n')[0]
        ?.split('\n') ?? [];

    expect(header).toBe('| Version | roc_auc (test) ↑ | f1_macro (val) ↑ | max_depth |');
    expect(rows).toHaveLength(20);
  });
});
