import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading } from '../reading';

/** Values that scrapbook or papermill recorded: `{"name": "f1", "data": 0.79}`. */
export function readRecords(block: OutputBlock): Reading[] {
  return block.records.flatMap((text) => {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return [];
    }
    return pairsOf(json).flatMap(([name, value]) => {
      const label = readMetricLabel(name);
      const { name: metric } = label;
      const isMetric = metric !== null && metric !== 'score' && !label.isForeign && label.rest.length <= 1;
      return isMetric && isPlausible(metric, value, false)
        ? [makeReading(block, { name: metric, value, split: label.split, form: 'record', line: 0 })]
        : [];
    });
  });
}

function pairsOf(json: unknown): (readonly [string, number])[] {
  if (typeof json !== 'object' || json === null) {
    return [];
  }
  const { name, data } = json as { name?: unknown; data?: unknown };
  const pairs = typeof name === 'string' ? [[name, data] as const] : Object.entries(json);
  return pairs.flatMap(([key, value]) => (typeof value === 'number' ? [[key, value] as const] : []));
}
