import { metricDirection } from '../metric/catalogue';
import { bothEnds } from './bothEnds';
import { chooseHeadline } from './headline/chooseHeadline';
import { NO_HINTS } from './codeHints';
import type { InspectedMetric, Series } from './inspection';
import type { InspectOptions } from './inspectNotebook';
import { shortenLines } from './outputBlocks';
import { readBlock } from './readBlock';
import { readSeries } from './readSeries';
import { reduceReadings } from './reduceReadings';
import { terminalLines } from './terminalText';

/** Metrics and curves of a plain log: printed epochs, labelled prints, reports. Sources have a line and no cell. */
export function inspectText(
  text: string,
  options: InspectOptions = {},
): { readonly metrics: readonly InspectedMetric[]; readonly series: readonly Series[] } {
  const read = bothEnds(text);
  const lines = shortenLines(terminalLines(read.text));
  const block = { cell: 0, output: 0, kind: 'stdout', lines, tables: [], records: [] } as const;
  const lineOf = (line: number | undefined): number => (line ?? 0) + ((line ?? 0) > read.from ? read.moved : 0);
  const readings = readBlock(block, NO_HINTS);
  const results = reduceReadings(readings);
  const headline = chooseHeadline(results, []);
  return {
    metrics: results.map((reading) => ({
      name: reading.name,
      value: reading.value,
      split: reading.split,
      model: reading.model,
      higherIsBetter: metricDirection(reading.name, options.directions),
      headline: headline.has(reading),
      source: { line: lineOf(reading.line) },
      confidence: reading.confidence,
    })),
    series: readSeries(readings).map((series) => ({ ...series, source: { line: lineOf(series.source.line) } })),
  };
}
