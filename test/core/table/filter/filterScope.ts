import type { Version } from '../../../../src/core/model';
import type { FilterScope } from '../../../../src/core/table/filter/filterFields';
import { TableData } from '../../../../src/core/table/tableData';
import { createTableSource } from '../../../../src/core/table/tableSource';
import { eventId, version } from '../../../webview/compare/support/comparedVersions';
import { metric } from '../../../support/versionFacts';

/** Four versions: v2 is in production, v3 has no recall and no tag, v4 is undocumented. */
export function filterScope(): FilterScope {
  const documented = { rationale: 'Because of the churners.', changes: '', impact: '' };
  const versions: readonly Version[] = [1, 2, 3, 4].map((number) =>
    version(number, {
      at: `2026-0${number}-15T12:00:00.000Z`,
      stage: number === 2 ? 'production' : number === 3 ? 'staging' : 'none',
      aliases: number === 2 ? ['champion', 'blue'] : [],
      by: { name: number < 3 ? 'Ana Ruiz' : 'Jonas Weber', email: 'a@example.org' },
      metrics: [
        metric('roc_auc', 0.88 + number / 100, { headline: true, split: 'test' }),
        metric('roc_auc', 0.95 + number / 100, { split: 'train' }),
        ...(number === 3 ? [] : [metric('recall', 0.5 + number / 10, { split: 'test' })]),
      ],
      params: [
        { name: 'max_depth', value: 10 - number },
        { name: 'tree method', value: number % 2 === 0 ? 'hist' : 'exact' },
        { name: 'shuffle', value: number > 2 },
        { name: 'stage', value: number },
        { name: 'seed', value: null },
      ],
      datasets: [
        { path: 'data/churn.csv', identity: { kind: 'dvc', digest: `a1b2c3d4e5f6000${number}`, pointer: 'p' } },
      ],
      documentation: number === 4 ? { rationale: '', changes: '', impact: '' } : documented,
      environment: { framework: [], kernel: null, language: null, python: number < 3 ? '3.9.2' : '3.11.7' },
      tags: number === 3 ? {} : { owner: number === 1 ? 'ann' : 'bob' },
    }),
  );
  const source = createTableSource(versions, { required: [], textLimit: null });
  const data = new TableData(source.table);
  data.append(source.chunk(0, versions.length));
  return { data, starred: new Set([eventId(3)]) };
}
