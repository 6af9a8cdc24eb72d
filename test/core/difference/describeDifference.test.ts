import { describe, expect, it } from 'vitest';
import { describeDifference } from '../../../src/core/difference/describeDifference';
import { pairArtifacts, type DifferenceFacts } from '../../../src/core/difference/differenceFacts';
import type { DifferenceGroup } from '../../../src/core/difference/versionDifference';
import type { Artifact, Version } from '../../../src/core/model';
import { version } from '../../support/versions';

const NOTHING: DifferenceFacts = {
  code: { kind: 'unknown', reason: 'No Git here.' },
  cells: { kind: 'unknown', reason: 'No notebook here.' },
  rows: { from: new Map(), to: new Map() },
  structures: [],
};

function auc(value: number): Version['metrics'] {
  return [{ name: 'roc_auc', value, split: 'test', higherIsBetter: true, headline: true }];
}

function section(group: DifferenceGroup, from: Version, to: Version, facts: Partial<DifferenceFacts> = {}) {
  const found = describeDifference(from, to, { ...NOTHING, ...facts }).sections.find((each) => each.group === group);
  expect(found).toBeDefined();
  return found;
}

function artifact(path: string, sha256: string): Artifact {
  return { path, sha256: sha256.repeat(64), size: 10, kept: 'none' };
}

describe('what changed between two versions', () => {
  it('says first whether it helped and what was done', () => {
    const from = version(1, { metrics: auc(0.91), params: [{ name: 'depth', value: 4 }] });
    const to = version(2, { metrics: auc(0.93), params: [{ name: 'depth', value: 6 }] });

    expect(describeDifference(from, to, NOTHING).headline).toBe(
      'From v1 to v2, roc_auc (test) went from 0.91 to 0.93, better by 0.02. Changed: 1 param.',
    );
  });

  it('says that nothing changed, and that nothing can be told of metrics', () => {
    const from = version(1, { metrics: [] });

    expect(describeDifference(from, version(2, { metrics: [] }), NOTHING).headline).toBe(
      'From v1 to v2, no metric is measured in both. Nothing that was recorded changed besides.',
    );
  });

  it('tells params that changed, came and went, changed ones first', () => {
    const from = version(1, {
      params: [
        { name: 'gone', value: 1 },
        { name: 'depth', value: 4 },
        { name: 'same', value: true },
      ],
    });
    const to = version(2, {
      params: [
        { name: 'new', value: null },
        { name: 'depth', value: 6 },
        { name: 'same', value: true },
      ],
    });

    const params = section('params', from, to);

    expect(params?.items.map(({ kind, name, from: before, to: after }) => [kind, name, before, after])).toEqual([
      ['changed', 'depth', '4', '6'],
      ['added', 'new', null, 'None'],
      ['removed', 'gone', '1', null],
    ]);
    expect(params?.summary).toBe('1 changed, 1 added, 1 removed; 1 the same');
  });

  it('tells of data its digest, rows and size, and opens it only where something knows its content', () => {
    const dvc = (digest: string, size: number): Version['datasets'][number] => ({
      path: 'data/a.csv',
      identity: { kind: 'dvc', digest, pointer: 'data/a.csv.dvc' },
      size,
    });
    const from = version(1, { datasets: [dvc('a'.repeat(32), 1000)] });
    const to = version(2, {
      datasets: [dvc('b'.repeat(32), 3000), { path: 's3://x', identity: { kind: 'unresolved' } }],
    });
    const rows = { from: new Map([['data/a.csv', 10]]), to: new Map([['data/a.csv', 1300]]) };

    const data = section('data', from, to, { rows });

    expect(data?.items[0]).toMatchObject({
      from: 'dvc aaaaaaaa · 10 rows · 1.0 kB',
      to: 'dvc bbbbbbbb · 1,300 rows · 3.0 kB',
      note: '+1,290 rows, +2.0 kB',
      opens: { kind: 'data', path: 'data/a.csv' },
    });
    expect(data?.items[1]).toMatchObject({ kind: 'added', to: 'not found', opens: null });
  });

  it('opens code files but not binary ones', () => {
    const code = section('code', version(1), version(2), {
      code: {
        kind: 'files',
        from: 'a'.repeat(40),
        to: 'b'.repeat(40),
        notes: ['A note.'],
        files: [
          { path: 'train.py', kind: 'changed', added: 3, removed: 1 },
          { path: 'model.bin', kind: 'added', added: null, removed: null },
        ],
      },
    });

    expect(code?.summary).toBe('2 files, +3 −1 lines, aaaaaaa → bbbbbbb');
    expect(code?.items.map(({ opens, note }) => [opens?.kind, note])).toEqual([
      ['codeFile', '+3 −1'],
      [undefined, 'binary'],
    ]);
    expect(code?.opens).toEqual([{ label: 'Open all changes', target: { kind: 'code' } }]);
    expect(code?.notes).toEqual(['A note.']);
  });

  it('says why code and cells are not known', () => {
    expect(section('code', version(1), version(2))?.notes).toEqual(['No Git here.']);
    expect(section('cells', version(1), version(2))?.notes).toEqual(['No notebook here.']);
  });

  it('tells which layers of a model file changed, and how many parameters that makes', () => {
    const layer = (name: string, units: number) => ({
      name,
      kind: 'Dense',
      shape: [null, units],
      type: 'float32',
      parameters: units * 10,
    });
    const reading = (units: number) => ({
      reason: null,
      structure: {
        format: 'keras',
        facts: [],
        layers: [layer('a', 4), layer('b', units)],
        parameters: 40 + units * 10,
      },
    });
    const files = section('artifacts', version(1), version(2), {
      structures: [
        {
          from: artifact('m.keras', 'a'),
          to: artifact('m.keras', 'b'),
          fromReading: reading(8),
          toReading: reading(9),
        },
      ],
    });

    expect(files?.items.map(({ name, from, to, note }) => [name, from, to, note])).toEqual([
      ['m.keras', 'aaaaaaaa · 10 B', 'bbbbbbbb · 10 B', '120 → 130 parameters (+10)'],
      ['b', '[?, 8], 80 parameters', '[?, 9], 90 parameters', 'Dense, float32'],
    ]);
  });

  it('tells packages that were added, removed and updated', () => {
    const environment = (packages: Record<string, string>) => ({ ...version(1).environment, packages });
    const from = version(1, { environment: environment({ numpy: '1.0', old: '2.0' }) });
    const to = version(2, { environment: environment({ numpy: '1.1', fresh: '3.0' }) });

    expect(section('environment', from, to)?.items.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'changed numpy',
      'added fresh',
      'removed old',
    ]);
  });
});

describe('pairArtifacts', () => {
  it('pairs by path, and a single file on each side whatever its name', () => {
    const paths = (from: readonly Artifact[], to: readonly Artifact[]) =>
      pairArtifacts(from, to).map(([a, b]) => `${a?.path ?? '–'} ${b?.path ?? '–'}`);

    expect(paths([artifact('a', '1'), artifact('b', '1')], [artifact('a', '2'), artifact('c', '2')])).toEqual([
      'a a',
      'b c',
    ]);
    expect(paths([artifact('a', '1'), artifact('b', '1')], [artifact('c', '2')])).toEqual(['a –', 'b –', '– c']);
  });
});
