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
  const sure = inspection.metrics.filter(isSure).map(withoutConfidence);
  const metrics = configureMetrics(mergeRounded(sure), config);
  const params = uniqueParams(inspection.params);
  const facts = { params, datasets, environment: capture.environment, cells: cellChanges };
  return {
    model,
    source: capture.source,
    metrics,
    uncertain: inspection.metrics.filter((metric) => !isSure(metric)).map(withoutConfidence),
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

function isSure(metric: InspectedMetric): boolean {
  return metric.confidence !== 'low';
}

function withoutConfidence({ confidence: _, ...metric }: InspectedMetric): Metric {
  return metric;
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
