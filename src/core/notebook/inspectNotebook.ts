import { present } from '../present';
import { knownMetric, metricDirection, signedName } from '../metric/catalogue';
import type { CodeFacts } from '../python/codeFacts';
import { readCode } from '../python/readCode';
import { addEvidence } from './addEvidence';
import { chooseHeadline } from './headline/chooseHeadline';
import { secondOpinion } from './headline/secondOpinion';
import { withoutUntrained } from './headline/untrained';
import { groupByCell, NO_HINTS, readCellHints } from './codeHints';
import type { CellCode } from './codeHints';
import { withReportedSplits } from './forms/reportedSections';
import { withReturnedScores } from './forms/returnedScores';
import { addTrackerCalls } from './forms/trackerCalls';
import type { InspectedMetric, InspectedPlot, Inspection } from './inspection';
import { withOneSpelling } from './modelSpelling';
import type { Notebook, NotebookCell } from './notebook';
import { readOutputBlocks } from './outputBlocks';
import { readBlock } from './readBlock';
import { readFrameworks } from './readFrameworks';
import { readParams } from './readParams';
import { readPaths } from './readPaths';
import type { Reading } from './reading';
import { readSeries } from './readSeries';
import { readWarnings } from './readWarnings';
import { reduceReadings } from './reduceReadings';
import { isSecretValue } from './secrets';
import { withinReach } from './withinReach';

export interface InspectOptions {
  /** `metrics` of the ledger's config: directions over the built-in ones. */
  readonly directions?: Readonly<Record<string, { readonly higherIsBetter?: boolean | undefined }>> | undefined;
}

/** Reads everything that the notebook says about its model. Pure; never throws. */
export function inspectNotebook(whole: Notebook, options: InspectOptions = {}): Inspection {
  const { notebook, warnings } = withinReach(whole);
  const facts = readCode(isPython(notebook) ? notebook.cells.filter((cell) => cell.kind === 'code') : []);
  const code = groupByCell(facts);
  const printed = notebook.cells.flatMap((cell) => readCell(cell, code));
  const readings = withoutExamples(addTrackerCalls(notebook, printed), facts);
  const results = markDeciding(reduceReadings(withOneSpelling(nameScores(readings, facts))), facts);
  const fitCells = fittedCells(facts);
  const trained = withoutUntrained(results, fitCells);
  const chosen = chooseHeadline(trained, fitCells, facts.task);
  const { headline, second } = secondOpinion(trained, [...chosen]);
  return {
    framework: readFrameworks(facts),
    metrics: results.map((reading) => {
      const metric = toMetric(reading, headline.includes(reading) || reading === second, options);
      return reading === second ? { ...metric, isSecondOpinion: true } : metric;
    }),
    params: readParams(notebook, facts, headline).filter(({ name, value }) => !isSecretValue(name, value)),
    datasets: readPaths(facts.datasets, notebook),
    artifacts: readPaths(facts.artifacts, notebook),
    plots: readPlots(whole),
    series: readSeries(readings),
    warnings: [...readWarnings(notebook, facts), ...warnings],
  };
}

function fittedCells(facts: CodeFacts): number[] {
  const trained = facts.trainings.filter(({ kind }) => kind === 'fit').map(({ cell }) => cell);
  return [
    ...trained,
    ...facts.learnedIn,
    ...facts.models.flatMap((model) => (model.fittedIn === null ? [] : [model.fittedIn])),
  ];
}

/** Where all searches of a notebook look for the best by one measure, its models are to be compared by it. */
function markDeciding(readings: readonly Reading[], facts: CodeFacts): readonly Reading[] {
  const measures = new Set(facts.models.flatMap(({ scoring }) => scoring ?? []));
  return measures.size === 1
    ? present(readings, (reading) =>
        measures.has(reading.name.replace(/^neg_/, '')) ? { ...reading, decides: true } : reading,
      )
    : readings;
}

/** What AutoGluon calls a score is the metric it was told to optimize; errors are below zero. */
function nameScores(readings: readonly Reading[], facts: CodeFacts): readonly Reading[] {
  const chosen = facts.models
    .flatMap(({ params }) => params)
    .findLast(({ name, value }) => name === 'eval_metric' && typeof value === 'string')?.value;
  const name = typeof chosen === 'string' ? knownMetric(chosen) : scoreOf(facts);
  return name === null
    ? readings
    : present(readings, (reading) =>
        reading.name === 'score' && reading.form.endsWith('table') && reading.split !== null
          ? { ...reading, name: signedName(name, reading.value) }
          : reading,
      );
}

/** What `score` of the notebook's estimators gives, where all are of one kind and nothing else was asked for. */
function scoreOf(facts: CodeFacts): string | null {
  const families = new Set(facts.models.map(({ family }) => family));
  const isPlain = families.size === 1 && facts.models.every(({ scoring }) => scoring === null);
  return !isPlain ? null : families.has('classifier') ? 'accuracy' : families.has('regressor') ? 'r2' : null;
}

/** Cells that only show how a metric works, on a truth and predictions that are spelled out, have no results. */
function withoutExamples(readings: readonly Reading[], facts: CodeFacts): readonly Reading[] {
  if (facts.examples.size === 0) {
    return readings;
  }
  const isExample = (cell: number): boolean => {
    const values = [...facts.scores, ...facts.results].filter((site) => site.cell === cell).map(({ value }) => value);
    const scores = values.filter(({ kind }) => kind === 'score' || kind === 'report');
    return scores.length > 0 && scores.every((value) => facts.examples.has(value));
  };
  return readings.filter((reading) => !isExample(reading.cell));
}

function isPython(notebook: Notebook): boolean {
  const language = notebook.language ?? notebook.kernel ?? 'python';
  return (
    /py|conda|env|^$/i.test(language) ||
    !/^(?:r|ir|julia|scala|javascript|bash|sas|matlab|octave|c|sql|ruby|rust|go|kotlin|java|f#|c#)/i.test(language)
  );
}

/** Markdown that states results is no evidence: only outputs of code cells are read. */
function readCell(cell: NotebookCell, code: CellCode): Reading[] {
  if (cell.kind !== 'code' || cell.outputs.length === 0) {
    return [];
  }
  const blocks = readOutputBlocks(cell);
  const hints = readCellHints(cell.index, blocks, code);
  const found = blocks.map((block, index) => readBlock(block, hints[index] ?? NO_HINTS));
  const readings = withReportedSplits(found, blocks);
  return [...withReturnedScores(addEvidence(readings, hints[0] ?? NO_HINTS), blocks)];
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
