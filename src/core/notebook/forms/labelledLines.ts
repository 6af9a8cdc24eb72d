import { namedSplit, readMetricLabel } from '../../metric/metricLabel';
import { isModelWord } from '../../metric/modelWords';
import { splitOf } from '../../python/values';
import { remember } from '../../remember';
import { modelName } from '../codeHints';
import type { CodeHints } from '../codeHints';
import type { Hole } from '../matchPrints';
import type { LineTraits } from '../lineTraits';
import { findNumbers } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { makeReading } from '../reading';
import type { Reading } from '../reading';
import { readHoles } from './codeValues';
import { constructorBefore } from './constructorText';
import { underEpochs } from './epochHeadings';
import { readLabelledNumbers } from './labelledNumbers';
import type { LabelledNumber } from './labelledNumbers';
import { readPair } from './labelledPair';
import { NO_HEADING, readHeading, readRun } from './lineHeadings';
import type { Heading } from './lineHeadings';
import { findClassLines, findSpoiledLines, isNoResult } from './linesApart';
import { isLossBeside, spelledOut, withoutParts, withSplits } from './pairsTogether';

/** A title over the values of one fold. */
const FOLD = /^\W*fold\W*\d+\W*(?:\d+\W*)?$/i;

/** `Accuracy: 93.1%`, `f1 = 0.8`, `Epoch 3 | train_loss: 0.1 | val_loss: 0.2`, one or several to a line. */
export function readLabelledLines(
  block: OutputBlock,
  used: ReadonlySet<number>,
  hints: CodeHints,
  { telling, text }: LineTraits,
): readonly Reading[] {
  const readings: Reading[] = [];
  if (telling.size === 0 && hints.holes.size === 0) {
    return readings;
  }
  const classLines = findClassLines(block);
  const spoiled = findSpoiledLines(block, text);
  let heading = NO_HEADING;
  block.lines.forEach((line, index) => {
    if (used.has(index) || classLines.has(index) || line.length > 2000 || line.trim() === '') {
      return;
    }
    const holes = hints.holes.get(index) ?? [];
    if (line.length < 40 && FOLD.test(line)) {
      heading = { ...heading, isFold: true };
      return;
    }
    const run = line.length < 80 ? readRun(line) : null;
    if (run !== null) {
      heading = run;
      return;
    }
    if (!/\d/.test(line)) {
      readings.push(...readUnderTitle(block, index, hints, used));
      heading = isNoResult(line) ? heading : (readHeading(line, heading) ?? heading);
      return;
    }
    if ((telling.has(index) || holes.length > 0) && !isNoResult(line)) {
      const found = readLine({ block, index, line, heading, holes, hints });
      readings.push(...(spoiled.has(index) ? found.map((reading): Reading => ({ ...reading, role: 'trial' })) : found));
    }
  });
  return underEpochs(readings, block.lines);
}

/** `RMSE:` and the value on the next line. */
function readUnderTitle(
  block: OutputBlock,
  index: number,
  hints: CodeHints,
  used: ReadonlySet<number>,
): readonly Reading[] {
  const title = (block.lines[index] ?? '').trim();
  const next = (block.lines[index + 1] ?? '').trim();
  const after = (block.lines[index + 2] ?? '').trim();
  const isAlone = title.endsWith(':') && title.length < 60 && /^-?\d*\.\d+(?:e[-+]?\d+)?%?$/i.test(next);
  // More numbers below are a column, and a value that the code knows is read by what it knows.
  if (!isAlone || /^-?[\d.]+%?$/.test(after) || used.has(index + 1)) {
    return [];
  }
  const [hole] = hints.holes.get(index + 1) ?? [];
  if (hole !== undefined && hole.value.kind !== 'unknown') {
    return [];
  }
  const found = readLabelledNumbers(`${title} ${next}`)[0];
  const reading =
    found === undefined || found.label.rest.length > 2 ? null : readPair(block, index + 1, found, null, null);
  return reading === null || reading.name === 'score'
    ? []
    : [{ ...reading, split: found?.label.split ?? hints.shared.split, model: modelName(hints.shared.model) }];
}

interface Line {
  readonly block: OutputBlock;
  readonly index: number;
  readonly line: string;
  readonly heading: Heading;
  readonly holes: readonly Hole[];
  readonly hints: CodeHints;
}

function readLine(context: Line): Reading[] {
  const { block, index, line, heading, holes, hints } = context;
  const tuples = holes.filter((hole) => isTuple(hole, line));
  const made = constructorBefore(line);
  const spoken = withoutDevice(made === null ? line : ' '.repeat(made.end) + line.slice(made.end));
  const pairs = withoutParts(spelledOut(withSplits(readLabelledNumbers(spoken)))).filter(
    ({ start }) => !tuples.some((hole) => start >= hole.start && start < hole.end),
  );
  const step =
    line.includes(EVALUATED_WORDS) && EVALUATED.test(line)
      ? null
      : (pairs.find((pair) => pair.label.isStep && pair.isInteger)?.value ?? epochIn(line));
  const lineSplit = namedSplit(line.slice(0, 80));
  const hasSplits = pairs.some((pair) => pair.label.split !== null);
  // `For n_clusters = 4 the silhouette score is 0.6`
  const count = pairs.find(({ isInteger, labelText }) => isInteger && CLUSTER_COUNT.test(labelText));
  const named = new Set<Hole>();
  const labelled = pairs.flatMap((pair) => {
    const hole = holes.find(({ start, end }) => pair.start >= start && pair.start < end) ?? null;
    const read = readPair(block, index, pair, hole, step);
    if (read === null) {
      return [];
    }
    const found = count === undefined ? read : { ...read, label: `clusters ${count.value} ${read.label}` };
    const isOfFold =
      heading.isFold === true && found.role === 'final' && !pair.label.isAggregate && pair.label.split === null;
    const reading: Reading = isOfFold ? { ...found, role: 'fold' } : found;
    if (hole !== null) {
      named.add(hole);
    }
    const score = hole?.value.kind === 'score' ? hole.value : null;
    // `loss: 0.6 | val_loss: 0.7`: beside a held-out value the other one is of the training.
    const isTraining =
      hasSplits &&
      (reading.role === 'step' ? pairs.every(({ label }) => label.split !== 'train') : isLossBeside(pair, pairs));
    // `train Loss: 0.5 Acc: 0.7`: what a line says of one value holds for those after it.
    const before = pairs.slice(0, pairs.indexOf(pair)).findLast(({ label }) => label.split !== null)?.label.split;
    const split =
      (score?.isLogged === true || score?.isSeen === true ? score.split : null) ??
      spelledSplit(pair.labelText, splitOf(hole?.value)) ??
      pair.label.split ??
      (hasSplits ? (before ?? splitOf(hole?.value) ?? (isTraining ? 'train' : null)) : lineSplit) ??
      splitOf(hole?.value) ??
      heading.split ??
      (isTrainingLoss(reading, pair, hole) ? 'train' : null);
    const model =
      printedModel(line, holes, pair) ??
      made?.text ??
      modelName(score?.model ?? null) ??
      heading.model ??
      reading.model ??
      modelName(hints.shared.model);
    const estimator = score?.model ?? hints.shared.model;
    if (pair.label.splitPair !== null && pair.second !== null) {
      const [one, two] = pair.label.splitPair;
      return [
        { ...reading, split: one, model, estimator },
        { ...reading, value: pair.second.value, isPercent: pair.second.isPercent, split: two, model, estimator },
      ];
    }
    return [
      {
        ...reading,
        split: split ?? hints.shared.split,
        model,
        estimator,
      },
    ];
  });
  const isFolds = ({ value }: Hole): boolean =>
    (value.kind === 'score' && value.shape === 'folds') || (value.kind === 'list' && value.items.length === 1);
  const bare = readHoles(
    block,
    index,
    line,
    holes.filter((hole) => !named.has(hole) || isFolds(hole)),
  );
  const [tuple] = tuples;
  const owner = tuple === undefined ? null : modelBefore(line.slice(0, tuple.start));
  const told = bare.map((reading): Reading => ({
    ...reading,
    split: lineSplit ?? reading.split ?? heading.split,
    model: reading.model ?? owner,
  }));
  return [...labelled, ...told, ...(labelled.length === 0 ? readCount(context) : [])];
}

/** `Got 956 / 1000 correct (95.60)`. */
const COUNT = /\b\d+\s*\/\s*\d+\s+(?:samples\s+)?correct(?:ly classified)?\s*[([]\s*(\d+(?:\.\d+)?)\s*%?\s*[)\]]/i;

/** A share of right ones that is told as a count. */
function readCount({ block, index, line, heading, hints }: Line): Reading[] {
  const share = line.length < 200 && /correct/i.test(line) ? COUNT.exec(line)?.[1] : undefined;
  const value = Number(share);
  return share === undefined || value > 100
    ? []
    : [
        makeReading(block, {
          name: 'accuracy',
          value,
          isPercent: true,
          split: namedSplit(line.slice(0, 80)) ?? heading.split ?? hints.shared.split,
          form: 'label-value',
          label: 'correct',
          line: index,
        }),
      ];
}

/** Several scores that are printed as one value: the code names each, the label only the first or all of them. */
function isTuple({ value, start, end }: Hole, line: string): boolean {
  return (
    value.kind === 'list' &&
    value.items.length > 1 &&
    value.items.every((item) => item.kind === 'score' && item.isNamed !== true && item.name !== 'score') &&
    findNumbers(line.slice(start, end)).length === value.items.length
  );
}

/** `Random forest metrics: (0.9, 0.8)`: whose they are. */
function modelBefore(text: string): string | null {
  const words = readMetricLabel(text).rest;
  return words.length > 0 && words.length <= 6 && words.some(isModelWord) ? words.join(' ') : null;
}

/** What an evaluation by an estimator of TensorFlow ends with: it counts the steps of the training before. */
const EVALUATED = /\bSaving dict for global step \d+:/;
const EVALUATED_WORDS = 'Saving dict for';

/** The loss of a log is that of the training, unless the log says or the code knows otherwise. */
function isTrainingLoss(reading: Reading, pair: LabelledNumber, hole: Hole | null): boolean {
  const isOwn = hole === null ? reading.name === 'loss' : hole.isTraining;
  return isOwn && reading.role === 'step' && LOSS.test(pair.labelText);
}

const LOSS = /loss|cost/i;

const CLUSTER_COUNT = /\b(?:n_?clusters?|num_clusters|clusters|k)$/i;

/** The number of the device in `tensor(nan, device='cuda:0')` is none of the line. */
function withoutDevice(line: string): string {
  return line.includes("device='") ? line.replace(/device='[^']*'/g, (device) => ' '.repeat(device.length)) : line;
}

const LONGEST_NAME = 40;

/** A loop over models that prints each of them says itself which one it is. */
function printedModel(line: string, holes: readonly Hole[], pair: LabelledNumber): string | null {
  const hole = holes.find(({ value, end }) => value.kind === 'model' && end <= pair.start);
  const text = hole === undefined || hole.loop === null ? '' : line.slice(hole.start, hole.end).trim();
  return text === '' || text.length > LONGEST_NAME || /=/.test(text) ? null : text;
}

/** `Test Val Score` says two things; the code knows which one is meant. */
function spelledSplit(label: string, split: string | null): string | null {
  return split !== null && asWord(split).test(label) ? split : null;
}

const asWord = remember((split) => new RegExp(`\\b${split}\\b`, 'i'));

function epochIn(line: string): number | null {
  const match = /\b(?:epochs?|ep|steps?|iter(?:ation)?|round|generation)\s*[:=#]?\s*[[(]?\s*(\d+)/i.exec(
    line.slice(0, 200),
  );
  return match?.[1] === undefined ? null : Number(match[1]);
}
