/** One line of the table: what was measured, what it should reach, what it reached. */
export interface Figure {
  readonly what: string;
  /** `0.30 s`, with its unit. */
  readonly target: string;
  readonly measured: string;
  /** How much of the target is used up: at most 1 is met. Null where nothing could be measured. */
  readonly used: number | null;
  readonly note?: string | undefined;
}

export function atMost(what: string, limit: number, measured: number, unit: string, note?: string): Figure {
  return {
    what,
    target: `≤ ${amount(limit)} ${unit}`,
    measured: `${amount(measured)} ${unit}`,
    used: measured / limit,
    note,
  };
}

export function atLeast(what: string, limit: number, measured: number, unit: string, note?: string): Figure {
  return {
    what,
    target: `≥ ${amount(limit)} ${unit}`.trim(),
    measured: `${amount(measured)} ${unit}`.trim(),
    used: limit / measured,
    note,
  };
}

export function notMeasured(what: string, target: string, reason: string): Figure {
  return { what, target, measured: '–', used: null, note: reason };
}

function amount(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export function figureTable(figures: readonly Figure[]): string {
  const head = ['what', 'to reach', 'measured', 'used', '', 'note'];
  const rows = figures.map(({ what, target, measured, used, note }) => [
    what,
    target,
    measured,
    used === null ? '–' : `${(used * 100).toFixed(0)} %`,
    used === null ? 'not measured' : used <= 1 ? 'met' : 'MISSED',
    note ?? '',
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}
