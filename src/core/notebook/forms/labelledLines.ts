import type { MetricLabel } from '../../metric/metricLabel';
import { isModelWord, readMetricLabel } from '../../metric/metricLabel';
import type { LoopKind } from '../../python/codeFacts';
import { modelName } from '../codeHints';
import type { CodeHints } from '../codeHints';
import type { Hole } from '../matchPrints';
import { findNumbers } from '../numbers';
import type { OutputBlock } from '../outputBlocks';
import { isPlausible, makeReading } from '../reading';
import type { Reading, ReadingRole } from '../reading';
import { splitOf } from '../../python/values';
import type { Value } from '../../python/values';
import { readHoles } from './codeValues';
import { constructorBefore } from './constructorText';
import { underEpochs } from './epochHeadings';
import { labelTrust, readLabelledNumbers } from './labelledNumbers';
import type { LabelledNumber } from './labelledNumbers';

/** What a heading such as `Test Set Metrics of the trained model:` says about the lines under it. */
interface Heading {
  readonly split: string | null;
  readonly model: string | null;
  readonly isFold?: boolean;
}

const NO_HEADING: Heading = { split: null, model: null };

/** Lines of searches, settings, and plots that show what they drew: `[Text(66.9, 108.7, 'gini = 0.0…')]`. */
const NO_RESULT =
  /^\s*(?:\[CV\b|hyper-?param(?:eter)?s?\s*[:=]|id:\s*\d+ \||Gains\/Lift Table\b|\[?(?:Text|Annotation|Line2D|Rectangle)\()/;
/** A line of `info()`. */
const COLUMN_INFO = /^\s*.{1,80}\d non-null\b/;

function isNoResult(line: string): boolean {
  return NO_RESULT.test(line) || (line.includes(' non-null') && COLUMN_INFO.test(line));
}
/** A title over the values of one fold. */
const FOLD = /^\W*fold\W*\d+\W*(?:\d+\W*)?$/i;

/** `Accuracy: 93.1%`, `f1 = 0.8`, `Epoch 3 | train_loss: 0.1 | val_loss: 0.2`, one or several to a line. */
export function readLabelledLines(
  block: OutputBlock,
  used: ReadonlySet<number>,
  hints: CodeHints,
  telling: ReadonlySet<number>,
): readonly Reading[] {
  const readings: Reading[] = [];
  if (telling.size === 0 && hints.holes.size === 0) {
    return readings;
  }
  const classLines = findClassLines(block);
  const spoiled = findSpoiledLines(block);
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
      heading = isNoResult(line) ? heading : (readHeading(line, heading) ?? heading);
      return;
    }
    if ((telling.has(index) || holes.length > 0) && !isNoResult(line)) {
      const found = readLine({ block, index, line, heading, holes, hints });
      readings.push(...(spoiled.has(index) ? found.map((reading): Reading => ({ ...reading, role: 'trial' })) : found));
    }
  });
  return underEpochs(averaged(readings), block.lines);
}

/** Beside an average recall an average precision is the mean over folds or classes, and no area under a curve. */
function averaged(readings: readonly Reading[]): readonly Reading[] {
  return readings.some(({ label }) => AVERAGE.test(label))
    ? readings.map((reading) =>
        reading.name === 'pr_auc' && AVERAGE_PRECISION.test(reading.label)
          ? { ...reading, name: 'precision' }
          : reading,
      )
    : readings;
}

const AVERAGE = /\b(?:avg|average|mean)\W{1,3}(?:accuracy|recall|f1)/i;
const AVERAGE_PRECISION = /\b(?:avg|average|mean)\W{1,3}precision\W*$/i;

const CLASS_LINE = /^(.{0,40}\b(?:of|for(?:\s+class)?))\s+['"]?([\w-]+)['"]?\s*(?:[:=]|is\b)\s*\d/i;

/** Lines such as `Accuracy of plane : 55 %`, three or more in a row: one class each, and no models. */
function findClassLines(block: OutputBlock): ReadonlySet<number> {
  const groups = new Map<string, number[]>();
  block.lines.forEach((line, index) => {
    const match = line.length < 200 && /\b(?:of|for)\b/.test(line) ? CLASS_LINE.exec(line.trim()) : null;
    if (match === null) {
      return;
    }
    const [, before = '', name = ''] = match;
    const label = readMetricLabel(name);
    if (label.split === null && !label.rest.some(isModelWord) && label.name === null) {
      const lines = groups.get(before) ?? [];
      lines.push(index);
      groups.set(before, lines);
    }
  });
  return new Set([...groups.values()].filter((lines) => lines.length > 2).flat());
}

/** What was done to the data to see how much a model bears. */
const SPOILED =
  /\b(?:nois[ey]|adversarial(?! loss)|perturb(?:ed|ation)|corrupt(?:ed|ion)|occlu(?:ded|sion)|shuffled|permuted)\b/i;

/** Lines such as `High noise (0.2): 12 %`, two or more: tests of how robust a model is, beside its evaluation. */
function findSpoiledLines(block: OutputBlock): ReadonlySet<number> {
  const found = block.lines.flatMap((line, index) =>
    line.length < 200 && SPOILED.test(line) && /\d/.test(line) ? [index] : [],
  );
  return new Set(found.length > 1 ? found : []);
}

/** `Training resnet50 model...` begins the log of one of several. */
const RUN = /^\W*(?:training|fitting|evaluating|testing|running)\s+(?:the\s+)?([\w -]{2,40}?)(?:\s+model)?\W*$/i;

function readRun(line: string): Heading | null {
  const model = RUN.exec(line)?.[1];
  const label = model === undefined ? null : readMetricLabel(model);
  return model !== undefined && label?.name === null && label.rest.some(isModelWord) ? { split: null, model } : null;
}

function readHeading(line: string, before: Heading): Heading | null {
  // `train | railway, stations` lists words.
  if (line.length > 120 || !/[:=\-*#_]\s*$|[A-Z]|train|test|val|set/.test(line) || /\w \| \w|,[^,]*,/.test(line)) {
    return null;
  }
  const label = readMetricLabel(line);
  if (label.split !== null) {
    return { split: label.split, model: before.model };
  }
  const title = line.replace(/^[\s\-=*#_>]+|[\s\-=*#_:]+$/g, '');
  const isModel = label.name === null && label.rest.length > 0 && isTitle(title) && label.rest.some(isModelWord);
  if (isModel) {
    return { split: null, model: title };
  }
  // A ruler or another title ends the section.
  return /^[\s\-=*#_]{4,}$/.test(line) || line.trimEnd().endsWith(':')
    ? { split: null, model: before.model, isFold: before.isFold === true }
    : null;
}

/** `Task to be solved: regression` states something, as does what has a verb, and `Saved to forest.pkl` names a file. */
function isTitle(text: string): boolean {
  return (
    text.split(/\s+/).length <= 6 &&
    !/:\s\S|(?:\.\.\.|…|\w\.[a-z]\w{1,4})$|\b(?:will|is|are|was|were)\b|[`\\{}^@$!?;<>#]/.test(text)
  );
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
  const step = EVALUATED.test(line)
    ? null
    : (pairs.find((pair) => pair.label.isStep && pair.isInteger)?.value ?? epochIn(line));
  const lineSplit = readMetricLabel(line.slice(0, 80)).split;
  const hasSplits = pairs.some((pair) => pair.label.split !== null);
  const named = new Set<Hole>();
  const labelled = pairs.flatMap((pair) => {
    const hole = holes.find(({ start, end }) => pair.start >= start && pair.start < end) ?? null;
    const found = readPair(block, index, pair, hole, step);
    if (found === null) {
      return [];
    }
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
          split: readMetricLabel(line.slice(0, 80)).split ?? heading.split ?? hints.shared.split,
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

/** The loss of a log is that of the training, unless the log says or the code knows otherwise. */
function isTrainingLoss(reading: Reading, pair: LabelledNumber, hole: Hole | null): boolean {
  const isOwn = hole === null ? reading.name === 'loss' : hole.isTraining;
  return isOwn && reading.role === 'step' && LOSS.test(pair.labelText);
}

const LOSS = /loss|cost/i;

/** `loss 0.5, train acc 0.82, test acc 0.81`: where another value has both, the one loss is that of the training. */
function isLossBeside(pair: LabelledNumber, pairs: readonly LabelledNumber[]): boolean {
  const others = pairs.filter(({ label }) => label.name !== 'loss');
  return (
    pair.label.name === 'loss' &&
    pairs.length - others.length === 1 &&
    ['train', 'test'].every((split) => others.some(({ label }) => label.split === split))
  );
}

/** `total_loss: 0.49  loss_cls: 0.06  loss_mask: 0.09`: the parts of a loss are no losses of a model. */
function withoutParts(pairs: LabelledNumber[]): LabelledNumber[] {
  const isLoss = ({ label }: LabelledNumber): boolean => label.name === 'loss' && label.split === null;
  return pairs.some((pair) => isLoss(pair) && /\btotal/i.test(pair.labelText))
    ? pairs.filter((pair) => !isLoss(pair) || pair.label.rest.length === 0)
    : pairs;
}

/** The number of the device in `tensor(nan, device='cuda:0')` is none of the line. */
function withoutDevice(line: string): string {
  return line.includes("device='") ? line.replace(/device='[^']*'/g, (device) => ' '.repeat(device.length)) : line;
}

/** `Precision: train 0.61, test 0.11`: a split alone says that the next value is of the same measure. */
function withSplits(pairs: LabelledNumber[]): LabelledNumber[] {
  let before: LabelledNumber | null = null;
  return pairs.map((pair) => {
    const { label } = pair;
    const isSplit = label.name === null && label.split !== null && label.rest.length === 0 && !label.isStep;
    const name = before?.label.name ?? null;
    const isSame = isSplit && name !== null && before?.label.split !== null && before?.label.split !== label.split;
    before = isSame || !isSplit ? { ...pair, label: { ...label, name: isSame ? name : label.name } } : pair;
    return before;
  });
}

/** `F1=0.5  P=0.6  R=0.4`: side by side the two letters are precision and recall. */
function spelledOut(pairs: LabelledNumber[]): LabelledNumber[] {
  const isPair = ['P', 'R'].every((letter) => pairs.some(({ labelText }) => labelText === letter));
  return isPair
    ? pairs.map((pair) => {
        const name = pair.labelText === 'P' ? 'precision' : pair.labelText === 'R' ? 'recall' : null;
        return name === null ? pair : { ...pair, label: readMetricLabel(name) };
      })
    : pairs;
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
  return split !== null && new RegExp(`\\b${split}\\b`, 'i').test(label) ? split : null;
}

function readPair(
  block: OutputBlock,
  index: number,
  pair: LabelledNumber,
  hole: Hole | null,
  step: number | null,
): Reading | null {
  const { label } = pair;
  const value = hole?.value ?? null;
  const isSpread = label.isSpread || (value?.kind === 'score' && value.shape === 'spread');
  // A label is believed, unless the code shows that the number is something else.
  const isNothing =
    (pair.value === 0 && pair.isInteger && !pair.isMarked) ||
    // What a model costs before it has learned anything.
    (label.name === 'loss' && label.rest.some((word) => /^(?:initial|untrained)$/.test(word)));
  if (isNothing || isSpread || isNoScore(value, label) || isClassLabel(pair)) {
    return null;
  }
  const isConfirmed = value?.kind === 'score' && value.name !== 'score' && value.isNamed !== true;
  const isSuggested =
    value?.kind === 'score' && value.isNamed === true && label.name === null && label.rest.length <= 3;
  const trust = labelTrust(pair);
  // A number that the code spells out may be a goal or a threshold, and may be a score copied from elsewhere: its label
  // must be beyond doubt, and even then it is not as sure as one that was computed.
  const isSpelledOut = value?.kind === 'literal';
  if (isSpelledOut && (trust !== 'high' || label.rest.length > 0)) {
    return null;
  }
  // `loss` and `score` may be any measure; where the code knows which, that is the name.
  const isVague =
    label.name === null ||
    label.name === 'score' ||
    label.name === 'loss' ||
    label.isForeign ||
    // `Test error` may be any.
    (label.name === 'error_rate' && !/rate/i.test(pair.labelText)) ||
    // What `score` of a regressor gives is often called so.
    (label.name === 'accuracy' && value?.kind === 'score' && value.name === 'r2');
  const name = isVague && (isConfirmed || isSuggested) ? value.name : label.name;
  if (
    name === null ||
    (trust === 'low' && !isConfirmed && !isSuggested) ||
    // `Test error: 2.38` is no share of wrong answers.
    (name === 'error_rate' && pair.value > 1 && !pair.isPercent && !/rate/i.test(pair.labelText)) ||
    !isPlausible(name, pair.value, pair.isPercent)
  ) {
    return null;
  }
  const role = pair.isListed
    ? 'trial'
    : roleOf(label, value?.kind === 'score' && value.shape === 'folds', step, hole?.loop ?? null);
  return makeReading(block, {
    name,
    label: pair.labelText.slice(0, 120),
    value: pair.value,
    isPercent: pair.isPercent,
    model: pair.note ?? labelModel(pair),
    role,
    step,
    isTyped: isSpelledOut,
    form:
      role === 'step'
        ? 'epoch-line'
        : value?.kind === 'score' && value.isLogged === true
          ? 'history-value'
          : 'label-value',
    confidence: isConfirmed ? 'high' : isSpelledOut || isSuggested ? 'medium' : trust,
    line: index,
  });
}

/** Something else, and what a model says of an example: `Score: {probabilities.max()}`. */
function isNoScore(value: Value | null, label: MetricLabel): boolean {
  return value?.kind === 'foreign' || (value?.kind === 'prediction' && label.name === 'score');
}

/** `Accuracy of class 3`, `Test accuracy of 0`: one class of several. */
function isClassLabel(pair: LabelledNumber): boolean {
  return (
    /\b(?:of|for|class|label|digit|category)\s*[:#]?\s*['"]?\d{1,3}['"]?$/i.test(pair.labelText) ||
    /(?<!per[- ])\bclass\s+\S+$/i.test(pair.labelText)
  );
}

/** The words of a label that may name a model: one known as such, or a name in capitals. */
function labelModel(pair: LabelledNumber): string | null {
  const { rest } = pair.label;
  // `Silhouette (K=3)` names a setting.
  const named = pair.labelText.match(/(?<![A-Za-z])[A-Z\d][\w-]*/g)?.map((word) => word.toLowerCase()) ?? [];
  // `Recall came in at` tells a story.
  const isName = rest.some((word) => isModelWord(word) || named.some((name) => name.includes(word)));
  const isProgress = /\bso far$/i.test(pair.labelText);
  return rest.join('').length > 1 && rest.length <= 6 && isName && !isProgress && !rest.includes('tensorflow')
    ? rest.join(' ')
    : null;
}

function epochIn(line: string): number | null {
  const match = /\b(?:epochs?|ep|steps?|iter(?:ation)?|round|generation)\s*[:=#]?\s*[[(]?\s*(\d+)/i.exec(
    line.slice(0, 200),
  );
  return match?.[1] === undefined ? null : Number(match[1]);
}

function roleOf(label: MetricLabel, isFolds: boolean, step: number | null, loop: LoopKind | null): ReadingRole {
  // The average loss that an epoch prints is one over its batches.
  if (step !== null || (loop === 'epoch' && (!label.isAggregate || label.name === 'loss'))) {
    return 'step';
  }
  if (isFolds || (label.isFold && !label.isAggregate) || (loop === 'fold' && !label.isAggregate)) {
    return 'fold';
  }
  return loop === 'trial' ? 'trial' : 'final';
}
