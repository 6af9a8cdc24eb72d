import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CaptureWarning } from '../../capture/capture';
import { readMetricsFile, type MetricsFileReading } from '../../capture/metricsFile';
import { SNIFF_BYTES, sniffModelFormat } from '../../capture/modelFormat';
import { RESULT_FILES, sniffModelFolder } from '../../capture/modelFolder';
import type { InspectOptions } from '../../notebook/inspectNotebook';
import { listFolder } from '../files/hashFolder';
import { readHead } from '../files/readTextFile';

/** What a model file or folder says about itself without being loaded. */
export interface ModelReading {
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: number;
  readonly framework: string | null;
  readonly results: MetricsFileReading;
  readonly warnings: readonly CaptureWarning[];
}

const NO_RESULTS: MetricsFileReading = { metrics: [], params: [], series: [] };

export async function readModelFile(file: string): Promise<ModelReading> {
  const facts = await stat(file);
  const format = sniffModelFormat(await readHead(file, SNIFF_BYTES), path.basename(file));
  return {
    size: facts.size,
    modifiedAt: facts.mtimeMs,
    framework: format?.framework ?? null,
    results: NO_RESULTS,
    warnings: [],
  };
}

/** A Keras SavedModel, a Hugging Face checkpoint, a spaCy pipeline: with the results that its trainer left in it. */
export async function readModelFolder(folder: string, options: InspectOptions): Promise<ModelReading> {
  const [facts, files] = await Promise.all([stat(folder), listFolder(folder)]);
  const names = (files ?? []).map((file) => file.path);
  return {
    size: (files ?? []).reduce((sum, file) => sum + file.size, 0),
    modifiedAt: facts.mtimeMs,
    framework: sniffModelFolder(names),
    results: await readResults(folder, names, options),
    warnings: [],
  };
}

const RESULT_LIMIT = 20_000_000;

async function readResults(
  folder: string,
  names: readonly string[],
  options: InspectOptions,
): Promise<MetricsFileReading> {
  for (const name of RESULT_FILES.filter((each) => names.includes(each))) {
    const file = path.join(folder, name);
    const { size } = await stat(file);
    const reading = size > RESULT_LIMIT ? NO_RESULTS : readMetricsFile(name, await readFile(file, 'utf8'), options);
    if (reading.metrics.length > 0) {
      return reading;
    }
  }
  return NO_RESULTS;
}
