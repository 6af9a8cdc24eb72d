import { metricDirection } from '../metric/catalogue';
import { chooseHeadline } from './chooseHeadline';
import type { InspectedMetric, InspectedPlot, Inspection } from './inspection';
import type { Notebook } from './notebook';
import { readOutputBlocks } from './outputBlocks';
import { readBlock } from './readBlock';
import type { Reading } from './reading';
import { readSeries } from './readSeries';
import { reduceReadings } from './reduceReadings';
import { readWarnings } from './readWarnings';

export interface InspectOptions {
  /** `metrics` of the ledger's config: directions over the built-in ones. */
  readonly directions?: Readonly<Record<string, { readonly higherIsBetter?: boolean | undefined }>> | undefined;
}

/** Reads everything that the notebook says about its model. Pure; never throws. */
export function inspectNotebook(notebook: Notebook, options: InspectOptions = {}): Inspection {
  const readings = notebook.cells.flatMap((cell) => readOutputBlocks(cell).flatMap(readBlock));
  const results = reduceReadings(readings);
  const headline = chooseHeadline(results);
  return {
    framework: [],
    metrics: results.map((reading) => toMetric(reading, headline.has(reading), options)),
    params: [],
    datasets: [],
    artifacts: [],
    plots: readPlots(notebook),
    series: readSeries(readings),
    warnings: readWarnings(notebook),
  };
}

function toMetric(reading: Reading, isHeadline: boolean, options: InspectOptions): InspectedMetric {
  return {
    name: reading.name,
    value: reading.value,
    split: reading.split,
    model: reading.model,
    higherIsBetter: metricDirection(reading.name, options.directions),
    headline: isHeadline,
    source: { cell: reading.cell, output: reading.output, line: reading.line },
    confidence: reading.confidence,
  };
}

const IMAGE_MIMES = ['image/png', 'image/jpeg', 'image/svg+xml'];

function readPlots(notebook: Notebook): InspectedPlot[] {
  return notebook.cells.flatMap((cell) =>
    cell.outputs.flatMap((output, index): InspectedPlot[] => {
      const mime = output.kind === 'data' ? IMAGE_MIMES.find((name) => output.data[name] !== undefined) : undefined;
      const data = output.kind === 'data' && mime !== undefined ? output.data[mime] : undefined;
      return mime === undefined || data === undefined
        ? []
        : [{ mime, data, source: { cell: cell.index, output: index } }];
    }),
  );
}
