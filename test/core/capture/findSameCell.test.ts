import { describe, expect, it } from 'vitest';
import { findSameCell } from '../../../src/core/capture/findSameCell';
import { makeNotebook } from '../../support/printedCells';

const score = { code: 'print("accuracy", a)', stdout: 'accuracy 0.9\n' };
const other = { code: 'b' };

describe('findSameCell', () => {
  it('finds the cell while code and printed texts are the same, whatever other cells do', () => {
    expect(findSameCell(makeNotebook([{ code: 'a' }, score]), makeNotebook([other, score]), 1)).toBe(1);
  });

  it('finds it where it went to, the nearest one of several', () => {
    expect(findSameCell(makeNotebook([score]), makeNotebook([other, other, score]), 0)).toBe(2);
    expect(findSameCell(makeNotebook([other, score]), makeNotebook([score, other, other, score]), 1)).toBe(0);
    expect(findSameCell(makeNotebook([score, score]), makeNotebook([score, score]), 1)).toBe(1);
  });

  it.each([
    ['other code', { ...score, code: 'print("accuracy", b)' }],
    ['another output', { ...score, stdout: 'accuracy 0.8\n' }],
    ['no output', { code: score.code }],
  ])('does not take one with %s for it', (_, changed) => {
    expect(findSameCell(makeNotebook([score]), makeNotebook([changed]), 0)).toBeNull();
  });

  it('finds nothing where one notebook has no such cell', () => {
    expect(findSameCell(makeNotebook([score]), makeNotebook([]), 0)).toBeNull();
    expect(findSameCell(makeNotebook([score]), makeNotebook([score]), 7)).toBeNull();
  });

  it('takes a masked secret for the one that it masks', () => {
    const open = { code: 'login()', stdout: 'password=hunter2\n' };
    const masked = { code: 'login()', stdout: 'password=•••\n' };

    expect(findSameCell(makeNotebook([masked]), makeNotebook([open]), 0)).toBe(0);
  });
});
