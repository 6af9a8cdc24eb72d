/** The form of a mean that was computed from the scores of all folds. */
export const FOLD_MEAN = 'fold-mean';

const MOST_DECIMALS = 12;

/** The mean of printed values, with as many decimals as the longest of them. */
export function meanAsPrinted(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Number(mean.toFixed(Math.min(Math.max(...values.map(decimals)), MOST_DECIMALS)));
}

function decimals(value: number): number {
  return (String(value).split('.')[1] ?? '').length;
}
