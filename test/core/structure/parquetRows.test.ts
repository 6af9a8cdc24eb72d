import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readParquetRows } from '../../../src/core/structure/parquetRows';

/** A file of nothing but a footer: version 1, two schema elements, then the rows, as Thrift's compact protocol has them. */
function parquet(rows: readonly number[]): Uint8Array {
  const footer = [0x15, 0x02, ...SCHEMA, 0x16, ...rows, 0x00];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([Buffer.from('PAR1'), Buffer.from(footer), length, Buffer.from('PAR1')]);
}

// A list of two structures: a name of four letters and a number of children; a type, a repetition and a name.
const SCHEMA = [
  0x19,
  0x2c,
  0x48,
  0x04,
  ...Buffer.from('root'),
  0x15,
  0x02,
  0x00,
  0x15,
  0x0c,
  0x25,
  0x02,
  0x18,
  0x01,
  0x61,
  0x00,
];

function rowsOf(bytes: Uint8Array): Promise<number | null> {
  return readParquetRows({
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    inflate: () => Promise.reject(new Error('nothing is packed')),
  });
}

describe('readParquetRows', () => {
  it.each([
    [[0x00], 0],
    [[0x14], 10],
    [[0xa8, 0x46], 4_500],
  ])('reads the count %j', async (written, rows) => {
    expect(await rowsOf(parquet(written))).toBe(rows);
  });

  it('reads a file that Arrow wrote, in several parts and with nested columns', async () => {
    const file = join(import.meta.dirname, '..', '..', 'fixtures', 'tables', 'shapes.parquet');

    expect(await rowsOf(await readFile(file))).toBe(37);
  });

  it('survives every cut, and damage anywhere', async () => {
    const whole = parquet([0xa8, 0x46]);
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ 0xff : byte));
      for (const bytes of [whole.subarray(0, at), damaged]) {
        expect(['object', 'number']).toContain(typeof (await rowsOf(bytes)));
      }
    }
  });

  it('knows no rows of anything else', async () => {
    expect(await rowsOf(Buffer.from('a,b\n1,2\n'))).toBeNull();
    expect(await rowsOf(Buffer.from('PAR1....PARE'))).toBeNull();
  });
});
