import { alignMetrics } from '../../core/metricRows';
import type { FactSource, Version } from '../../core/model';
import { factColumnId, metricColumnId } from '../../core/table/versionTable';
import type { Trend, TrendLine } from '../../protocol/comparePage';
import type { FoundVersion } from './comparedVersions';

/** Where the value in a column of a version was read; null when nothing says it. */
export function findColumnSource(version: Version, column: string): (FactSource & { readonly path: string }) | null {
  const source = sourceOf(version, column);
  if (source === undefined) {
    return null;
  }
  const path = source.path ?? version.source.path;
  return path === '' ? null : { ...source, path };
}

function sourceOf(version: Version, column: string): FactSource | undefined {
  const row = alignMetrics([version]).find((candidate) => metricColumnId(candidate) === column);
  if (row !== undefined) {
    return row.metrics[0]?.source;
  }
  const param = version.params.find(({ name }) => factColumnId('param', name) === column);
  if (param !== undefined) {
    return param.source;
  }
  const dataset = version.datasets.find(({ path }) => factColumnId('data', path) === column);
  if (dataset !== undefined) {
    return dataset.source ?? { path: dataset.path };
  }
  const artifact = version.artifacts.find(({ path }) => factColumnId('artifact', path) === column);
  return artifact === undefined ? undefined : (artifact.source ?? { path: artifact.path });
}

/** One metric over all versions that are given, a line for each model. */
export function readTrend(found: readonly FoundVersion[], column: string): Trend {
  const models = [...new Set(found.map(({ version }) => version.model))];
  return { column, lines: models.map((model) => trendLine(model, found, column)) };
}

function trendLine(model: string, found: readonly FoundVersion[], column: string): TrendLine {
  const versions = found.map(({ version }) => version).filter((version) => version.model === model);
  const row = alignMetrics(versions).find((candidate) => metricColumnId(candidate) === column);
  return {
    model,
    points: versions.map((version, index) => ({
      id: version.id,
      version: version.version,
      value: row?.metrics[index]?.value ?? null,
      stage: version.stage,
      aliases: version.aliases,
    })),
  };
}
