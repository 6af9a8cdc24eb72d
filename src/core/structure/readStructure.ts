import { SNIFF_BYTES, sniffModelFormat } from '../capture/modelFormat';
import { readLightgbm, readXgboostJson } from './boosters';
import { readGguf } from './gguf';
import { readHdf5 } from './hdf5';
import { readKeras } from './keras';
import { readOnnx } from './onnx';
import { readSafetensors } from './safetensors';
import { StructureUnreadable, type ArtifactStructure, type ByteSource } from './structure';

/** Either what the file says of itself, or why that cannot be told, as a sentence. */
export type StructureReading =
  | { readonly structure: ArtifactStructure; readonly reason: null }
  | { readonly structure: null; readonly reason: string };

/** Reads headers only. No format is loaded or executed to find out, pickles least of all. */
export async function readStructure(source: ByteSource, path: string): Promise<StructureReading> {
  const name = path.split('/').at(-1) ?? path;
  const format = sniffModelFormat(await source.read(0, Math.min(SNIFF_BYTES, source.size)), name)?.format ?? null;
  const read = format === null ? undefined : READERS[format];
  if (read === undefined) {
    return { structure: null, reason: explain(name, format) };
  }
  try {
    return { structure: await read(source), reason: null };
  } catch (error) {
    if (error instanceof StructureUnreadable) {
      return { structure: null, reason: `${name} ${error.message}.` };
    }
    throw error;
  }
}

const READERS: Readonly<Record<string, (source: ByteSource) => Promise<ArtifactStructure>>> = {
  safetensors: readSafetensors,
  gguf: readGguf,
  onnx: readOnnx,
  keras: readKeras,
  hdf5: readHdf5,
  'xgboost-json': readXgboostJson,
  lightgbm: readLightgbm,
};

const PICKLES = new Set(['pickle', 'joblib', 'torch', 'skops']);

function explain(name: string, format: string | null): string {
  if (format !== null && PICKLES.has(format)) {
    return `${name} is in a pickle-based format, which runs code when it is loaded. It is never loaded, so its inside is not compared.`;
  }
  return `The inside of ${name} is not compared: ${format === null ? 'its format is unknown' : `files of the format ${format} are not read`}.`;
}
