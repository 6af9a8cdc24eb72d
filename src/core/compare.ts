import { LedgerError } from './errors';
import { alignMetrics, type MetricRow } from './metricRows';
import { formatReference, type Dataset, type Documentation, type ParamValue, type Version } from './model';

export interface ComparedVersion {
  readonly reference: string;
  readonly model: string;
  readonly version: number;
  readonly name: string;
  readonly id: string;
  readonly at: string;
  readonly by: { readonly name: string; readonly email: string };
  readonly stage: string;
  readonly aliases: readonly string[];
  readonly archived: boolean;
  readonly documentation: Documentation;
}

export interface ComparedMetric {
  readonly name: string;
  readonly split: string | null;
  /** Null on the main row of a name and split; see `alignMetrics`. */
  readonly model: string | null;
  readonly higherIsBetter: boolean | null;
  readonly headline: boolean;
  /** In the order of `versions`; null: not measured. */
  readonly values: readonly (number | null)[];
  /** Index of the best value; null when the direction is unknown or no value is better than another. */
  readonly best: number | null;
  /** The last compared version (the baseline aside) minus the baseline; null where one of them has no value. */
  readonly delta: number | null;
  /** Each version minus the baseline, in the order of `versions`. */
  readonly deltas: readonly (number | null)[];
}

export interface ComparedParam {
  readonly name: string;
  /** In the order of `versions`; null where the parameter is not set (see `set`) or is null. */
  readonly values: readonly ParamValue[];
  readonly set: readonly boolean[];
}

export interface ComparedText {
  readonly name: string;
  readonly values: readonly (string | null)[];
}

/** The JSON of `model-ledger compare` and the content of the comparison page. */
export interface Comparison {
  readonly versions: readonly ComparedVersion[];
  /** Index of the version that the deltas start from. */
  readonly baseline: number;
  /** Headline metrics first, then in the order of the versions. All of them, also the equal ones. */
  readonly metrics: readonly ComparedMetric[];
  /** Only what differs, here and below. */
  readonly params: readonly ComparedParam[];
  /** By dataset path; a value names the identity, e.g. `dvc:5d41402a…`. */
  readonly data: readonly ComparedText[];
  readonly code: readonly ComparedText[];
  readonly environment: readonly ComparedText[];
}

export function compareVersions(versions: readonly Version[], baselineIndex = 0): Comparison {
  if (versions.length < 2) {
    throw new LedgerError('nothing-to-compare', 'A comparison needs at least two versions. Name another one.', {
      versions: versions.map((version) => formatReference(version.model, version.version)),
    });
  }
  const baseline = Math.min(Math.max(0, baselineIndex), versions.length - 1);
  return {
    versions: versions.map(comparedVersion),
    baseline,
    metrics: alignMetrics(versions).map((row) => compareMetric(row, baseline)),
    params: compareParams(versions),
    data: compareData(versions),
    code: compareTexts(versions.map(codeTexts)),
    environment: compareTexts(versions.map(environmentTexts)),
  };
}

function comparedVersion(version: Version): ComparedVersion {
  return {
    reference: formatReference(version.model, version.version),
    model: version.model,
    version: version.version,
    name: version.name,
    id: version.id,
    at: version.at,
    by: version.by,
    stage: version.stage,
    aliases: version.aliases,
    archived: version.archived !== null,
    documentation: version.documentation,
  };
}

function compareMetric(row: MetricRow, baseline: number): ComparedMetric {
  const values = row.metrics.map((metric) => metric?.value ?? null);
  const from = values[baseline] ?? null;
  const deltas = values.map((value) => (value === null || from === null ? null : difference(value, from)));
  const last = values.length - 1 === baseline ? values.length - 2 : values.length - 1;
  return {
    name: row.name,
    split: row.split,
    model: row.model,
    higherIsBetter: row.higherIsBetter,
    headline: row.headline,
    values,
    best: findBest(values, row.higherIsBetter),
    delta: deltas[last] ?? null,
    deltas,
  };
}

/** Without the noise of binary fractions: 0.934 − 0.912 is 0.022, not 0.02200000000000002. */
export function difference(value: number, from: number): number {
  const exact = value - from;
  const rounded = Number(exact.toPrecision(12));
  // Twelve digits of a difference far smaller than its operands would still be noise.
  return Math.abs(exact) < Number.EPSILON * Math.max(Math.abs(value), Math.abs(from)) * 4 ? 0 : rounded;
}

function findBest(values: readonly (number | null)[], higherIsBetter: boolean | null): number | null {
  const known = values.filter((value) => value !== null);
  if (higherIsBetter === null || new Set(known).size < 2) {
    return null;
  }
  return values.indexOf(known.reduce((best, value) => (value > best === higherIsBetter ? value : best)));
}

function compareParams(versions: readonly Version[]): readonly ComparedParam[] {
  const maps = versions.map((version) => new Map(version.params.map((param) => [param.name, param.value])));
  const names = [...new Set(maps.flatMap((map) => [...map.keys()]))];
  return names
    .map((name) => ({
      name,
      values: maps.map((map) => map.get(name) ?? null),
      set: maps.map((map) => map.has(name)),
    }))
    .filter(({ values, set }) => new Set(values.map((value, at) => JSON.stringify([set[at], value]))).size > 1);
}

function compareData(versions: readonly Version[]): readonly ComparedText[] {
  const maps = versions.map(
    (version) => new Map(version.datasets.map((dataset) => [dataset.path, identityText(dataset)])),
  );
  return compareTexts(maps);
}

/** `dvc:5d41…`, `sha256:2cf2…`, `unresolved`. */
export function identityText(dataset: Dataset): string {
  const { identity } = dataset;
  return identity.kind === 'unresolved' ? 'unresolved' : `${identity.kind}:${identity.digest}`;
}

function codeTexts({ code }: Version): ReadonlyMap<string, string | null> {
  return new Map([
    ['commit', code.commit],
    ['branch', code.branch],
    ['dirty', String(code.dirty)],
    ['snapshot', code.snapshot],
    ['sourceSha256', code.sourceSha256],
  ]);
}

function environmentTexts({ environment, source }: Version): ReadonlyMap<string, string | null> {
  return new Map<string, string | null>([
    ['source', source.path],
    ['framework', environment.framework.join(', ')],
    ['python', environment.python],
    ['kernel', environment.kernel],
    ...Object.entries(environment.packages ?? {}),
  ]);
}

function compareTexts(maps: readonly ReadonlyMap<string, string | null>[]): readonly ComparedText[] {
  const names = [...new Set(maps.flatMap((map) => [...map.keys()]))];
  return names
    .map((name) => ({ name, values: maps.map((map) => map.get(name) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1);
}
