import type { ParamValue } from '../model';
import type { InspectedPath, Inspection } from './inspection';

/** The document that `inspect --json` prints. Facts that the reader is not sure of are not in it. */
export interface InspectionJson {
  readonly framework: readonly string[];
  readonly metrics: readonly {
    readonly name: string;
    readonly value: number;
    readonly split: string | null;
    readonly model: string | null;
    readonly higherIsBetter: boolean | null;
    readonly cell: number | null;
    readonly headline: boolean;
  }[];
  readonly params: readonly { readonly name: string; readonly value: ParamValue; readonly cell: number | null }[];
  readonly datasets: readonly { readonly path: string; readonly cell: number | null }[];
  readonly artifacts: readonly { readonly path: string; readonly cell: number | null }[];
}

export function toInspectionJson(inspection: Inspection): InspectionJson {
  return {
    framework: inspection.framework,
    metrics: inspection.metrics.filter(isSure).map((metric) => ({
      name: metric.name,
      value: metric.value,
      split: metric.split,
      model: metric.model ?? null,
      higherIsBetter: metric.higherIsBetter,
      cell: metric.source.cell ?? null,
      headline: metric.headline,
    })),
    params: inspection.params
      .filter(isSure)
      .map(({ name, value, source }) => ({ name, value, cell: source.cell ?? null })),
    datasets: inspection.datasets.filter(isSure).map(toPath),
    artifacts: inspection.artifacts.filter(isSure).map(toPath),
  };
}

/** Paths are quoted from the code, so that they are found there; a version records where they lead. */
function toPath({ path, spelled, source }: InspectedPath): InspectionJson['datasets'][number] {
  return { path: spelled ?? path, cell: source.cell ?? null };
}

function isSure(fact: { readonly confidence: string }): boolean {
  return fact.confidence !== 'low';
}
