import { readYaml } from '../card/yamlText';
import { addPoint, toSeries, type LabelledValue, type LabelledValues, type Point } from './labelledValues';
import { readMetricLabel } from '../metric/metricLabel';
import { metricDirection, normalizeName } from '../metric/catalogue';
import { readMetricsTable } from './metricsTable';
import type { Confidence, InspectedMetric, Inspection } from '../notebook/inspection';
import type { InspectOptions } from '../notebook/inspectNotebook';
import { inspectText } from '../notebook/inspectText';

export type MetricsFileReading = Pick<Inspection, 'metrics' | 'params' | 'series'>;

/**
 * What a log or a metrics file says, by its name and content: DVCLive, the Hugging Face trainer, Lightning, CatBoost,
 * `classification_report(output_dict=True)`, and plain JSON, YAML or CSV with numbers. Anything else is read as a log.
 */
export function readMetricsFile(name: string, text: string, options: InspectOptions = {}): MetricsFileReading {
  const extension = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const reading = readStructured(extension, text);
  if (reading === null) {
    return { params: [], ...inspectText(text, options) };
  }
  return { params: [], metrics: markHeadlines(toMetrics(reading.values, options)), series: reading.series };
}

/** A table without metrics is data: read as a log, it would yield chance finds. */
const NO_VALUES: LabelledValues = { values: [], series: [] };

function readStructured(extension: string, text: string): LabelledValues | null {
  switch (extension) {
    case 'json':
      return readJson(text);
    case 'jsonl':
    case 'ndjson':
      return readRows(text.split(/\r?\n/).map(parseJson));
    case 'yaml':
    case 'yml':
      return readTree(readYaml(text));
    case 'csv':
      return readMetricsTable(text, ',') ?? NO_VALUES;
    case 'tsv':
      return readMetricsTable(text, '\t') ?? NO_VALUES;
    default:
      return null;
  }
}

function readJson(text: string): LabelledValues | null {
  const json = parseJson(text);
  return json === undefined ? null : readTree(json);
}

/** Python writes bare NaN and Infinity, which JSON does not know. */
function parseJson(text: string): unknown {
  const trimmed = text.replace(/^\uFEFF/, '');
  for (const attempt of [
    trimmed,
    trimmed.replaceAll(/(?<=[[,:]\s{0,20})-?(?:NaN|Infinity)(?=\s{0,20}[,\]}])/g, 'null'),
  ]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The second attempt, or no JSON at all: then it is read as a log.
    }
  }
  return undefined;
}

function readTree(json: unknown): LabelledValues | null {
  if (!isRecord(json)) {
    return Array.isArray(json) ? readRows(json) : null;
  }
  if (Array.isArray(json['log_history'])) {
    return readRows(json['log_history']);
  }
  const catboost = readCatboost(json);
  return catboost ?? { values: flatten(json, []), series: [] };
}

const LIMIT = 2_000;

/** Numbers of nested objects; lists are folds or thresholds and name nothing by themselves. */
function flatten(json: Readonly<Record<string, unknown>>, keys: readonly string[]): readonly LabelledValue[] {
  return Object.entries(json)
    .flatMap(([key, value]): readonly LabelledValue[] => {
      const path = [...keys, key];
      if (typeof value === 'number') {
        return [{ label: path.join(' '), value }];
      }
      return isRecord(value) && path.length < 8 && !isPerClass(key) ? flatten(value, path) : [];
    })
    .slice(0, LIMIT);
}

/** `"0": { "precision": … }` in a report: a class, not the model's score. */
function isPerClass(key: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(key);
}

/** Rows of objects: entries of a log, or `{ name, value }` pairs. */
function readRows(rows: readonly unknown[]): LabelledValues {
  const records = rows.filter(isRecord);
  const named = records.flatMap((row): readonly LabelledValue[] => {
    const name = row['name'] ?? row['metric'] ?? row['key'];
    const value = row['value'] ?? row['score'];
    return typeof name === 'string' && typeof value === 'number' ? [{ label: name, value }] : [];
  });
  if (named.length > 0) {
    return { values: named, series: [] };
  }
  const last = new Map<string, number>();
  const points = new Map<string, Point[]>();
  records.forEach((row, index) => {
    const step = [row['step'], row['epoch'], row['iteration'], row['global_step']].find(
      (each) => typeof each === 'number',
    );
    for (const { label, value } of flatten(row, [])) {
      last.set(label, value);
      addPoint(points, label, { step: typeof step === 'number' ? step : index, value });
    }
  });
  return { values: [...last].map(([label, value]) => ({ label, value })), series: toSeries(points) };
}

/** `catboost_training.json`: the best iteration of each test metric. */
function readCatboost(json: Readonly<Record<string, unknown>>): LabelledValues | null {
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

/** Counters, clocks and settings that stand beside metrics in such files. */
const NO_METRIC =
  /(?:^|[\s_./-])(?:epochs?|steps?|iterations?|iter|runtime|samples|support|per[\s_]second|time|timestamp|seconds|lr|learning[\s_]rate|flos|memory|seed|grad[\s_]norm|size|count|total[\s_]flos|best[\s_]step|n|version)(?:$|[\s_./-])/i;

function toMetrics(values: readonly LabelledValue[], options: InspectOptions): readonly InspectedMetric[] {
  const metrics = new Map<string, InspectedMetric>();
  for (const { label, value, line } of values) {
    const reading = readMetricLabel(label);
    if (
      !Number.isFinite(value) ||
      reading.isSpread ||
      (reading.name === null && NO_METRIC.test(label)) ||
      reading.isStep
    ) {
      continue;
    }
    if (/samples[\s_]per[\s_]second|steps[\s_]per[\s_]second|runtime|\bsupport\b/i.test(label)) {
      continue;
    }
    const name = reading.name ?? normalizeName(label.split(' ').at(-1) ?? label);
    const key = JSON.stringify([name, reading.split]);
    // Of two labels with one meaning the more telling one was written first.
    if (name !== '' && !metrics.has(key)) {
      metrics.set(key, {
        name,
        value,
        split: reading.split,
        higherIsBetter: metricDirection(name, options.directions),
        headline: false,
        source: line === undefined ? {} : { line },
        confidence: confidenceOf(reading.name, reading.isForeign),
      });
    }
  }
  return [...metrics.values()];
}

function confidenceOf(known: string | null, isForeign: boolean): Confidence {
  if (isForeign) {
    return 'low';
  }
  return known === null ? 'medium' : 'high';
}

const SPLIT_RANK: Readonly<Record<string, number>> = { test: 4, cv: 3, oob: 3, val: 3, train: 0 };
const HEADLINES = 6;

/** The scores of the split that tells most about unseen data. */
function markHeadlines(metrics: readonly InspectedMetric[]): readonly InspectedMetric[] {
  const rank = ({ split, confidence }: InspectedMetric) =>
    confidence === 'high' ? (split === null ? 2 : (SPLIT_RANK[split] ?? 1)) : -1;
  const best = Math.max(...metrics.map(rank));
  const chosen = new Set(metrics.filter((metric) => best >= 0 && rank(metric) === best).slice(0, HEADLINES));
  return metrics.map((metric) => (chosen.has(metric) ? { ...metric, headline: true } : metric));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
