import { describe, expect, it } from 'vitest';
import { findPrevious } from '../../../src/core/ledger/previousVersion';

const held = (version: number) => ({ version, conflict: null, archived: false });
const archived = (version: number) => ({ ...held(version), archived: true });
const conflicting = (version: number) => ({ ...held(version), conflict: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });

describe('the version that a version follows', () => {
  it.each([
    ['the highest below it, in any order', [held(1), held(3), held(2)], 3, 2],
    ['the highest of all for the next one', [held(2), held(1)], undefined, 2],
    ['none for the first', [held(1), held(2)], 1, null],
    ['none in an empty model', [], undefined, null],
    ['past an archived one', [held(1), archived(2)], 3, 1],
    ['an archived one where there is no other', [archived(1), archived(2)], 3, 2],
    ['past one that does not hold its number', [held(1), conflicting(2)], 3, 1],
  ])('is %s', (_, versions, number, expected) => {
    expect(findPrevious(versions, number)?.version ?? null).toBe(expected);
  });
});
