/** What the first bytes of a file say about it. Nothing is ever loaded or executed to find out. */
export interface ModelFormat {
  /** `safetensors`, `gguf`, `onnx`, `pickle`, … */
  readonly format: string;
  /** The framework, where the format belongs to one. */
  readonly framework: string | null;
}

/** Bytes that `sniffModelFormat` wants to see. */
export const SNIFF_BYTES = 4096;

const EXTENSIONS: Readonly<Record<string, ModelFormat>> = {
  '.onnx': { format: 'onnx', framework: 'onnx' },
  '.pt': { format: 'torch', framework: 'pytorch' },
  '.pth': { format: 'torch', framework: 'pytorch' },
  '.ckpt': { format: 'torch', framework: 'pytorch' },
  '.pt2': { format: 'torch-export', framework: 'pytorch' },
  '.h5': { format: 'hdf5', framework: 'keras' },
  '.hdf5': { format: 'hdf5', framework: 'keras' },
  '.keras': { format: 'keras', framework: 'keras' },
  '.tflite': { format: 'tflite', framework: 'tensorflow' },
  '.pb': { format: 'tensorflow-graph', framework: 'tensorflow' },
  '.skops': { format: 'skops', framework: 'scikit-learn' },
  '.joblib': { format: 'joblib', framework: null },
  '.pkl': { format: 'pickle', framework: null },
  '.pickle': { format: 'pickle', framework: null },
  '.sav': { format: 'pickle', framework: null },
  '.dill': { format: 'pickle', framework: null },
  '.cbm': { format: 'catboost', framework: 'catboost' },
  '.ubj': { format: 'xgboost-ubj', framework: 'xgboost' },
  '.xgb': { format: 'xgboost', framework: 'xgboost' },
  '.lgb': { format: 'lightgbm', framework: 'lightgbm' },
  '.safetensors': { format: 'safetensors', framework: null },
  '.gguf': { format: 'gguf', framework: null },
  '.mlmodel': { format: 'coreml', framework: 'coreml' },
  '.pmml': { format: 'pmml', framework: null },
  '.rds': { format: 'rds', framework: null },
  '.bst': { format: 'xgboost', framework: 'xgboost' },
  '.model': { format: 'model', framework: null },
  '.bin': { format: 'binary', framework: null },
};

/** File name extensions of model files, in lower case with the dot, certain ones only. */
export const MODEL_EXTENSIONS: ReadonlySet<string> = new Set(
  Object.keys(EXTENSIONS).filter((extension) => !['.bin', '.model', '.pb', '.rds'].includes(extension)),
);

/** By magic first, since names lie; by the extension where the bytes are common to many formats. */
export function sniffModelFormat(bytes: Uint8Array, name: string): ModelFormat | null {
  const extension = /\.[^./\\]+$/.exec(name.toLowerCase())?.[0] ?? '';
  const byExtension = EXTENSIONS[extension] ?? null;
  return sniffMagic(bytes) ?? sniffText(bytes) ?? byExtension;
}

function sniffMagic(bytes: Uint8Array): ModelFormat | null {
  if (startsWith(bytes, 'GGUF')) {
    return { format: 'gguf', framework: null };
  }
  if (startsWith(bytes, 'CBM1')) {
    return { format: 'catboost', framework: 'catboost' };
  }
  if (startsWith(bytes, '{L') && ascii(bytes, 0, 64).includes('learner')) {
    return { format: 'xgboost-ubj', framework: 'xgboost' };
  }
  if (ascii(bytes, 4, 8) === 'TFL3') {
    return { format: 'tflite', framework: 'tensorflow' };
  }
  if (isSafetensors(bytes)) {
    return { format: 'safetensors', framework: null };
  }
  // The LONG1 number with which every legacy torch file begins.
  const legacyTorch = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20];
  return legacyTorch.every((byte, index) => bytes[index] === byte) ? { format: 'torch', framework: 'pytorch' } : null;
}

/** `u64le N` and then a JSON header. */
function isSafetensors(bytes: Uint8Array): boolean {
  const length = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256 + (bytes[2] ?? 0) * 65_536 + (bytes[3] ?? 0) * 16_777_216;
  const isShort = [4, 5, 6, 7].every((index) => bytes[index] === 0);
  return isShort && length > 1 && length <= 100_000_000 && ascii(bytes, 8, 10) === '{"';
}

function sniffText(bytes: Uint8Array): ModelFormat | null {
  const start = ascii(bytes, 0, 256);
  if (/^tree\r?\nversion=v\d/.test(start)) {
    return { format: 'lightgbm', framework: 'lightgbm' };
  }
  if (/^\{\s*"learner"/.test(start)) {
    return { format: 'xgboost-json', framework: 'xgboost' };
  }
  return /^\{\s*"(?:oblivious_trees|model_info|features_info)"/.test(start)
    ? { format: 'catboost-json', framework: 'catboost' }
    : null;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return ascii(bytes, 0, text.length) === text;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}
