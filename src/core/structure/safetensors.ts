import * as v from 'valibot';
import { ByteCursor } from './byteCursor';
import { countParameters, product, StructureUnreadable, type ArtifactStructure, type ByteSource } from './structure';

/** What the format itself allows. */
const LONGEST_HEADER = 100_000_000;

const tensor = v.object({ dtype: v.string(), shape: v.array(v.number()) });
const metadata = v.record(v.string(), v.string());

/** A length, then a JSON header with every tensor, then the bytes, of which none are read. */
export async function readSafetensors(source: ByteSource): Promise<ArtifactStructure> {
  const cursor = new ByteCursor(source);
  const length = await cursor.u64();
  if (length > LONGEST_HEADER) {
    throw new StructureUnreadable('has a header longer than the format allows');
  }
  const header: unknown = parse(await cursor.text(length));
  if (typeof header !== 'object' || header === null) {
    throw new StructureUnreadable('has a header that is no object');
  }
  const said = v.safeParse(metadata, (header as Record<string, unknown>)['__metadata__']);
  const layers = Object.entries(header).flatMap(([name, value]) => {
    const read = v.safeParse(tensor, value);
    return name === '__metadata__' || !read.success
      ? []
      : [
          {
            name,
            kind: null,
            shape: read.output.shape,
            type: read.output.dtype,
            parameters: product(read.output.shape),
          },
        ];
  });
  return {
    format: 'safetensors',
    facts: said.success ? Object.entries(said.output).map(([name, value]) => ({ name, value })) : [],
    layers,
    parameters: countParameters(layers),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StructureUnreadable('has a header that is not JSON', { cause: error });
  }
}
