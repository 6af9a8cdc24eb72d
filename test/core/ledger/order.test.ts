import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderEvents, type Orderable } from '../../../src/core/ledger/order';

/** Parents may name anything, also later or absent events; so cycles happen. */
const events: fc.Arbitrary<readonly Orderable[]> = fc.uniqueArray(fc.nat(40), { maxLength: 25 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(`E${String(id).padStart(2, '0')}`),
        at: fc.integer({ min: 0, max: 5 }).map((minute) => `2024-06-12T08:0${minute}:00.000Z`),
        parents: fc.array(fc.record({ id: fc.nat(40).map((other) => `E${String(other).padStart(2, '0')}`) }), {
          maxLength: 3,
        }),
      }),
    ),
  ),
);

/** The definition, word for word, and slow. */
function orderSlowly(items: readonly Orderable[]): readonly Orderable[] {
  const left = [...items].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
  const ordered: Orderable[] = [];
  for (;;) {
    const next = left.findIndex((item) => !item.parents.some((parent) => left.some((other) => other.id === parent.id)));
    if (next < 0) {
      return [...ordered, ...left];
    }
    ordered.push(...left.splice(next, 1));
  }
}

describe('orderEvents', () => {
  it('puts parents first, then earlier times, then smaller ids', () => {
    fc.assert(
      fc.property(events, (items) => {
        expect(orderEvents(items)).toEqual(orderSlowly(items));
      }),
      { numRuns: 500 },
    );
  });

  it('compares moments, not texts', () => {
    const early = { id: 'B', at: '2024-06-12T10:00:00+02:00', parents: [] };
    const late = { id: 'A', at: '2024-06-12T09:00:00.000Z', parents: [] };

    expect(orderEvents([late, early])).toEqual([early, late]);
  });
});
