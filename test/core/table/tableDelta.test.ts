import { describe, expect, it } from 'vitest';
import type { Version } from '../../../src/core/model';
import { TableData } from '../../../src/core/table/tableData';
import { createDelta, versionMark, type SentTable } from '../../../src/core/table/tableDelta';
import { createTableSource } from '../../../src/core/table/tableSource';
import { metric } from '../../support/versionFacts';
import { storyVersions, version } from '../../webview/compare/support/comparedVersions';

function sent(versions: readonly Version[]): SentTable {
  return {
    source: createTableSource(versions, { required: [], textLimit: null }),
    marks: versions.map((one) => versionMark(one, true)),
  };
}

function load({ source }: SentTable): TableData {
  const data = new TableData(source.table);
  data.append(source.chunk(0, source.table.rows));
  return data;
}

/** Everything that a table says. */
function content(data: TableData): unknown {
  return Array.from({ length: data.loaded }, (_, row) => ({
    head: data.head(row),
    place: data.rowOf(data.head(row)?.id ?? ''),
    values: data.table.columns.map((column, index) =>
      column.group === 'metric'
        ? [column.id, data.values(index)[row], data.cell(index, row)]
        : [column.id, data.fact(index, row)],
    ),
  }));
}

function expectSame(before: readonly Version[], after: readonly Version[]): void {
  const [old, next] = [sent(before), sent(after)];
  const delta = createDelta(old, next);
  if (delta === null) {
    throw new Error('Everything would be sent again.');
  }
  const changed = load(old).apply(delta);

  expect(changed).not.toBeNull();
  expect(changed === null ? null : content(changed)).toEqual(content(load(next)));
}

describe('a delta', () => {
  const story = storyVersions(6);

  it.each<readonly [string, readonly Version[], readonly Version[]]>([
    ['a version more', story.slice(0, 5), story],
    ['a version less', story, story.slice(1)],
    ['another order', story, [...story].reverse()],
    ['nothing', story, story],
    ['a stage', story, story.map((one) => (one.version === 2 ? { ...one, stage: 'production' } : one))],
    [
      'a text that came with a commit',
      story,
      story.map((one) =>
        one.version === 2 ? { ...one, documentation: { ...one.documentation, impact: 'New.' } } : one,
      ),
    ],
    [
      'columns that nobody had before',
      [version(1, { environment: environment('1.0') }), version(2, { environment: environment('1.0') })],
      [
        version(1, { environment: environment('1.0') }),
        version(2, { environment: environment('1.0') }),
        version(3, { environment: environment('2.0'), metrics: [metric('f1', 0.5)], tags: { owner: 'ann' } }),
      ],
    ],
    ['the first version', [], [version(1)]],
  ])('leads from one table to the other: %s', (_, before, after) => {
    expectSame(before, after);
  });

  it('carries only what changed', () => {
    const delta = createDelta(sent(story.slice(0, 5)), sent(story));

    expect(delta?.heads.map((head) => head.version)).toEqual([6]);
    expect(delta?.columns).toEqual([]);
  });

  it('does not exist when most of it changed', () => {
    const many = storyVersions(60);

    expect(createDelta(sent(many.slice(0, 10)), sent(many))).toBeNull();
  });

  it('is refused by a table that it does not fit', () => {
    const delta = createDelta(sent(story.slice(0, 5)), sent(story));

    expect(delta === null ? undefined : load(sent(story.slice(0, 2))).apply(delta)).toBeNull();
  });
});

function environment(pandas: string): Version['environment'] {
  return { framework: [], kernel: null, language: null, python: null, packages: { pandas } };
}
