import type { Capture } from '../capture/capture';
import { describeChanges } from './changes';
import type { LedgerConfig } from '../config';
import { configureMetrics } from '../configureMetrics';
import type { Draft } from './draft';
import { describeImpact } from './impact';
import { mergeRounded } from '../metric/mergeRounded';
import type { Metric, Param, Version } from '../model';
import type { InspectedMetric, InspectedParam } from '../notebook/inspection';

export interface DraftFromCaptureInput {
  readonly capture: Capture;
  readonly model: string;
  /** The version that the new one follows, for Changes and Impact. */
  readonly previous: Version | null;
  readonly config: LedgerConfig;
  /** Lines of `describeCellChanges`, when the earlier notebook could be read. */
  readonly cellChanges?: readonly string[] | undefined;
}

/** Everything filled in but the reasons. */
export function draftFromCapture({ capture, model, previous, config, cellChanges }: DraftFromCaptureInput): Draft {
  const { inspection, datasets } = capture;
  const sure = mergeRounded(inspection.metrics.filter(isSure).map(withoutConfidence));
  const { chosen, others } = oneValueEach(sure);
  const metrics = headlineFirst(configureMetrics(chosen, config));
  const params = uniqueParams(inspection.params);
  const facts = { params, datasets, environment: capture.environment, cells: cellChanges };
  return {
    model,
    source: capture.source,
    metrics,
    uncertain: [...others, ...inspection.metrics.filter((metric) => !isSure(metric)).map(withoutConfidence)],
    params,
    data: datasets.map((dataset) => dataset.path),
    artifacts: capture.artifacts
      .filter((artifact) => artifact.size !== null && artifact.confidence !== 'low')
      .map((artifact) => artifact.path),
    tags: {},
    documentation: {
      rationale: '',
      changes: describeChanges(previous, facts),
      impact: describeImpact(previous, metrics),
    },
  };
}

/**
 * A version has one value of a metric on a split. Of several, as from an early stopped training that tells its last round
 * and its best one, the headline counts, else what was printed last; a person may choose otherwise.
 */
function oneValueEach(metrics: readonly Metric[]): { chosen: readonly Metric[]; others: readonly Metric[] } {
  const byKey = new Map<string, Metric>();
  for (const metric of metrics) {
    const key = JSON.stringify([metric.name, metric.split, metric.model ?? null]);
    const rival = byKey.get(key);
    if (rival === undefined || metric.headline || !rival.headline) {
      byKey.set(key, metric);
    }
  }
  const chosen = new Set(byKey.values());
  return {
    chosen: metrics.filter((metric) => chosen.has(metric)),
    others: metrics.filter((metric) => !chosen.has(metric)),
  };
}

/** As the card and the tree list them: the scores that a version is judged by must not be looked for among two hundred. */
function headlineFirst(metrics: readonly Metric[]): readonly Metric[] {
  return [...metrics.filter((metric) => metric.headline), ...metrics.filter((metric) => !metric.headline)];
}

function isSure(metric: InspectedMetric): boolean {
  return metric.confidence !== 'low';
}

/** What could as well be the result is recorded like the scores of other models: a version is judged by one evaluation. */
function withoutConfidence({ confidence: _, isSecondOpinion, ...metric }: InspectedMetric): Metric {
  return isSecondOpinion === true ? { ...metric, headline: false } : metric;
}

/** One value a name: the last one that was assigned, at the place of the first. */
function uniqueParams(inspected: readonly InspectedParam[]): readonly Param[] {
  const byName = new Map<string, Param>();
  for (const { confidence, ...param } of inspected) {
    if (confidence !== 'low') {
      byName.set(
        param.name,
        typeof param.value === 'number' && !Number.isFinite(param.value)
          ? { ...param, value: String(param.value) }
          : param,
      );
    }
  }
  return [...byName.values()];
}
