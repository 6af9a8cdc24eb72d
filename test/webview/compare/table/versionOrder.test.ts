import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../src/core/model';
import { TableData } from '../../../../src/core/table/tableData';
import { createTableSource } from '../../../../src/core/table/tableSource';
import { nextSort, sortVersions, VERSION_COLUMN } from '../../../../src/webview/compare/table/versionOrder';
import { metric } from '../../../support/versionFacts';
import { version } from '../support/comparedVersions';

function load(versions: readonly Version[]): TableData {
  const source = createTableSource(versions, { required: [], textLimit: null });
  const data = new TableData(source.table);
  data.append(source.chunk(0, versions.length));
  return data;
}

describe('sortVersions', () => {
  const data = load([
    version(1, { metrics: [metric('f1', 0.5)], params: [{ name: 'depth', value: 10 }] }),
    version(2, { metrics: [], params: [{ name: 'depth', value: 9 }] }),
    version(3, { metrics: [metric('f1', 0.7)], params: [] }),
    version(4, { metrics: [metric('f1', 0.5)], params: [{ name: 'depth', value: 'auto' }] }),
  ]);
  const rows = [0, 1, 2, 3];

  it.each([
    ['metric/f1/test/', true, [2, 0, 3, 1]],
    ['metric/f1/test/', false, [0, 3, 2, 1]],
    ['param/depth', false, [1, 0, 3, 2]],
    ['param/depth', true, [3, 0, 1, 2]],
    [VERSION_COLUMN, true, [3, 2, 1, 0]],
    [VERSION_COLUMN, false, [0, 1, 2, 3]],
    ['metric/gone//', false, [0, 1, 2, 3]],
  ])('by %s, descending %s: %j', (column, descending, order) => {
    expect(sortVersions(data, rows, [{ column, descending }])).toEqual(order);
  });

  it('by a second key where the first one ties', () => {
    const byScore = { column: 'metric/f1/test/', descending: true };

    expect(sortVersions(data, rows, [byScore, { column: VERSION_COLUMN, descending: true }])).toEqual([2, 3, 0, 1]);
    expect(sortVersions(data, rows, [byScore, { column: 'param/depth', descending: true }])).toEqual([2, 3, 0, 1]);
  });
});

describe('nextSort', () => {
  const key = (column: string, descending: boolean) => ({ column, descending });

  it('turns the order of a column round, and starts with the best of another', () => {
    expect(nextSort([], 'f1', false)).toEqual([key('f1', true)]);
    expect(nextSort([key('f1', true)], 'f1', false)).toEqual([key('f1', false)]);
    expect(nextSort([key('f1', true)], 'depth', false)).toEqual([key('depth', true)]);
  });

  it('adds a key, or turns it round where it stands', () => {
    expect(nextSort([key('f1', true)], 'depth', true)).toEqual([key('f1', true), key('depth', true)]);
    expect(nextSort([key('f1', true), key('depth', true)], 'f1', true)).toEqual([key('f1', false), key('depth', true)]);
  });
});
