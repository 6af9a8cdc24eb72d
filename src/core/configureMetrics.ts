import type { LedgerConfig } from './config';
import type { Metric } from './model';

/** Best held-out data first; a split that is not here (another word, or none) stands before the training rows. */
const SPLITS = ['test', 'val', 'cv', 'oob'];
const LAST = 'train';

/**
 * What the team has configured, over what the reader found: directions, and which metrics are headlines. A name that is
 * configured as headline stands first, but only by its best held-out value: the score on the training rows is no headline
 * because the one on the test rows is.
 */
export function configureMetrics<T extends Metric>(metrics: readonly T[], config: LedgerConfig): readonly T[] {
  const directed = metrics.map((metric) => {
    const configured = config.metrics[metric.name];
    return {
      ...metric,
      higherIsBetter: configured?.higherIsBetter ?? metric.higherIsBetter,
      headline: metric.headline && configured?.headline !== false,
    };
  });
  const first = Object.entries(config.metrics).flatMap(([name, { headline }]) =>
    headline === true ? bestHeldOut(directed.filter((metric) => metric.name === name)) : [],
  );
  const rest = directed.filter((metric) => !first.includes(metric));
  return [...first.map((metric) => ({ ...metric, headline: true })), ...rest];
}

/** The headlines among metrics of one name, or else those of the best split. */
function bestHeldOut<T extends Metric>(metrics: readonly T[]): readonly T[] {
  if (metrics.some((metric) => metric.headline)) {
    return metrics.filter((metric) => metric.headline);
  }
  const best = Math.min(...metrics.map(rank));
  return metrics.filter((metric) => rank(metric) === best).slice(-1);
}

function rank({ split }: Metric): number {
  const position = SPLITS.indexOf(split ?? '');
  return position >= 0 ? position : split === LAST ? SPLITS.length + 1 : SPLITS.length;
}
