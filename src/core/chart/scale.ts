export type Range = readonly [least: number, most: number];

/** From values to pixels and back. */
export interface Scale {
  readonly range: Range;
  readonly ticks: readonly number[];
  toPixel(value: number): number;
  toValue(pixel: number): number;
}

export interface ScaleOptions {
  readonly from: number;
  readonly to: number;
  readonly range: Range;
  /** Room that a tick wants. */
  readonly space: number;
  readonly isLog?: boolean | undefined;
  /** Only whole numbers are ticked. */
  readonly isWhole?: boolean | undefined;
}

export function createScale({ from, to, range, space, isLog = false, isWhole = false }: ScaleOptions): Scale {
  const bend = isLog ? Math.log10 : (value: number): number => value;
  const unbend = isLog ? (value: number): number => 10 ** value : (value: number): number => value;
  const least = bend(range[0]);
  const span = bend(range[1]) - least || 1;
  const count = Math.max(2, Math.floor(Math.abs(to - from) / space));
  return {
    range,
    ticks: isLog ? logTicks(range, count) : ticksOf(range, count, isWhole),
    toPixel: (value) => from + ((bend(value) - least) / span) * (to - from),
    toValue: (pixel) => unbend(least + ((pixel - from) / (to - from)) * span),
  };
}

/** Round numbers inside the range, at most about `count` of them. */
export function ticksOf([least, most]: Range, count: number, isWhole = false): readonly number[] {
  const rough = (most - least) / Math.max(1, count);
  if (!(rough > 0)) {
    return [least];
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = ([1, 2, 5, 10].find((step) => step * power >= rough) ?? 10) * power;
  const step = isWhole ? Math.max(1, Math.round(round)) : round;
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function logTicks([least, most]: Range, count: number): readonly number[] {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(most));
  const steps = last - first > count ? [1] : last - first > count / 3 ? [1, 3] : [1, 2, 5];
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((power) =>
    steps.map((step) => step * 10 ** power),
  );
  const inside = all.filter((value) => value >= least * 0.999 && value <= most * 1.001);
  return inside.length > 1 ? inside : ticksOf([least, most], count);
}

/** With as many decimals as tell the ticks apart. */
export function tickTexts(ticks: readonly number[]): readonly string[] {
  const gaps = ticks.slice(1).map((tick, index) => Math.abs(tick - (ticks[index] ?? 0)));
  const step = Math.min(...gaps.filter((gap) => gap > 0), Number.POSITIVE_INFINITY);
  const decimals = Number.isFinite(step) ? decimalsOf(step) : 0;
  return ticks.map((tick) => tickText(tick, decimals));
}

const MOST_DECIMALS = 8;

/** 1 for 0.2, 3 for 0.025: a step that is rounded would put its labels beside their ticks. */
function decimalsOf(step: number): number {
  const isWhole = (decimals: number): boolean => {
    const scaled = step * 10 ** decimals;
    return Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, scaled) && Math.round(scaled) > 0;
  };
  const found = Array.from({ length: MOST_DECIMALS }, (_, decimals) => decimals).find(isWhole);
  return found ?? MOST_DECIMALS;
}

function tickText(tick: number, decimals: number): string {
  const size = Math.abs(tick);
  if (size >= 1e6 || (size !== 0 && size < 1e-4)) {
    return tick
      .toExponential(size >= 1e6 ? 1 : 0)
      .replace('e+', 'e')
      .replaceAll('-', '−');
  }
  const text = decimals === 0 && !Number.isInteger(tick) ? String(Number(tick.toPrecision(4))) : tick.toFixed(decimals);
  return text.replaceAll('-', '−');
}

/** Least and most of the finite values with a margin; null without any. Positive ones only for a logarithm. */
export function rangeOf(values: Iterable<number>, margin: number, isLog = false): Range | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (Number.isFinite(value) && (!isLog || value > 0)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  if (least > most) {
    return null;
  }
  if (isLog) {
    const factor = least === most ? 2 : (most / least) ** margin;
    return [least / factor, most * factor];
  }
  const room = least === most ? Math.max(Math.abs(least) * 0.05, 1e-6) : (most - least) * margin;
  return [least - room, most + room];
}
