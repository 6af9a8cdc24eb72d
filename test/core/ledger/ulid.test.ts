import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUlid } from '../../../src/core/ledger/ulid';

const bytes = (value: number) => () => new Uint8Array(10).fill(value);

describe('createUlid', () => {
  it('writes 48 bits of time and 80 random bits in Crockford base 32', () => {
    expect(createUlid(0, bytes(0))).toBe('00000000000000000000000000');
    expect(createUlid(2 ** 48 - 1, bytes(255))).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
    // The example of the specification.
    expect(createUlid(1469918176385, bytes(0)).slice(0, 10)).toBe('01ARYZ6S41');
  });

  it('uses every random bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
        const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const value = [...createUlid(0, () => random)].reduce(
          (sum, digit) => sum * 32n + BigInt(digits.indexOf(digit)),
          0n,
        );
        const expected = [...random].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

        expect(value).toBe(expected);
      }),
    );
  });

  it('sorts by time', () => {
    const moment = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 2 ** 40 }), (earlier, more) => {
        expect(createUlid(earlier, bytes(255)) < createUlid(earlier + more, bytes(0))).toBe(true);
      }),
    );
  });
});
