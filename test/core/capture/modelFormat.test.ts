import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SNIFF_BYTES, sniffModelFormat } from '../../../src/core/capture/modelFormat';
import { sniffModelFolder } from '../../../src/core/capture/modelFolder';

const SAMPLES = join(import.meta.dirname, '..', '..', 'fixtures', 'model-files');

describe('sniffModelFormat', () => {
  it.each([
    ['m.safetensors', 'safetensors', null],
    ['m.gguf', 'gguf', null],
    ['m.onnx', 'onnx', 'onnx'],
    ['m.keras', 'keras', 'keras'],
    ['m.h5', 'hdf5', 'keras'],
    ['sd.pt', 'torch', 'pytorch'],
    ['legacy.pt', 'torch', 'pytorch'],
    ['x.json', 'xgboost-json', 'xgboost'],
    ['x.ubj', 'xgboost-ubj', 'xgboost'],
    ['l.txt', 'lightgbm', 'lightgbm'],
    ['rf.joblib', 'joblib', null],
    ['pipe.p4.pkl', 'pickle', null],
    ['m.skops', 'skops', 'scikit-learn'],
  ])('knows %s', async (name, format, framework) => {
    const bytes = (await readFile(join(SAMPLES, name))).subarray(0, SNIFF_BYTES);

    expect(sniffModelFormat(bytes, name)).toEqual({ format, framework });
  });

  it('believes the bytes more than the name, and knows nothing of a text', async () => {
    const bytes = await readFile(join(SAMPLES, 'm.gguf'));

    expect(sniffModelFormat(bytes, 'model.pkl')?.format).toBe('gguf');
    expect(sniffModelFormat(Buffer.from('hello'), 'notes.txt')).toBeNull();
    expect(sniffModelFormat(new Uint8Array(), '')).toBeNull();
  });
});

describe('sniffModelFolder', () => {
  it('knows a real SavedModel', async () => {
    const names = await readdir(join(SAMPLES, 'sm'), { recursive: true });

    expect(sniffModelFolder(names)).toBe('tensorflow');
  });

  it.each([
    [['config.json', 'model.safetensors', 'tokenizer.json'], 'transformers'],
    [['config.json', 'model-00001-of-00002.safetensors'], 'transformers'],
    [['adapter_config.json', 'adapter_model.safetensors'], 'peft'],
    [['config.json', 'notes.txt'], null],
    [[], null],
  ])('tells %j as %s', (names, framework) => {
    expect(sniffModelFolder(names)).toBe(framework);
  });
});
