import { describe, expect, it } from 'vitest';
import { moveFocus } from '../../../../src/webview/compare/grid/moveFocus';

const bounds = { rows: 100, columns: 5, page: 10, top: -1 };
const at = (row: number, column: number) => ({ row, column });

function press(key: string, from: { row: number; column: number }, ctrlKey = false) {
  return moveFocus({ key, ctrlKey, metaKey: false, altKey: false }, from, bounds);
}

describe('moveFocus', () => {
  it.each([
    ['ArrowDown', at(3, 2), at(4, 2)],
    ['ArrowUp', at(0, 2), at(-1, 2)],
    ['ArrowUp', at(-1, 2), at(-1, 2)],
    ['ArrowLeft', at(3, 0), at(3, -1)],
    ['ArrowRight', at(3, 4), at(3, 4)],
    ['Home', at(3, 3), at(3, -1)],
    ['End', at(3, 0), at(3, 4)],
    ['PageDown', at(95, 0), at(99, 0)],
    ['PageUp', at(4, 0), at(0, 0)],
  ])('%s goes from %j to %j', (key, from, to) => {
    expect(press(key, from)).toEqual(to);
  });

  it.each([
    ['Home', at(-1, -1)],
    ['End', at(99, 4)],
    ['ArrowDown', at(99, 2)],
    ['ArrowUp', at(0, 2)],
    ['ArrowRight', at(3, 4)],
    ['ArrowLeft', at(3, -1)],
  ])('Ctrl+%s goes to %j', (key, to) => {
    expect(press(key, at(3, 2), true)).toEqual(to);
  });

  it('reaches the bands over the header where there are some', () => {
    const up = { key: 'ArrowUp', ctrlKey: false, metaKey: false, altKey: false };

    expect(moveFocus(up, at(-1, 2), { ...bounds, top: -2 })).toEqual(at(-2, 2));
    expect(moveFocus({ ...up, key: 'Home', ctrlKey: true }, at(5, 2), { ...bounds, top: -2 })).toEqual(at(-2, -1));
  });

  it('leaves other keys, and keys with Alt, to others', () => {
    expect(press('a', at(0, 0))).toBeNull();
    expect(moveFocus({ key: 'ArrowLeft', ctrlKey: false, metaKey: false, altKey: true }, at(0, 0), bounds)).toBeNull();
  });
});
