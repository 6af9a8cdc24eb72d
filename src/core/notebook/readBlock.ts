import { present } from '../present';
import { metricDirection } from '../metric/catalogue';
import { readAutogluonLog } from './forms/autogluonLog';
import { readAverageStats } from './forms/averageStats';
import { readBoostingLog } from './forms/boostingLog';
import { readClassificationReports } from './forms/classificationReport';
import { readCocoSummary } from './forms/cocoSummary';
import { readRecords } from './forms/records';
import { readDicts } from './forms/dictLines';
import { readGridScores } from './forms/gridScores';
import { readHtmlTables } from './forms/htmlTables';
import { readKerasLog } from './forms/kerasLog';
import { readLifelinesSummaries, readLifelinesTables } from './forms/lifelinesSummary';
import { readNamedTuples } from './forms/namedTuples';
import { readLabelledLines } from './forms/labelledLines';
import { readProgressBars } from './forms/progressBars';
import { markConstructors } from './forms/constructorText';
import { markSeries } from './forms/seriesText';
import { readStatsSummaries, readStatsTables } from './forms/statsSummary';
import { readTrainerOutputs } from './forms/trainerOutput';
import { readTextTables } from './forms/textTables';
import { readYoloTables } from './forms/yoloTable';
import type { CodeHints } from './codeHints';
import { readResult } from './forms/codeValues';
import { splitOf } from '../python/values';
import type { Value } from '../python/values';
import { lineTraits } from './lineTraits';
import type { OutputBlock } from './outputBlocks';
import type { Reading } from './reading';

/**
 * Everything in a block that names itself or that the code names. The most particular forms read first and take their
 * lines, so that what one understands the next cannot misread.
 */
export function readBlock(block: OutputBlock, hints: CodeHints): Reading[] {
  return present(readForms(block, hints), asFraction);
}

/**
 * `93.1%` is recorded as 0.931, so that versions which print one measure in two ways can be compared. A score of at most
 * 1 with a percent sign stays: people often put the sign behind a fraction. An error of 0.8% is what it says.
 */
function asFraction(reading: Reading): Reading {
  const isFractionAlready = metricDirection(reading.name) !== false && Math.abs(reading.value) <= 1;
  return !reading.isPercent || isFractionAlready
    ? reading
    : { ...reading, value: Number((reading.value / 100).toPrecision(15)), isPercent: false };
}

function readForms(block: OutputBlock, hints: CodeHints): Reading[] {
  const [first = ''] = block.lines;
  const logged = /^(?:train|valid): \[/.test(first) ? readAverageStats(block) : readGridScores(block, hints);
  if (logged.length > 0) {
    return logged;
  }
  const result = readResult(block, hints.result);
  if (result.length > 0) {
    return result;
  }
  // A data frame that was read from a file, a text of the code, or documentation with its examples, shows no results.
  if (isData(hints.result) || isSpelledText(hints.result) || isDocumentation(block)) {
    return [];
  }
  const readings: Reading[] = [];
  addAll(readings, readRecords(block));
  if (block.tables.length > 0) {
    addAll(readings, readStatsTables(block));
  }
  addAll(readings, readLines(block, hints));
  if (block.tables.length > 0) {
    const survival = readLifelinesTables(block);
    addAll(readings, survival.length > 0 ? survival : readHtmlTables(block, hints.columns));
  }
  if (readings.length === 0) {
    return readings;
  }
  const isTyped = hints.result?.kind === 'data' && hints.result.isTyped === true;
  const named = nameAverages(readings);
  const known = isTyped ? present(named, (reading): Reading => ({ ...reading, isTyped, confidence: 'medium' })) : named;
  return [...known].sort((one, other) => one.line - other.line);
}

/** Beside an average recall the average precision is one over folds or classes, and not the area under a curve. */
function nameAverages(readings: readonly Reading[]): readonly Reading[] {
  return readings.some(({ label }) => AVERAGE.test(label))
    ? present(readings, (reading) =>
        reading.name === 'pr_auc' && AVERAGE_PRECISION.test(reading.label)
          ? { ...reading, name: 'precision' }
          : reading,
      )
    : readings;
}

const AVERAGE = /\b(?:avg|average|mean)\W{1,3}(?:accuracy|recall|f1)/i;
const AVERAGE_PRECISION = /\b(?:avg|average|mean)\W{1,3}precision\W*$/i;

/** Each form is tried where the text has the words without which it cannot be there. */
function readLines(block: OutputBlock, hints: CodeHints): Reading[] {
  const traits = lineTraits(block.lines);
  if (!traits.hasDigit) {
    return [];
  }
  const { text } = traits;
  const used = new Set<number>();
  const readings: Reading[] = [];
  if (text.includes('Output(')) {
    addAll(readings, readTrainerOutputs(block, used));
  }
  if (text.includes('=')) {
    addAll(readings, withSplits(readNamedTuples(block, used), hints));
  }
  if (text.includes('(')) {
    markConstructors(block, used);
  }
  if (text.includes('dtype:')) {
    markSeries(block, used);
  }
  if (/rec/i.test(text)) {
    addAll(readings, readClassificationReports(block, used));
  }
  if (text.includes('Variable:')) {
    addAll(readings, readStatsSummaries(block, used));
  }
  if (text.includes('<lifelines.')) {
    addAll(readings, readLifelinesSummaries(block, used));
  }
  if (text.includes('@[ IoU')) {
    addAll(readings, readCocoSummary(block, used));
  }
  if (text.includes('= Validation score')) {
    addAll(readings, readAutogluonLog(block, used));
  }
  if (text.includes('Images')) {
    addAll(readings, readYoloTables(block, used));
  }
  if (/[[:=]|Shrink|Stopped/.test(text)) {
    addAll(readings, readBoostingLog(block, used, hints));
  }
  if (text.includes('%|')) {
    addAll(readings, readProgressBars(block, used));
  }
  if (/epoch|: /i.test(text)) {
    addAll(readings, readKerasLog(block, used));
  }
  if (text.includes('{')) {
    addAll(readings, withSplits(readDicts(block, used), hints));
  }
  addAll(readings, readTextTables(block, used, traits.telling, hints.columns));
  addAll(readings, readLabelledLines(block, used, hints, traits));
  return readings;
}

/** A literal with a spread for each form would make one function that no compiler is quick with. */
function addAll(readings: Reading[], more: readonly Reading[]): void {
  for (const reading of more) {
    readings.push(reading);
  }
}

/** A dict that is printed has the split of what was evaluated, where the code knows it. */
function withSplits(readings: readonly Reading[], hints: CodeHints): readonly Reading[] {
  return present(readings, (reading) => {
    const [hole] = reading.split === null ? (hints.holes.get(reading.line) ?? []) : [];
    return hole === undefined ? reading : { ...reading, split: splitOf(hole.value) };
  });
}

function isData(value: Value | null): boolean {
  return value?.kind === 'foreign' || (value?.kind === 'data' && value.isRead);
}

/** What the first lines of a script say of it, in quotes: `Gets to 99.25% test accuracy after 12 epochs.` */
function isSpelledText(value: Value | null): boolean {
  return value?.kind === 'literal'
    ? typeof value.value === 'string'
    : value?.kind === 'text' && value.parts.every((part) => typeof part === 'string');
}

function isDocumentation(block: OutputBlock): boolean {
  const isHelp = block.lines.slice(0, 5).some((line) => /^Help on \w+/.test(line));
  return (
    isHelp ||
    // An array with its coordinates, and the code of charts that Colab offers for a frame.
    /^(?:<xarray\.|from matplotlib import pyplot as plt$)/.test(block.lines[0] ?? '') ||
    (block.kind === 'result' &&
      block.lines.some((line) =>
        /^\s*(?:>>> (?:import|from|[\w.]+ ?=|[\w.]+\()|Docstring:|Init signature:)/.test(line),
      ))
  );
}
