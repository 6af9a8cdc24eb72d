import type { Judgement } from '../../../core/table/judgement';

export interface MetricWidth {
  /** Characters before the decimal point, a minus sign included. */
  readonly whole: number;
  readonly decimals: number;
}

/** How much room the values of a metric need. */
export function metricWidth(judgement: Judgement, column: number): MetricWidth {
  let most = 0;
  let isNegative = false;
  for (const value of judgement.data.values(column)) {
    if (Number.isFinite(value)) {
      most = Math.max(most, Math.abs(value));
      isNegative ||= value < 0;
    }
  }
  const digits = most < 10 ? 1 : Math.floor(Math.log10(most)) + 1;
  return { whole: Math.min(digits, 12) + (isNegative ? 1 : 0), decimals: judgement.format(column).decimals };
}

/** In digits: the widest whole part, the point, the longest fraction. */
export function valueCharacters(widths: readonly MetricWidth[]): number {
  const whole = Math.max(1, ...widths.map((width) => width.whole));
  const decimals = Math.max(0, ...widths.map((width) => width.decimals));
  return whole + (decimals === 0 ? 0 : decimals + 0.5);
}
