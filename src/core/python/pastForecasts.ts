import { metricFunction } from './libraries';
import { argument } from './machine';
import type { CallArguments, Machine } from './machine';
import { makeScore } from './scores';
import { sharedSplit } from './values';
import type { ModelFact, Value } from './values';

/**
 * Forecasts that Darts makes from points of the past, each as if what comes after it were not known yet: they are held out,
 * whatever the series that they begin in is called. Null where the call is another one.
 */
export function forecastPast(
  machine: Machine,
  name: string,
  args: CallArguments,
  model: ModelFact | null,
): Value | null {
  if (name === 'historical_forecasts') {
    return { kind: 'prediction', model, split: heldOut(args) };
  }
  const isBacktest = name === 'backtest' && (args.named.has('forecast_horizon') || args.named.has('start'));
  const given = isBacktest ? argument(args, -1, 'metric') : undefined;
  // What Darts takes where it is told nothing.
  const metric = given === undefined ? 'mape' : given.kind === 'symbol' ? metricFunction(given.path) : null;
  return isBacktest && metric !== null ? makeScore(machine, metric, heldOut(args), model) : null;
}

function heldOut(args: CallArguments): string {
  const series = args.named.get('series');
  const split = sharedSplit(series === undefined ? args.positional : [series]);
  return split === null || split === 'train' ? 'test' : split;
}
