import { describe, expect, it } from 'vitest';
import { filterVersions } from '../../../../src/core/table/filter/filterVersions';
import { version } from '../../../support/versions';

const versions = [
  version(1, { params: [{ name: 'depth', value: 4 }] }),
  version(2, { params: [{ name: 'depth', value: 6 }] }),
].map((each) => ({ ...each, environment: { ...each.environment, packages: { xgboost: '2.1.1' } } }));

describe('filterVersions', () => {
  it('keeps what matches, in its order', () => {
    const kept = (filter: string) => filterVersions(versions, filter, []).map(({ version: number }) => number);

    expect(kept('depth > 4')).toEqual([2]);
    expect(kept('')).toEqual([1, 2]);
  });

  it('can ask for a package that is the same everywhere', () => {
    expect(filterVersions(versions, 'xgboost >= 2.1', [])).toHaveLength(2);
  });

  it('says where a filter ends too early', () => {
    expect(() => filterVersions(versions, 'depth >', [])).toThrow(
      expect.objectContaining({ code: 'filter-invalid', data: { filter: 'depth >', from: 6, to: 7 } }),
    );
  });
});
