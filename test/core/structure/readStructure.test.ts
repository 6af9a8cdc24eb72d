import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readStructure } from '../../../src/core/structure/readStructure';
import type { ByteSource } from '../../../src/core/structure/structure';
import { structureText } from '../../../src/core/structure/structureText';

const SAMPLES = join(import.meta.dirname, '..', '..', 'fixtures', 'model-files');

function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    inflate: (packed, most) => Promise.resolve(inflateRawSync(packed, { maxOutputLength: most })),
  };
}

async function read(name: string) {
  return readStructure(sourceOf(await readFile(join(SAMPLES, name))), `models/${name}`);
}

describe('readStructure', () => {
  it.each(['m.safetensors', 'm.gguf', 'm.onnx', 'm.keras', 'm.h5', 'x.json', 'l.txt'])('reads %s', async (name) => {
    const { structure, reason } = await read(name);

    expect(reason).toBeNull();
    expect(structure === null ? '' : structureText(structure)).toMatchSnapshot();
  });

  it('says of an .h5 file with nothing but weights that the layers are not in it', async () => {
    const { structure, reason } = await read('m.weights.h5');

    expect(structure).toBeNull();
    expect(reason).toMatch(/^m\.weights\.h5 has no model_config inside/);
  });

  it.each(['pipe.p4.pkl', 'rf.joblib', 'sd.pt', 'm.skops'])('never looks into the pickle %s', async (name) => {
    const { structure, reason } = await read(name);

    expect(structure).toBeNull();
    expect(reason).toMatch(/never loaded/);
  });

  it.each(['m.safetensors', 'm.gguf', 'm.onnx', 'm.keras', 'm.h5', 'x.json'])(
    'survives every cut of %s',
    async (name) => {
      const bytes = await readFile(join(SAMPLES, name));

      for (let length = 0; length < bytes.length; length += Math.max(1, Math.floor(bytes.length / 97))) {
        const reading = await readStructure(sourceOf(bytes.subarray(0, length)), name);
        expect(reading.structure === null ? typeof reading.reason : 'string').toBe('string');
      }
    },
  );

  it.each(['m.safetensors', 'm.gguf', 'm.onnx', 'm.keras', 'm.h5'])('survives damage anywhere in %s', async (name) => {
    const bytes = await readFile(join(SAMPLES, name));

    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 4_000)) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = 0xff;
      await expect(readStructure(sourceOf(damaged), name)).resolves.toBeDefined();
    }
  });
});
