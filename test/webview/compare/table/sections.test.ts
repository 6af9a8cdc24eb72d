import { describe, expect, it } from 'vitest';
import { createTableSource } from '../../../../src/core/table/tableSource';
import { pinColumn, PLAIN_LAYOUT, showColumns } from '../../../../src/webview/compare/table/columnLayout';
import { buildSections, filterWords, type SectionOptions } from '../../../../src/webview/compare/table/sections';
import { storyVersions } from '../support/comparedVersions';

const { columns } = createTableSource(storyVersions(3), { required: [], textLimit: null }).table;
const options: SectionOptions = {
  onlyDifferences: true,
  collapsed: [],
  words: [],
  canDiffer: true,
  layout: PLAIN_LAYOUT,
  trust: null,
};

function shown(change: Partial<SectionOptions>): Record<string, readonly (string | undefined)[]> {
  return Object.fromEntries(
    buildSections(columns, { ...options, ...change }).map((section) => [
      section.group,
      section.columns.map((index) => columns[index]?.name),
    ]),
  );
}

describe('buildSections', () => {
  it('shows all metrics, and of the rest only what differs', () => {
    const sections = shown({});

    expect(sections['metric']).toHaveLength(9);
    expect(sections['param']).toEqual([
      'max_depth',
      'learning_rate',
      'n_estimators',
      'scale_pos_weight',
      'early_stopping_rounds',
    ]);
    expect(sections['data']).toEqual([]);
  });

  it('shows everything when asked to, or when there is nothing to differ from', () => {
    expect(shown({ onlyDifferences: false })['param']).toHaveLength(10);
    expect(shown({ canDiffer: false })['param']).toHaveLength(10);
  });

  it('says how many differ', () => {
    const summaries = buildSections(columns, options).map(({ title, summary }) => `${title}: ${summary}`);

    expect(summaries).toContain('Params: 5 of 10 differ');
    expect(summaries).toContain('Data: all 2 the same');
    expect(summaries).toContain('Tags: the same');
    expect(summaries).toContain('Metrics: 9');
  });

  it('filters by name, split and group, and leaves out groups without a match', () => {
    expect(shown({ words: filterWords('ROC train') })).toEqual({ metric: ['roc_auc'] });
    expect(Object.keys(shown({ words: filterWords('params rate') }))).toEqual(['param']);
    expect(shown({ words: ['nothing-like-it'] })).toEqual({});
  });

  it('puts pinned columns before all groups and leaves hidden ones out', () => {
    const layout = showColumns(pinColumn(PLAIN_LAYOUT, 'param/max_depth', true), ['param/learning_rate'], false);
    const sections = shown({ layout });

    expect(Object.keys(sections)[0]).toBe('pinned');
    expect(sections['pinned']).toEqual(['max_depth']);
    expect(sections['param']).toEqual(['n_estimators', 'scale_pos_weight', 'early_stopping_rounds']);
  });

  it('keeps the order in which the user put them, with new columns behind', () => {
    const layout = { ...PLAIN_LAYOUT, order: ['param/n_estimators', 'param/max_depth'] };

    expect(shown({ layout })['param']?.slice(0, 3)).toEqual(['n_estimators', 'max_depth', 'learning_rate']);
  });
});
