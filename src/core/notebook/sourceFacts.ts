import { inspectNotebook, type InspectOptions } from './inspectNotebook';
import type { InspectedMetric, InspectedParam, InspectedPath } from './inspection';
import type { Notebook } from './notebook';
import { printedNumbers } from './printedNumbers';

/** What a draft can be held against: the facts of its notebook as it is now, without pictures and curves. */
export interface SourceFacts {
  readonly metrics: readonly InspectedMetric[];
  readonly params: readonly InspectedParam[];
  readonly datasets: readonly InspectedPath[];
  readonly artifacts: readonly InspectedPath[];
  /** See `printedNumbers`. */
  readonly numbers: readonly number[];
}

export function sourceFacts(notebook: Notebook, options: InspectOptions = {}): SourceFacts {
  const { metrics, params, datasets, artifacts } = inspectNotebook(notebook, options);
  return { metrics, params, datasets, artifacts, numbers: printedNumbers(notebook) };
}
