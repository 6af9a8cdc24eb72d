import type { Inspection } from './notebook/inspection';
import { inspectText } from './notebook/inspectText';
import type { InspectOptions } from './notebook/inspectNotebook';

/** What a log or a metrics file says, by its name and content. */
export function readMetricsFile(
  _name: string,
  text: string,
  options: InspectOptions,
): Pick<Inspection, 'metrics' | 'params' | 'series'> {
  return { params: [], ...inspectText(text, options) };
}
