import { ByteCursor } from './byteCursor';
import {
  countParameters,
  product,
  StructureUnreadable,
  type ArtifactStructure,
  type ByteSource,
  type Layer,
  type StructureFact,
} from './structure';

/** Bytes of a value by its type; strings (8) and arrays (9) say their own length. */
const SIZES: readonly (number | null)[] = [1, 1, 2, 2, 4, 4, 4, 1, null, null, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;

/** Names of the quantisations that GGUF numbers; others are shown by their number. */
const TYPES: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  8: 'Q8_0',
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  30: 'BF16',
};

/** More would be a damaged count: the largest models have some thousands. */
const MOST_ENTRIES = 1_000_000;

/** Key–value pairs and the list of tensors at the beginning of the file; their data is not read. */
export async function readGguf(source: ByteSource): Promise<ArtifactStructure> {
  const cursor = new ByteCursor(source);
  if ((await cursor.text(4)) !== 'GGUF') {
    throw new StructureUnreadable('does not begin as a GGUF file does');
  }
  const version = await cursor.u32();
  if (version !== 2 && version !== 3) {
    throw new StructureUnreadable(`is written in version ${version} of GGUF, of which nothing is known here`);
  }
  const tensors = await count(cursor);
  const pairs = await count(cursor);
  const facts: StructureFact[] = [];
  for (let index = 0; index < pairs; index += 1) {
    const name = await text(cursor);
    const value = await readValue(cursor, await cursor.u32());
    if (value !== null) {
      facts.push({ name, value });
    }
  }
  const layers: Layer[] = [];
  for (let index = 0; index < tensors; index += 1) {
    layers.push(await readTensor(cursor));
  }
  return { format: 'gguf', facts, layers, parameters: countParameters(layers) };
}

async function readTensor(cursor: ByteCursor): Promise<Layer> {
  const name = await text(cursor);
  const dimensions = await cursor.u32();
  if (dimensions > 16) {
    throw new StructureUnreadable('has a tensor with more dimensions than there are');
  }
  const shape: number[] = [];
  for (let dimension = 0; dimension < dimensions; dimension += 1) {
    shape.push(await cursor.u64());
  }
  const type = await cursor.u32();
  cursor.skip(8);
  return { name, kind: null, shape, type: TYPES[type] ?? `type ${type}`, parameters: product(shape) };
}

/** As text; null for lists, such as the words of a tokenizer. */
async function readValue(cursor: ByteCursor, type: number): Promise<string | null> {
  if (type === STRING) {
    return text(cursor);
  }
  if (type === ARRAY) {
    await skipArray(cursor);
    return null;
  }
  const size = sizeOf(type);
  const bytes = await cursor.bytes(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, size);
  switch (type) {
    case 0:
      return String(view.getUint8(0));
    case 1:
      return String(view.getInt8(0));
    case 2:
      return String(view.getUint16(0, true));
    case 3:
      return String(view.getInt16(0, true));
    case 4:
      return String(view.getUint32(0, true));
    case 5:
      return String(view.getInt32(0, true));
    case 6:
      return String(Number(view.getFloat32(0, true).toPrecision(7)));
    case 7:
      return view.getUint8(0) === 0 ? 'false' : 'true';
    case 10:
      return String(view.getBigUint64(0, true));
    case 11:
      return String(view.getBigInt64(0, true));
    default:
      return String(view.getFloat64(0, true));
  }
}

async function skipArray(cursor: ByteCursor): Promise<void> {
  const type = await cursor.u32();
  const length = await cursor.u64();
  if (type === STRING || type === ARRAY) {
    for (let index = 0; index < length; index += 1) {
      if (type === STRING) {
        cursor.skip(await cursor.u64());
      } else {
        await skipArray(cursor);
      }
    }
    return;
  }
  cursor.skip(sizeOf(type) * length);
}

function sizeOf(type: number): number {
  const size = SIZES[type];
  if (size === undefined || size === null) {
    throw new StructureUnreadable('holds a value of an unknown type');
  }
  return size;
}

async function text(cursor: ByteCursor): Promise<string> {
  return cursor.text(await cursor.u64());
}

async function count(cursor: ByteCursor): Promise<number> {
  const entries = await cursor.u64();
  if (entries > MOST_ENTRIES) {
    throw new StructureUnreadable('counts more entries than a model has');
  }
  return entries;
}
