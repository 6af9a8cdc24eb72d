import { identityText } from '../../core/compare';
import { markdownCode, markdownTable, markdownText } from '../../core/card/markdown';
import { formatMetric, judge } from '../../core/metricRows';
import { formatReference, type Metric, type Version } from '../../core/model';
import type { Surroundings } from './surroundings';

const SHOWN = 8;

/** What a metric was in the versions of the model, newest first; empty where it never was measured. */
export function metricHistory(
  metric: Pick<Metric, 'name' | 'split' | 'higherIsBetter'>,
  model: string,
  { models }: Surroundings,
): string {
  const versions = models.find((summary) => summary.model === model)?.versions ?? [];
  const values = versions.flatMap((version) => {
    const named = version.metrics.filter(({ name, split }) => name === metric.name && split === metric.split);
    const value = (named.find(({ headline }) => headline) ?? named[0])?.value;
    return value === undefined ? [] : [{ reference: formatReference(model, version.version), value, version }];
  });
  const best = bestOf(
    values.map(({ value }) => value),
    metric.higherIsBetter,
  );
  const rows = values
    .slice(0, SHOWN)
    .map(({ reference, value, version }) => [
      markdownText(reference),
      value === best ? `**${formatMetric(value)}**` : formatMetric(value),
      version.at.slice(0, 10),
      markdownText(version.stage === 'none' ? '' : version.stage),
    ]);
  return table(['Version', 'Value', 'Registered', 'Stage'], rows, values.length);
}

function bestOf(values: readonly number[], higherIsBetter: boolean | null): number | null {
  return new Set(values).size < 2
    ? null
    : values.reduce((best, value) => (judge(best, value, higherIsBetter) === 'better' ? value : best));
}

/** What a parameter was; runs of one value are one row. */
export function paramHistory(name: string, versions: readonly Version[]): string {
  const values = versions.flatMap((version) => {
    const param = version.params.find((candidate) => candidate.name === name);
    return param === undefined ? [] : [{ text: String(param.value), version }];
  });
  const rows = runs(values).map(({ text, newest, oldest }) => [span(newest, oldest), markdownCode(text)]);
  return table(['Version', 'Value'], rows.slice(0, SHOWN), rows.length);
}

/** Which bytes were at a dataset's or an artifact's path. */
export function pathHistory(path: string, list: 'data' | 'artifacts', versions: readonly Version[]): string {
  const values = versions.flatMap((version) => {
    const text =
      list === 'data'
        ? version.datasets.filter((dataset) => dataset.path === path).map(identityText)[0]
        : version.artifacts.filter((artifact) => artifact.path === path).map(({ sha256 }) => `sha256:${sha256}`)[0];
    return text === undefined ? [] : [{ text: shorten(text), version }];
  });
  const rows = runs(values).map(({ text, newest, oldest }) => [span(newest, oldest), markdownCode(text)]);
  return table(['Version', 'Identity'], rows.slice(0, SHOWN), rows.length);
}

interface Run {
  readonly text: string;
  readonly newest: Version;
  readonly oldest: Version;
}

function runs(values: readonly { readonly text: string; readonly version: Version }[]): readonly Run[] {
  const found: Run[] = [];
  for (const { text, version } of values) {
    const last = found.at(-1);
    if (last?.text === text) {
      found[found.length - 1] = { ...last, oldest: version };
    } else {
      found.push({ text, newest: version, oldest: version });
    }
  }
  return found;
}

function span(newest: Version, oldest: Version): string {
  const reference = formatReference(newest.model, newest.version);
  return markdownText(newest === oldest ? reference : `${reference} to v${oldest.version}`);
}

function table(header: readonly string[], rows: readonly (readonly string[])[], count: number): string {
  if (rows.length === 0) {
    return '';
  }
  const more = count > rows.length ? `\n\nand ${count - rows.length} more` : '';
  return `${markdownTable(header, rows)}${more}`;
}

/** `sha256:2cf24dba5fb0`: enough to see that two differ. */
function shorten(identity: string): string {
  const [kind, digest] = identity.split(':');
  return digest === undefined ? identity : `${kind ?? ''}:${digest.slice(0, 12)}`;
}
