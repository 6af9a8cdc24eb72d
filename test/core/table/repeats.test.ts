import { describe, expect, it } from 'vitest';
import type { Version } from '../../../src/core/model';
import { findRepeats, isSeedParam } from '../../../src/core/table/repeats';
import { TableData } from '../../../src/core/table/tableData';
import { createTableSource } from '../../../src/core/table/tableSource';
import { version } from '../../webview/compare/support/comparedVersions';

interface Run {
  readonly depth?: number;
  readonly seed?: number;
  readonly code?: string;
  readonly data?: string;
  readonly model?: string;
  readonly tag?: string;
}

function run(run: Run, index: number): Version {
  const { depth = 6, seed, code = 'a', data = 'd1', model = 'churn', tag } = run;
  return version(index + 1, {
    model,
    params: [{ name: 'depth', value: depth }, ...(seed === undefined ? [] : [{ name: 'random_state', value: seed }])],
    datasets: [{ path: 'data.csv', identity: { kind: 'sha256', digest: data } }],
    code: { commit: null, branch: null, dirty: false, snapshot: null, sourceSha256: code.repeat(64) },
    tags: tag === undefined ? {} : { repeats: tag },
  });
}

function sets(runs: readonly Run[]): readonly (readonly number[])[] {
  const source = createTableSource(runs.map(run), { required: [], textLimit: null });
  const data = new TableData(source.table);
  data.append(source.chunk(0, runs.length));
  return findRepeats(data).sets;
}

describe('findRepeats', () => {
  it.each<readonly [string, readonly Run[], readonly (readonly number[])[]]>([
    ['finds those that differ in the seed only', [{ seed: 1 }, { seed: 2 }, { seed: 3, depth: 8 }], [[0, 1], [2]]],
    [
      'lets the seed stand in the code',
      [
        { seed: 1, code: 'a' },
        { seed: 2, code: 'b' },
      ],
      [[0, 1]],
    ],
    ['takes the same code run again', [{}, {}], [[0, 1]]],
    ['does not take other code for a repeat', [{ code: 'a' }, { code: 'b' }], [[0], [1]]],
    [
      'does not take the same seeds with other code for repeats',
      [
        { seed: 1, code: 'a' },
        { seed: 1, code: 'b' },
        { seed: 2, code: 'a' },
      ],
      [[0, 2], [1]],
    ],
    ['tells data apart', [{ seed: 1 }, { seed: 2, data: 'd2' }], [[0], [1]]],
    ['tells models apart', [{ seed: 1 }, { seed: 2, model: 'fraud' }], [[0], [1]]],
    ['obeys the tag', [{ depth: 1, tag: 'x' }, { depth: 2, tag: 'x', code: 'b' }, { depth: 2 }], [[0, 1], [2]]],
  ])('%s', (_, runs, expected) => {
    expect(sets(runs)).toEqual(expected);
  });
});

describe('isSeedParam', () => {
  it.each(['seed', 'random_state', 'torch_seed', 'model__random_state', 'seed_everything', 'SEED'])(
    '%s is one',
    (name) => {
      expect(isSeedParam(name)).toBe(true);
    },
  );

  it.each(['seeds_per_hectare', 'learning_rate', 'random_crop'])('%s is none', (name) => {
    expect(isSeedParam(name)).toBe(false);
  });
});
