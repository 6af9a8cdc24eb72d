import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../src/core/model';
import { TableData } from '../../../../src/core/table/tableData';
import { createTableSource } from '../../../../src/core/table/tableSource';
import { filterVersions, sortVersions, VERSION_COLUMN } from '../../../../src/webview/compare/table/versionOrder';
import { metric } from '../../../support/versionFacts';
import { storyVersions, version } from '../support/comparedVersions';

function load(versions: readonly Version[]): TableData {
  const source = createTableSource(versions, { required: [], textLimit: null });
  const data = new TableData(source.table);
  data.append(source.chunk(0, versions.length));
  return data;
}

describe('filterVersions', () => {
  const data = load(storyVersions(5));

  it.each([
    [[], [0, 1, 2, 3, 4]],
    [['staging'], [3]],
    [['champion'], [2]],
    [['jonas'], [2]],
    [['churn-xgb@v5'], [4]],
    [['retention', 'misses'], [2]],
    [['nobody'], []],
    [['2026-09-03'], [1]],
  ])('keeps the versions that contain %j', (words, rows) => {
    expect(filterVersions(data, words)).toEqual(rows);
  });
});

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
    expect(sortVersions(data, rows, { column, descending })).toEqual(order);
  });
});
