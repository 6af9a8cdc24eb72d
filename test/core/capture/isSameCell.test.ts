import { describe, expect, it } from 'vitest';
import { isSameCell } from '../../../src/core/capture/isSameCell';
import { makeNotebook } from '../../support/printedCells';

const score = { code: 'print("accuracy", a)', stdout: 'accuracy 0.9\n' };

describe('isSameCell', () => {
  it('is true while code and printed texts are the same, whatever other cells do', () => {
    expect(isSameCell(makeNotebook([{ code: 'a' }, score]), makeNotebook([{ code: 'b' }, score]), 1)).toBe(true);
  });

  it.each([
    ['other code', { ...score, code: 'print("accuracy", b)' }],
    ['another output', { ...score, stdout: 'accuracy 0.8\n' }],
    ['no output', { code: score.code }],
  ])('is false for %s', (_, changed) => {
    expect(isSameCell(makeNotebook([score]), makeNotebook([changed]), 0)).toBe(false);
  });

  it('is false where one notebook has no such cell', () => {
    expect(isSameCell(makeNotebook([score]), makeNotebook([]), 0)).toBe(false);
  });

  it('takes a masked secret for the one that it masks', () => {
    const open = { code: 'login()', stdout: 'password=hunter2\n' };
    const masked = { code: 'login()', stdout: 'password=•••\n' };

    expect(isSameCell(makeNotebook([masked]), makeNotebook([open]), 0)).toBe(true);
  });
});
