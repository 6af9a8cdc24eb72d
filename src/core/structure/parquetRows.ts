import { ByteCursor } from './byteCursor';
import { StructureUnreadable, type ByteSource } from './structure';

const MAGIC = 'PAR1';
const TAIL = 8;
/** Footers of files with thousands of columns and parts reach some megabytes. */
const LARGEST_FOOTER = 100_000_000;
/** `num_rows` of `FileMetaData`. */
const ROWS = 3;
const DEEPEST = 32;

/** How many rows a Parquet file has, which its footer says; null for what is no such file or is encrypted. */
export async function readParquetRows(source: ByteSource): Promise<number | null> {
  try {
    return await readRows(new ByteCursor(source));
  } catch (error) {
    if (error instanceof StructureUnreadable) {
      return null;
    }
    throw error;
  }
}

async function readRows(cursor: ByteCursor): Promise<number | null> {
  if (cursor.size < MAGIC.length + TAIL) {
    return null;
  }
  cursor.position = cursor.size - TAIL;
  const length = await cursor.u32();
  const isParquet = (await cursor.text(MAGIC.length)) === MAGIC;
  if (!isParquet || length > LARGEST_FOOTER || length > cursor.size - TAIL) {
    return null;
  }
  cursor.position = cursor.size - TAIL - length;
  let field = 0;
  for (;;) {
    const head = await cursor.u8();
    if (head === 0) {
      return null;
    }
    field = head >> 4 === 0 ? unzigzag(await cursor.varint()) : field + (head >> 4);
    const kind = head & 0x0f;
    if (field === ROWS) {
      const rows = kind === KINDS.i64 ? unzigzag(await cursor.varint()) : -1;
      return rows >= 0 && Number.isSafeInteger(rows) ? rows : null;
    }
    await skip(cursor, kind, 0);
  }
}

/** Of Thrift's compact protocol, in which footers are written. */
const KINDS = {
  yes: 1,
  no: 2,
  i8: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;

async function skip(cursor: ByteCursor, kind: number, depth: number): Promise<void> {
  if (depth > DEEPEST) {
    throw new StructureUnreadable('has a footer that is nested without end');
  }
  switch (kind) {
    case KINDS.yes:
    case KINDS.no:
      return;
    case KINDS.i8:
      cursor.skip(1);
      return;
    case KINDS.i16:
    case KINDS.i32:
    case KINDS.i64:
      await cursor.varint();
      return;
    case KINDS.double:
      cursor.skip(8);
      return;
    case KINDS.binary:
      cursor.skip(await cursor.varint());
      return;
    case KINDS.list:
    case KINDS.set:
      await skipList(cursor, depth);
      return;
    case KINDS.map:
      await skipMap(cursor, depth);
      return;
    case KINDS.struct:
      await skipStruct(cursor, depth);
      return;
    default:
      throw new StructureUnreadable('has a footer with a kind of value that there is not');
  }
}

async function skipList(cursor: ByteCursor, depth: number): Promise<void> {
  const head = await cursor.u8();
  const count = head >> 4 === 15 ? await cursor.varint() : head >> 4;
  await skipMembers(cursor, head & 0x0f, count, depth);
}

async function skipMap(cursor: ByteCursor, depth: number): Promise<void> {
  const count = await cursor.varint();
  if (count > 0) {
    const kinds = await cursor.u8();
    for (let index = 0; index < count; index += 1) {
      await skipMembers(cursor, kinds >> 4, 1, depth);
      await skipMembers(cursor, kinds & 0x0f, 1, depth);
    }
  }
}

async function skipMembers(cursor: ByteCursor, kind: number, count: number, depth: number): Promise<void> {
  if (count > cursor.size) {
    throw new StructureUnreadable('has a footer that promises more than the file holds');
  }
  for (let index = 0; index < count; index += 1) {
    // Alone a truth value is its own kind; in a list it takes a byte.
    await (kind === KINDS.yes || kind === KINDS.no ? cursor.u8() : skip(cursor, kind, depth + 1));
  }
}

async function skipStruct(cursor: ByteCursor, depth: number): Promise<void> {
  for (let head = await cursor.u8(); head !== 0; head = await cursor.u8()) {
    if (head >> 4 === 0) {
      await cursor.varint();
    }
    await skip(cursor, head & 0x0f, depth + 1);
  }
}

function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
