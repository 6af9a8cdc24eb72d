import { describe, expect, it } from 'vitest';
import { cellName, cellNumber, cellTitle } from '../../src/core/cellName';

describe('cellName', () => {
  it('counts from 1, as the status bar of VS Code does', () => {
    expect(cellNumber(0)).toBe(1);
    expect(cellName({ index: 7 })).toBe('cell 8');
  });

  it('adds what stands beside a cell that ran', () => {
    expect(cellName({ index: 7, executionCount: 12 })).toBe('cell 8 [12]');
    expect(cellName({ index: 7, executionCount: null })).toBe('cell 8');
    expect(cellTitle({ index: 0, executionCount: 3 })).toBe('Cell 1 [3]');
  });
});
