import { nameTokens } from '../metric/catalogue';
import { isModelWord } from '../metric/modelWords';
import { remember } from '../remember';
import type { CodeFacts } from './codeFacts';
import type { Expression } from './syntax';

type Call = Extract<Expression, { kind: 'call' }>;

/** Calls are looked at one by one: of a notebook that makes more, the first ones. */
const MOST = 2000;

/**
 * What the data that was just evaluated on are about, by the words of their names beside those of every notebook: `iq` of
 * `y_test_iq`. Two such words are two tasks where each has a model of its own.
 */
export function noteSubjects({ task }: CodeFacts, cell: number, call: Call): void {
  const names = call.args.slice(0, 10).flatMap(({ value }) => dataName(value) ?? []);
  const truths = names.filter((name) => TRUTH.test(name));
  const [first] = (truths.length > 0 ? truths : names).map(subjectOf);
  if (first === undefined || task.subjects.size >= MOST) {
    return;
  }
  const known = task.subjects.get(cell);
  if (known === undefined) {
    task.subjects.set(cell, new Set([first]));
  } else {
    known.add(first);
  }
}

/** Called as one evaluates, wherever it is defined. */
export function isEvaluation({ callee }: Call): boolean {
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  return /eval|metrics|report/i.test(name);
}

/** A variable of data, or the one whose part or column is given: `wide_window` of `wide_window.test`. */
function dataName(value: Expression): string | null {
  const name =
    value.kind === 'name'
      ? value.name
      : value.kind === 'attribute' && value.object.kind === 'name'
        ? value.object.name
        : null;
  return name !== null && DATA.test(name) && !/pred|hat\b|forecast|prob|score/i.test(name) ? name : null;
}

/** It names rows: an argument of another name may be a model, a title or a number. */
const DATA =
  /(?:^|_|\d)(?:x|y|data|df|ds|dl|train|test|val|valid|true|target|actual|series|window|loader|set)(?:$|_|\d)/i;
const TRUTH = /(?:^|_)(?:y|true|target|actual|labels?)(?:$|_)/i;

const subjectOf = remember((name: string): string =>
  nameTokens(name)
    .flatMap((token) => token.split(/(?=\d+$)/))
    .filter((token) => /^\d+$/.test(token) || (token.length > 1 && !COMMON.has(token) && !isModelWord(token)))
    .join(' '),
);

/** What every notebook calls its data, and how the same rows were prepared for another model. */
const COMMON = new Set(
  `x y t data df ds dl train training trn test testing tst val valid validation dev eval true truth target targets actual label labels
  series window loader dataloader set dataset gen generator iter tensor tensors arr array np values seq sequence sequences batch all full
  scaled scale scaler std standardized norm normalized minmax log exp inv inverse orig original raw clean cleaned filtered transformed
  enc encoded encoding onehot hot one cat categorical dummies num numeric int float bin flat flattened reshaped padded pad res resampled
  sm smote over under oversampled undersampled balanced bal aug augmented new final best old small large sub subset sample sampled reduced
  selected sel fs pca tfidf bow count counts vec vectors vectorized embeddings emb embedded features feature feat feats holdout hold out
  unseen current poly interaction split part fold cv input inputs output outputs text texts img images image id ids idx index 1d 2d 3d
  processed preprocessed prepared imputed filled dropped torch tf gpu cpu device shuffled sorted copy temp tmp no nan na outliers`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
