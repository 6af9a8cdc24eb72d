import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../../support/printedCells';

const row = (tag: string, cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;

const table = (header: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `<table class="dataframe"><thead>${row('th', header)}</thead><tbody>${rows.map((cells) => row('td', cells)).join('')}</tbody></table>`;

describe('readTable', () => {
  it('takes the column "metric" for the names, wherever it stands', () => {
    const html = table(['', 'unique_id', 'metric', 'lgbm', 'lasso'], ['0', 'load', 'mae', '1092.05', '899.97']);

    expect(shownMetrics(inspectCells({ html }))).toEqual(['mae 1092.05 -', 'mae 899.97 - *']);
  });

  it('reads no column that compares the others', () => {
    const html = table(['metric', 'improvement'], ['mae', '2.08'], ['rmse', '2.02']);

    expect(shownMetrics(inspectCells({ html }))).toEqual([]);
  });

  it('takes labels with tabs for no table', () => {
    const text = 'Model:\tALS\nTop K:\t10\nRMSE:\t0.967434\nExplained variance:\t0.265916\n';

    expect(shownMetrics(inspectCells({ stdout: text }))).toEqual([
      'rmse 0.967434 - *',
      'explained_variance 0.265916 - *',
    ]);
  });
});
