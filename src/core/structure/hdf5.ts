import { ByteCursor } from './byteCursor';
import { kerasStructure } from './keras';
import { StructureUnreadable, type ArtifactStructure, type ByteSource } from './structure';

const SIGNATURE = '\x89HDF\r\n\x1a\n';
const ATTRIBUTE = 0x0c;
const CONTINUATION = 0x10;
/** Of types. */
const FIXED_TEXT = 3;
const VARIABLE_LENGTH = 9;
const MOST_BLOCKS = 64;
const MOST_MESSAGES = 4_096;
const LONGEST_CONFIG = 50_000_000;

/**
 * The `model_config` that Keras puts on the root of an `.h5` file: the layers as Keras would build them. Only the root's
 * header and that one text are read, so that it does not matter how many weights follow.
 */
export async function readHdf5(source: ByteSource): Promise<ArtifactStructure> {
  const config = await readModelConfig(new ByteCursor(source));
  if (config === null) {
    throw new StructureUnreadable(
      'has no model_config inside: it holds weights or data without the layers they belong to',
    );
  }
  return kerasStructure(config, 'hdf5');
}

async function readModelConfig(cursor: ByteCursor): Promise<Uint8Array | null> {
  const root = await findRoot(cursor);
  cursor.position = root;
  if ((await cursor.u8()) !== 1) {
    throw newer();
  }
  cursor.skip(7);
  const size = await cursor.u32();
  // Messages begin at a multiple of eight.
  const blocks = [{ from: root + 16, size }];
  let messages = 0;
  for (let at = 0; at < blocks.length && at < MOST_BLOCKS; at += 1) {
    const block = blocks[at] ?? { from: 0, size: 0 };
    let position = block.from;
    while (position + 8 <= block.from + block.size && messages < MOST_MESSAGES) {
      messages += 1;
      cursor.position = position;
      const kind = await cursor.u16();
      const length = await cursor.u16();
      cursor.skip(4);
      if (kind === CONTINUATION) {
        blocks.push({ from: await cursor.u64(), size: await cursor.u64() });
      } else if (kind === ATTRIBUTE) {
        const found = await readAttribute(cursor, 'model_config');
        if (found !== null) {
          return found;
        }
      }
      position += 8 + length;
    }
  }
  return null;
}

/** Where the header of the root group is. */
async function findRoot(cursor: ByteCursor): Promise<number> {
  const signature = await cursor.bytes(8);
  if (String.fromCharCode(...signature) !== SIGNATURE) {
    throw new StructureUnreadable('does not begin as an HDF5 file does');
  }
  const version = await cursor.u8();
  cursor.skip(4);
  const [offsets, lengths] = [await cursor.u8(), await cursor.u8()];
  if (version > 1 || offsets !== 8 || lengths !== 8) {
    throw newer();
  }
  // Four addresses, then the root's entry: where its name is, where its header is.
  cursor.position = (version === 0 ? 24 : 28) + 4 * 8 + 8;
  return cursor.u64();
}

/** Its bytes when it is a text and has this name; else null. */
async function readAttribute(cursor: ByteCursor, wanted: string): Promise<Uint8Array | null> {
  const version = await cursor.u8();
  cursor.skip(1);
  const sizes = [await cursor.u16(), await cursor.u16(), await cursor.u16()] as const;
  cursor.skip(version === 3 ? 1 : 0);
  // The first version fills each part up to a multiple of eight.
  const [nameSize, typeSize, spaceSize] = sizes.map((size) => (version === 1 ? Math.ceil(size / 8) * 8 : size));
  const name = (await cursor.text(nameSize ?? 0)).replace(/\0.*$/s, '');
  if (name !== wanted) {
    return null;
  }
  const typeAt = cursor.position;
  const kind = (await cursor.u8()) & 0x0f;
  cursor.skip(3);
  const length = await cursor.u32();
  cursor.position = typeAt + (typeSize ?? 0) + (spaceSize ?? 0);
  if (kind === FIXED_TEXT && length <= LONGEST_CONFIG) {
    return withoutEnd(await cursor.bytes(length));
  }
  if (kind !== VARIABLE_LENGTH) {
    throw new StructureUnreadable('has a model_config that is no text');
  }
  const size = await cursor.u32();
  const heap = await cursor.u64();
  return withoutEnd((await readHeap(cursor, heap, await cursor.u32())).subarray(0, size));
}

/** One object of a heap that many attributes share. */
async function readHeap(cursor: ByteCursor, heap: number, wanted: number): Promise<Uint8Array> {
  cursor.position = heap;
  if ((await cursor.text(4)) !== 'GCOL') {
    throw new StructureUnreadable('keeps its model_config where none is');
  }
  cursor.skip(4);
  const end = heap + (await cursor.u64());
  while (cursor.position + 16 <= end) {
    const index = await cursor.u16();
    cursor.skip(6);
    const size = await cursor.u64();
    if (index === 0) {
      break;
    }
    if (index === wanted) {
      if (size > LONGEST_CONFIG) {
        break;
      }
      return cursor.bytes(size);
    }
    cursor.skip(Math.ceil(size / 8) * 8);
  }
  throw new StructureUnreadable('keeps its model_config where none is');
}

function withoutEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function newer(): StructureUnreadable {
  return new StructureUnreadable('is laid out in a newer way of HDF5 that is not read');
}
