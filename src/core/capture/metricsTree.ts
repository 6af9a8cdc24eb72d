import { wholeNumber } from '../notebook/numbers';
import { readMetricLabel } from '../metric/metricLabel';
import type { InspectedParam } from '../notebook/inspection';
import { isSecretValue } from '../notebook/secrets';
import { addPoint, toSeries, type LabelledValue, type LabelledValues, type Point } from './labelledValues';

type Json = Readonly<Record<string, unknown>>;

/** The numbers of a parsed JSON or YAML file under their keys; null when it is no object and no list. */
export function readTree(json: unknown): LabelledValues | null {
  if (!isRecord(json)) {
    return Array.isArray(json) ? readRows(json) : null;
  }
  if (Array.isArray(json['log_history'])) {
    return readRows(json['log_history']);
  }
  const history = readHistory(json);
  return (
    readCatboost(json) ?? {
      values: [...flatten(json, []), ...(history?.values ?? [])],
      series: history?.series ?? [],
      params: readParams(json),
    }
  );
}

const LIMIT = 2_000;

/** Numbers of nested objects; lists are folds or thresholds and name nothing by themselves. */
function flatten(json: Json, keys: readonly string[]): readonly LabelledValue[] {
  return Object.entries(json)
    .flatMap(([key, value]): readonly LabelledValue[] => {
      const path = [...keys, key];
      const number = typeof value === 'string' ? writtenNumber(key, value) : value;
      if (typeof number === 'number') {
        return [{ label: labelOf(path), value: number, key }];
      }
      const isInner = isRecord(value) && path.length < 8 && !SETTINGS.test(key) && !isPerClass(json, key);
      return isInner ? flatten(value, path) : [];
    })
    .slice(0, LIMIT);
}

/** `"cat": { "precision": … }` beside the averages of a report: a class, not the model's score. */
function isPerClass(parent: Json, key: string): boolean {
  const isReport = Object.keys(parent).some((name) => /^(?:macro|weighted|micro) avg$/.test(name));
  return /^-?\d+(?:\.\d+)?$/.test(key) || (isReport && !/ avg$/.test(key));
}

/** Rows of objects: entries of a log, or `{ name, value }` pairs. */
export function readRows(rows: readonly unknown[]): LabelledValues {
  const records = rows.filter(isRecord);
  const named = records.flatMap((row): readonly LabelledValue[] => {
    const name = row['name'] ?? row['metric'] ?? row['key'];
    const value = row['value'] ?? row['score'];
    return typeof name === 'string' && typeof value === 'number' ? [{ label: name, value }] : [];
  });
  if (named.length > 0) {
    return { values: named, series: [] };
  }
  const last = new Map<string, LabelledValue>();
  const points = new Map<string, Point[]>();
  records.forEach((row, index) => {
    const step = [row['step'], row['epoch'], row['iteration'], row['global_step']].find(
      (each) => typeof each === 'number',
    );
    for (const { label, value, key } of flatten(row, [])) {
      last.set(label, { label, value, key });
      addPoint(points, label, { step: typeof step === 'number' ? step : index, value });
    }
  });
  return { values: [...last.values()], series: toSeries(points) };
}

/** `catboost_training.json`: the best iteration of each test metric. */
function readCatboost(json: Json): LabelledValues | null {
  const meta = isRecord(json['meta']) ? json['meta'] : null;
  const iterations = Array.isArray(json['iterations']) ? json['iterations'].filter(isRecord) : [];
  if (meta === null || iterations.length === 0) {
    return null;
  }
  const points = new Map<string, Point[]>();
  const values: LabelledValue[] = [];
  for (const [part, list, split] of [
    ['learn', 'learn_metrics', 'train'],
    ['test', 'test_metrics', 'val'],
  ] as const) {
    const metrics = Array.isArray(meta[list]) ? meta[list].filter(isRecord) : [];
    metrics.forEach((metric, index) => {
      const label = `${split} ${String(metric['name'])}`;
      const track = iterations.flatMap((row, step) => {
        const value: unknown = Array.isArray(row[part]) ? row[part][index] : undefined;
        return typeof value === 'number' ? [{ step, value }] : [];
      });
      const numbers = track.map(({ value }) => value);
      const best = metric['best_value'] === 'Max' ? Math.max(...numbers) : Math.min(...numbers);
      if (numbers.length > 0) {
        points.set(label, track);
        values.push({ label, value: part === 'learn' ? (numbers.at(-1) ?? best) : best });
      }
    });
  }
  return { values, series: toSeries(points) };
}

/** A metric that was written as a text; other texts of digits are names and dates. */
function writtenNumber(key: string, text: string): number | null {
  return readMetricLabel(key).name === null ? null : (wholeNumber(text)?.value ?? null);
}

/** The Hugging Face trainer's `predict` runs on the test set. */
function labelOf(path: readonly string[]): string {
  return path.map((key) => key.replace(/^predict_/, 'test_')).join(' ');
}

/** `History.history` of Keras: a list of numbers for each metric, all as long as there were epochs. */
function readHistory(json: Json): LabelledValues | null {
  const tracks = Object.entries(isRecord(json['history']) ? json['history'] : json).filter(isTrack);
  const [first] = tracks;
  // Lists of scores alone are folds: only a loss or a validation twin says that they are epochs.
  const isHistory = tracks.some(([name]) => /(?:^|_)loss$|^val_/.test(name));
  if (first === undefined || !isHistory || tracks.some(([, track]) => track.length !== first[1].length)) {
    return null;
  }
  const points = tracks.map(([name, track]) => [name, track.map((value, step) => ({ step, value }))] as const);
  return {
    values: tracks.map(([label, track]) => ({ label, value: track.at(-1) ?? NaN })),
    series: toSeries(new Map(points)),
  };
}

function isTrack(entry: [string, unknown]): entry is [string, readonly number[]] {
  const [name, track] = entry;
  return (
    Array.isArray(track) &&
    track.length > 1 &&
    track.every((value) => typeof value === 'number') &&
    readMetricLabel(name).name !== null
  );
}

/** Settings that stand beside the metrics under a name that says so. */
const SETTINGS = /^(?:hyper_?)?param(?:eter)?s$|^hparams$|^config(?:uration)?$|^args$|^settings$/i;

function readParams(json: Json): readonly InspectedParam[] {
  return Object.entries(json)
    .filter(([key]) => SETTINGS.test(key))
    .flatMap(([, value]) => (isRecord(value) ? Object.entries(value) : []))
    .flatMap(([name, value]): readonly InspectedParam[] => {
      const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
      return isScalar && !isSecretValue(name, value)
        ? [{ name, value: value as string | number | boolean, source: {}, confidence: 'high' }]
        : [];
    });
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
