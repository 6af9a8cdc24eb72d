import { describe, expect, it } from 'vitest';
import { TableData } from '../../../src/core/table/tableData';
import { createTableSource } from '../../../src/core/table/tableSource';
import { factColumnId, metricColumnId } from '../../../src/core/table/versionTable';
import { manyVersions, storyVersions, version } from '../../webview/compare/support/comparedVersions';

const options = { required: [], textLimit: null } as const;

function load(versions: ReturnType<typeof storyVersions>, chunk: number): TableData {
  const source = createTableSource(versions, options);
  const data = new TableData(source.table);
  while (!data.isComplete) {
    expect(data.append(source.chunk(data.loaded, chunk))).toBe(true);
  }
  return data;
}

describe('createTableSource', () => {
  it.each([1, 2, 7, 1000])('gives the same table in chunks of %i rows', (chunk) => {
    const versions = manyVersions(23, 6, 6);

    const data = load(versions, chunk);

    versions.forEach((expected, row) => {
      expect(data.head(row)).toMatchObject({ id: expected.id, version: expected.version, by: 'Ana Ruiz' });
      expected.metrics.forEach((metric) => {
        const column = data.columnIndex(metricColumnId(metric));
        expect(data.values(column)[row]).toBe(metric.value);
        expect(data.cell(column, row)).toBe(metric.source?.cell);
      });
      expected.params.forEach(({ name, value }) => {
        expect(data.fact(data.columnIndex(factColumnId('param', name)), row)).toBe(value);
      });
    });
  });

  it('tells "not set" from null and from the text "null"', () => {
    const data = load(
      [
        version(1, { params: [{ name: 'depth', value: null }] }),
        version(2, { params: [{ name: 'depth', value: 'null' }] }),
        version(3, { params: [] }),
      ],
      2,
    );
    const column = data.columnIndex('param/depth');

    expect([0, 1, 2].map((row) => data.fact(column, row))).toEqual([null, 'null', undefined]);
    expect(new Set([0, 1, 2].map((row) => data.code(column, row))).size).toBe(3);
  });

  it('says which facts differ', () => {
    const { columns } = createTableSource(storyVersions(3), options).table;

    const differing = columns.flatMap((column) => (column.group !== 'metric' && column.differs ? [column.name] : []));

    expect(differing).toContain('max_depth');
    expect(differing).toContain('early_stopping_rounds');
    expect(differing).not.toContain('random_state');
    expect(differing).not.toContain('data/churn.csv');
  });

  it('shows packages only where they differ', () => {
    const names = createTableSource(storyVersions(3), options).table.columns.map((column) => column.name);

    expect(names).toContain('xgboost');
    expect(names).toContain('python');
    expect(names).not.toContain('pandas');
  });

  it('cuts long documentation to the limit and nothing else', () => {
    const rationale = 'x'.repeat(50);
    const source = createTableSource(
      [version(1, { documentation: { rationale, changes: '', impact: '' }, tags: { note: rationale } })],
      { required: [], textLimit: 20 },
    );
    const data = new TableData(source.table);
    data.append(source.chunk(0, 10));

    expect(data.fact(data.columnIndex('documentation/rationale'), 0)).toBe('x'.repeat(20));
    expect(data.fact(data.columnIndex('tag/note'), 0)).toBe(rationale);
    expect(data.fact(data.columnIndex('documentation/changes'), 0)).toBeUndefined();
  });

  it('puts metrics first, headlines before the others', () => {
    const { columns } = createTableSource(storyVersions(2), options).table;

    expect(columns.slice(0, 3).map((column) => column.name)).toEqual(['roc_auc', 'f1', 'accuracy']);
    expect(columns.map((column) => column.group)).toEqual(
      [...columns]
        .sort((a, b) => Number(b.group === 'metric') - Number(a.group === 'metric'))
        .map(({ group }) => group),
    );
  });
});

describe('TableData', () => {
  it('refuses a chunk that does not continue its rows, and stays as it was', () => {
    const source = createTableSource(storyVersions(5), options);
    const data = new TableData(source.table);

    expect(data.append(source.chunk(2, 2))).toBe(false);
    expect(data.loaded).toBe(0);
    expect(data.append(source.chunk(0, 2))).toBe(true);
    expect(data.append(source.chunk(0, 2))).toBe(false);
    expect(data.append({ ...source.chunk(2, 2), parts: [] })).toBe(false);
    expect(data.loaded).toBe(2);
  });

  it('answers "absent" for rows that have not arrived', () => {
    const source = createTableSource(storyVersions(3), options);
    const data = new TableData(source.table);
    data.append(source.chunk(0, 1));

    expect(data.head(2)).toBeUndefined();
    expect(data.values(0)[2]).toBeNaN();
    expect(data.fact(data.columnIndex('param/max_depth'), 2)).toBeUndefined();
    expect(data.rowOf('nobody')).toBe(-1);
  });
});
