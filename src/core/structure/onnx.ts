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

/** Elem types of onnx.proto. */
const TYPES: readonly string[] = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
];

const LONGEST_TEXT = 100_000;

/**
 * The few fields of a ModelProto that say its structure: who made it, the operators of the graph and its initializers.
 * Everything else, the weights above all, is skipped unread.
 */
export async function readOnnx(source: ByteSource): Promise<ArtifactStructure> {
  const cursor = new ByteCursor(source);
  const facts: StructureFact[] = [];
  const graphs: Graph[] = [];
  await fields(cursor, source.size, async (field) => {
    if (field.number === 2 && field.length !== null) {
      facts.push({ name: 'producer', value: await readText(cursor, field.length) });
    } else if (field.number === 7 && field.length !== null) {
      graphs.push(await readGraph(cursor, cursor.position + field.length));
    } else if (field.number === 8 && field.length !== null) {
      facts.push(await readOpset(cursor, cursor.position + field.length));
    }
  });
  const [graph] = graphs;
  if (graph === undefined) {
    throw new StructureUnreadable('holds no graph');
  }
  const operators = [...graph.operators].sort(([a], [b]) => (a < b ? -1 : 1));
  facts.push({ name: 'nodes', value: String(operators.reduce((sum, [, times]) => sum + times, 0)) });
  facts.push(...operators.map(([name, times]) => ({ name: `operator ${name}`, value: `× ${times}` })));
  return { format: 'onnx', facts, layers: graph.layers, parameters: countParameters(graph.layers) };
}

interface Graph {
  readonly layers: Layer[];
  readonly operators: Map<string, number>;
}

async function readGraph(cursor: ByteCursor, end: number): Promise<Graph> {
  const graph: Graph = { layers: [], operators: new Map() };
  await fields(cursor, end, async ({ number, length }) => {
    if (length === null) {
      return;
    }
    if (number === 1) {
      const operator = await readOperator(cursor, cursor.position + length);
      graph.operators.set(operator, (graph.operators.get(operator) ?? 0) + 1);
    } else if (number === 5) {
      graph.layers.push(await readTensor(cursor, cursor.position + length));
    }
  });
  return graph;
}

async function readOperator(cursor: ByteCursor, end: number): Promise<string> {
  let operator = '';
  await fields(cursor, end, async ({ number, length }) => {
    if (number === 4 && length !== null) {
      operator = await readText(cursor, length);
    }
  });
  return operator;
}

async function readTensor(cursor: ByteCursor, end: number): Promise<Layer> {
  const shape: number[] = [];
  let name = '';
  let type = 0;
  await fields(cursor, end, async (field) => {
    if (field.number === 1 && field.length === null) {
      shape.push(field.value);
    } else if (field.number === 1) {
      const packedEnd = cursor.position + (field.length ?? 0);
      while (cursor.position < packedEnd) {
        shape.push(await cursor.varint());
      }
    } else if (field.number === 2) {
      type = field.value;
    } else if (field.number === 8 && field.length !== null) {
      name = await readText(cursor, field.length);
    }
  });
  return { name, kind: null, shape, type: TYPES[type] ?? `type ${type}`, parameters: product(shape) };
}

async function readOpset(cursor: ByteCursor, end: number): Promise<StructureFact> {
  let domain = '';
  let version = 0;
  await fields(cursor, end, async ({ number, length, value }) => {
    if (number === 1 && length !== null) {
      domain = await readText(cursor, length);
    } else if (number === 2) {
      version = value;
    }
  });
  return { name: domain === '' ? 'opset' : `opset ${domain}`, value: String(version) };
}

interface Field {
  readonly number: number;
  /** Of what follows; null when the value is in `value`. */
  readonly length: number | null;
  readonly value: number;
}

/** Walks the fields up to `end`. Whatever `read` leaves of a field is skipped. */
async function fields(cursor: ByteCursor, end: number, read: (field: Field) => Promise<void>): Promise<void> {
  if (end > cursor.size) {
    throw new StructureUnreadable('is cut off');
  }
  while (cursor.position < end) {
    const key = await cursor.varint();
    const number = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        await read({ number, length: null, value: await cursor.varint() });
        break;
      case 1:
        cursor.skip(8);
        break;
      case 2: {
        const length = await cursor.varint();
        const next = cursor.position + length;
        if (next > end) {
          throw new StructureUnreadable('has a part that reaches beyond its end');
        }
        await read({ number, length, value: 0 });
        cursor.position = next;
        break;
      }
      case 5:
        cursor.skip(4);
        break;
      default:
        throw new StructureUnreadable('is not written as protocol buffers are');
    }
  }
}

async function readText(cursor: ByteCursor, length: number): Promise<string> {
  if (length > LONGEST_TEXT) {
    throw new StructureUnreadable('has a name that is too long to be one');
  }
  return cursor.text(length);
}
