import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { flattenParams } from '../../capture/flattenParams';
import { readMetricsFile } from '../../capture/metricsFile';
import { readMetricLabel } from '../../metric/metricLabel';
import type { InspectedParam, Series } from '../../notebook/inspection';
import { readYaml } from '../../card/yamlText';
import { realPathInside, recordedPath } from '../files/workspacePath';

/** DVCLive's curves, one file a metric: `loss.tsv`, `train/loss.tsv`. */
export async function listCurves(folder: string): Promise<readonly string[]> {
  const folders = [folder, ...(await subfolders(folder)).map((name) => path.join(folder, name))];
  const files = folders.map(async (each) => {
    const entries = await readdir(each, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.tsv'))
      .map((entry) => path.join(each, entry.name));
  });
  return (await Promise.all(files)).flat();
}

export async function subfolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => entry.name)
    .slice(0, 50);
}

/** The curves of a log; `shown` is its recorded path. */
export function readCurves(file: string, text: string, shown: string): readonly Series[] {
  // `train/loss.tsv`: where a curve lies may say its split.
  const { split } = readMetricLabel(path.basename(path.dirname(file)));
  return readMetricsFile(path.basename(file), text).series.map((each) => ({
    ...each,
    split: each.split ?? split,
    source: { ...each.source, path: shown },
  }));
}

export interface Companions {
  readonly params: readonly InspectedParam[];
  readonly series: readonly Series[];
}

const LIMIT = 5_000_000;
/** Names under which the params of a run lie beside its metrics: of DVCLive and DVC, and of Lightning. */
const PARAM_FILES = ['params.yaml', 'params.yml', 'params.json', 'hparams.yaml'];

/** What frameworks write beside a metrics file: the params of the run, and of DVCLive its curves. */
export async function readCompanions(root: string, file: string): Promise<Companions> {
  const folder = path.dirname(file);
  const params = await readParamFiles(root, folder);
  const curves = (await listCurves(path.join(folder, 'plots', 'metrics'))).map(async (curve) => {
    const text = await readSmall(root, curve);
    return text === null ? [] : readCurves(curve, text, recordedPath(root, curve));
  });
  return { params, series: (await Promise.all(curves)).flat() };
}

async function readParamFiles(root: string, folder: string): Promise<readonly InspectedParam[]> {
  for (const name of PARAM_FILES) {
    const file = path.join(folder, name);
    const text = await readSmall(root, file);
    if (text !== null) {
      // JSON is YAML too.
      return flattenParams(readYaml(text), recordedPath(root, file));
    }
  }
  return [];
}

async function readSmall(root: string, file: string): Promise<string | null> {
  const real = await realPathInside(root, file);
  const facts = real === null ? null : await stat(real).catch(() => null);
  return real !== null && facts?.isFile() === true && facts.size <= LIMIT
    ? readFile(real, 'utf8').catch(() => null)
    : null;
}

/** The metrics file of a folder that holds a run and no model, as DVCLive's; null for any other. */
export async function metricsFileIn(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch((): string[] => []);
  const isRun = ['plots', ...PARAM_FILES].some((each) => names.includes(each)) && !names.includes('checkpoints');
  const name = ['metrics.json', 'metrics.yaml', 'metrics.yml', 'metrics.csv'].find((each) => names.includes(each));
  return name !== undefined && isRun ? path.join(folder, name) : null;
}
