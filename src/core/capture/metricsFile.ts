import { readYaml } from '../card/yamlText';
import { locateValues } from './locateValues';
import { withTrainSplit, type LabelledValue, type LabelledValues } from './labelledValues';
import { readMetricLabel } from '../metric/metricLabel';
import { metricDirection, normalizeName } from '../metric/catalogue';
import { isStepTable, readMetricsTable } from './metricsTable';
import { readRows, readTree } from './metricsTree';
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
  const { values, series, params = [] } = withTrainSplit(reading);
  const located = locateValues(text, values);
  return { params, metrics: markHeadlines(toMetrics(located, RESULTS.test(name), options)), series };
}

/** Files in which a number under any name is a result; elsewhere it may be a setting. */
const RESULTS = /metric|score|result|eval|perform|report|summary|history|dvclive/i;

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
      return readMetricsTable(text, separatorOf(text)) ?? NO_VALUES;
    case 'tsv':
      return readMetricsTable(text, '\t') ?? NO_VALUES;
    default:
      // Keras' documentation calls the file of its CSVLogger training.log.
      return isStepTable(text, separatorOf(text)) ? readMetricsTable(text, separatorOf(text)) : null;
  }
}

/** Keras' CSVLogger and spreadsheets of many countries part their columns by semicolons. */
function separatorOf(text: string): ',' | ';' | '\t' {
  const [header = ''] = text.split(/\r?\n/, 1);
  return ([',', ';', '\t'] as const).find((separator) => header.includes(separator)) ?? ',';
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

/** Counters, clocks and settings that stand beside metrics in such files. */
const NO_METRIC =
  /(?:^|[\s_./-])(?:epochs?|steps?|iterations?|iter|runtime|samples|support|per[\s_]second|time|timestamp|seconds|lr|learning[\s_]rate|flos|memory|seed|grad[\s_]norm|size|count|total[\s_]flos|best[\s_]step|n|version)(?:$|[\s_./-])/i;

function toMetrics(
  values: readonly LabelledValue[],
  isResults: boolean,
  options: InspectOptions,
): readonly InspectedMetric[] {
  const metrics = new Map<string, InspectedMetric>();
  for (const { label, value, line, split: known } of values) {
    const reading = readMetricLabel(label);
    const split = known ?? reading.split;
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
    const key = JSON.stringify([name, split]);
    // Of two labels with one meaning the more telling one was written first.
    if (name !== '' && !metrics.has(key)) {
      metrics.set(key, {
        name,
        value,
        split,
        higherIsBetter: metricDirection(name, options.directions),
        headline: false,
        source: line === undefined ? {} : { line },
        confidence: confidenceOf(reading, label, isResults),
      });
    }
  }
  return [...metrics.values()];
}

/** Names that a setting would have. */
const SETTING =
  /(?:^|[\s_./-])(?:(?:max|min|num)[\s_]\w+|n[\s_]\w+|\w*depth|estimators|alphas?|beta\d?|gamma|lambda|eta|dropout|momentum|batch\w*|hidden\w*|layers?|units|threshold|cutoff|penalty|weight[\s_]decay|subsample|patience|warmup\w*|port|id)$/i;

function confidenceOf(
  { name, isForeign }: { readonly name: string | null; readonly isForeign: boolean },
  label: string,
  isResults: boolean,
): Confidence {
  if (isForeign) {
    return 'low';
  }
  if (name !== null) {
    return 'high';
  }
  return isResults && !SETTING.test(label) ? 'medium' : 'low';
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
