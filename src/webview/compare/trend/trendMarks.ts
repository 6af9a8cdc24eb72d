import type { MeasuredLine } from './describeTrend';

/** Versions in a row that are in the same stage. */
export interface StageBand {
  readonly stage: string;
  /** Numbers of the first and the last version. */
  readonly from: number;
  readonly to: number;
  /** Position of the stage in the order of promotion. */
  readonly step: number;
}

/** The stages along a line; none where every version is still where it started, and none over several models. */
export function stageBands(lines: readonly MeasuredLine[], stages: readonly string[]): readonly StageBand[] {
  const [line] = lines;
  if (line === undefined || lines.length > 1) {
    return [];
  }
  const bands: StageBand[] = [];
  for (const { stage, version } of line.points) {
    const last = bands.at(-1);
    if (last?.stage === stage) {
      bands[bands.length - 1] = { ...last, to: version };
    } else {
      bands.push({ stage, from: version, to: version, step: stages.indexOf(stage) });
    }
  }
  return bands.filter(({ stage }) => stage !== stages[0]);
}

/** What the champion has, to measure the others by; null without one. */
export function championLevel(
  lines: readonly MeasuredLine[],
): { readonly version: number; readonly value: number } | null {
  const points = lines.length === 1 ? (lines[0]?.points ?? []) : [];
  return points.findLast(({ aliases }) => aliases.includes('champion')) ?? null;
}
