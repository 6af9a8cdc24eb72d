import type { LedgerSnapshot } from '../snapshot';

export interface MetricUse {
  readonly versions: number;
  /** `churn@v4` and its value, of the newest version that has the metric. */
  readonly latest: { readonly model: string; readonly version: number; readonly value: number };
}

/** Every metric name of the ledger, the most used first. */
export function metricUses(snapshot: LedgerSnapshot): ReadonlyMap<string, MetricUse> {
  const uses = new Map<string, MetricUse>();
  for (const { model, versions } of snapshot.models) {
    for (const { version, metrics } of versions) {
      for (const name of new Set(metrics.map((metric) => metric.name))) {
        const before = uses.get(name);
        const value = metrics.find((metric) => metric.name === name)?.value ?? 0;
        uses.set(name, {
          versions: (before?.versions ?? 0) + 1,
          latest: before?.latest ?? { model, version, value },
        });
      }
    }
  }
  return new Map([...uses].sort(([, a], [, b]) => b.versions - a.versions));
}
