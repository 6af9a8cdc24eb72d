import type { ParamValue } from '../model';
import type { Parameter, Expression, Statement } from './syntax';

/** What is known about the value of an expression without running it. */
export type Value =
  /** `split`: all that its name says. `spelled`: how a text that it is put into names it, `fold+1`. */
  | { readonly kind: 'unknown'; readonly split?: string | null; readonly spelled?: string }
  | { readonly kind: 'literal'; readonly value: ParamValue }
  | TextValue
  | { readonly kind: 'list'; readonly items: Value[]; readonly isTuple: boolean }
  | DictValue
  /** Something imported, or a name that nothing defines: `sklearn.metrics.accuracy_score`. */
  | { readonly kind: 'symbol'; readonly path: string }
  | FunctionValue
  | ClassValue
  | InstanceValue
  | { readonly kind: 'model'; readonly model: ModelFact }
  | DataValue
  | PredictionValue
  | ScoreValue
  | MatchesValue
  /** `fit` of Keras returns it; its `history` maps names to lists. */
  | { readonly kind: 'history'; readonly model: ModelFact }
  /** The printed report of `classification_report`. */
  | {
      readonly kind: 'report';
      readonly split: string | null;
      readonly model: ModelFact | null;
      /** Whatever a function of that name and with such arguments prints. */
      readonly isGuessed?: boolean;
    }
  /** Points of a curve; `auc` over them is a score. */
  | { readonly kind: 'curve'; readonly metric: string; readonly split: string | null; readonly model: ModelFact | null }
  /** A metric object that is fed and computed: `evaluate.load('f1')`, `torchmetrics.Accuracy()`. */
  | { readonly kind: 'meter'; readonly metric: string; split: string | null; model: ModelFact | null }
  | { readonly kind: 'method'; readonly object: Value; readonly name: string }
  /** Differences between truth and prediction; `power` after `abs` (1) or squaring (2). */
  | ResidualValue
  /** `1 - r2`, and how it is scaled by the numbers of rows and columns. */
  | UnexplainedValue
  /** Numbers of a confusion matrix, and ratios of them. */
  | { readonly kind: 'counts'; readonly split: string | null; readonly model: ModelFact | null }
  /** An object that is neither model nor data but has settings: an optimizer, a vectorizer. */
  | { readonly kind: 'component'; readonly name: string; readonly params: readonly ParamFact[] }
  /** A file opened for writing. */
  | { readonly kind: 'file'; readonly path: Value }
  /** A number that certainly is no evaluation: a length, a time, a difference of scores. */
  | { readonly kind: 'foreign' }
  /** A splitter such as `KFold`; `split` of it yields folds. */
  | { readonly kind: 'splitter' };

export interface TextValue {
  readonly kind: 'text';
  /** Known text, and values whose text is not known. */
  readonly parts: readonly (string | Value)[];
}

export interface DictValue {
  readonly kind: 'dict';
  readonly entries: Map<string, Value>;
  /** A data frame of results: its columns by their titles. */
  readonly isTable?: boolean;
  /** Its `loc` or `iloc`. */
  readonly isPlaced?: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly body: readonly Statement[];
  /** The body of a lambda. */
  readonly result: Expression | null;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly string[];
  readonly methods: ReadonlyMap<string, FunctionValue>;
  /** What its body assigns: settings that belong together, or the defaults of a data class. */
  readonly fields: ReadonlyMap<string, Value>;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly type: ClassValue;
  readonly fields: Map<string, Value>;
  readonly model: ModelFact | null;
}

export interface DataValue {
  readonly kind: 'data';
  readonly split: string | null;
  /** The variable or call it came from, so that data that was trained on is known again. */
  readonly origin: object;
  /** Read from a file or a library: what it shows is data, never a result. */
  readonly isRead: boolean;
  /** Its numbers are spelled out in the code: what it shows was computed elsewhere. */
  readonly isTyped?: boolean;
  /** The splits whose rows were put together in it. */
  readonly holds?: readonly string[];
  /** Origin of the data that it was split from. */
  readonly partOf?: object;
}

export interface PredictionValue {
  readonly kind: 'prediction';
  readonly model: ModelFact | null;
  readonly split: string | null;
  /** Of rows that are called held out, but that the model was fitted on in the end. */
  readonly isSeen?: boolean;
}

export interface ScoreValue {
  readonly kind: 'score';
  /** Canonical; `score` when only the estimator could tell and is unknown. */
  readonly name: string;
  readonly split: string | null;
  readonly model: ModelFact | null;
  /** `folds`: one value per fold. `spread`: a standard deviation. */
  readonly shape: 'value' | 'folds' | 'spread';
  /** Of one fold, or one of several for the folds. */
  readonly isOfFold?: boolean;
  /** Out of the history that a training kept. */
  readonly isLogged?: boolean;
  /** On rows that the model was fitted on in the end, whatever they are called. */
  readonly isSeen?: boolean;
  /** The largest or smallest of several. */
  readonly isExtreme?: boolean;
  /** Told by nothing but the name of its variable. */
  readonly isNamed?: boolean;
}

export interface UnexplainedValue {
  readonly kind: 'unexplained';
  readonly score: ScoreValue;
  readonly isScaled: boolean;
}

export interface ResidualValue {
  readonly kind: 'residual';
  readonly power: 0 | 1 | 2;
  readonly isRelative: boolean;
  readonly split: string | null;
  readonly model: ModelFact | null;
}

/** Predictions compared with the truth, element by element or counted. */
export interface MatchesValue {
  readonly kind: 'matches';
  readonly isEqual: boolean;
  readonly split: string | null;
  readonly model: ModelFact | null;
}

export type ModelFamily = 'classifier' | 'regressor' | 'clusterer' | 'keras' | 'statistics' | 'trainer' | 'other';

/** One estimator, network or trainer of the notebook. Grows while the code is followed. */
export interface ModelFact {
  readonly name: string;
  /** What the notebook calls it: its key in a dict of models. */
  label: string | null;
  readonly path: string;
  readonly family: ModelFamily;
  readonly cell: number;
  readonly params: ParamFact[];
  /** The estimator in a search or pipeline. */
  inner: ModelFact | null;
  /** `GridSearchCV` and its like. */
  readonly isSearch: boolean;
  /** Found by a search, or called the best or final one. */
  isChosen?: boolean;
  /** Written to a file, or its predictions are handed in. */
  isUsed?: boolean;
  scoring: string | null;
  /** Names of what `evaluate` of a compiled network returns after the loss. */
  metricNames: readonly string[];
  lossName: string | null;
  /** Origins of the data it was fitted on. */
  readonly fittedOn: Set<object>;
  /** What its last `fit` was given: held-out rows put together with others, or data that others were split from. */
  seen?: readonly DataValue[];
  /** Made in a loop that tries values. */
  readonly isTrial: boolean;
  /** Cell of the last `fit`; null before. */
  fittedIn: number | null;
  /** Split of the data it is evaluated on by itself: a Trainer's `eval_dataset`. */
  evaluationSplit: string | null;
}

export interface ParamFact {
  readonly name: string;
  readonly value: ParamValue;
  readonly cell: number;
  readonly line: number;
  /** What was given: a constant and the argument that it is passed on to are one setting. */
  readonly from?: Value;
  /** `configured`: an argument of `TrainingArguments` and the like; `passed`: of an optimizer, a loader, a function. */
  readonly role?: 'configured' | 'passed';
  /** It shapes the model little or not at all, or follows from the task: offered, not recorded. */
  readonly isMinor?: boolean;
}

/** The key of a dict's entries whose keys are not known: `results[name] = …`. */
export const OTHER_KEY = '';
export const UNKNOWN: Value = { kind: 'unknown' };
export const FOREIGN: Value = { kind: 'foreign' };

/** Longer texts hold data; texts that are put together from themselves grow without end. */
export const LONGEST_TEXT = 20_000;

export function literal(value: ParamValue): Value {
  return typeof value === 'string' && value.length > LONGEST_TEXT ? UNKNOWN : { kind: 'literal', value };
}

/** Values may hold each other many times over (`a = [a, a]`), so a look into them ends after so many. */
export interface Look {
  left: number;
}

export const MOST_LOOKS = 100;

export function isOver(look: Look): boolean {
  look.left -= 1;
  return look.left < 0;
}

export function data(split: string | null, isRead = false): DataValue {
  return { kind: 'data', split, origin: {}, isRead };
}

/** The split that a value carries, looked for in lists as well. */
export function splitOf(value: Value | undefined, look?: Look): string | null {
  if (look !== undefined && isOver(look)) {
    return null;
  }
  switch (value?.kind) {
    case 'unknown':
      return value.split ?? null;
    case 'data':
    case 'prediction':
    case 'score':
    case 'matches':
    case 'report':
    case 'curve':
    case 'meter':
    case 'residual':
    case 'counts':
      return value.split;
    case 'list':
      return sharedSplit(value.items, look ?? { left: MOST_LOOKS - 1 });
    case 'dict':
      return sharedSplit([...value.entries.values()], look ?? { left: MOST_LOOKS - 1 });
    // A data set of the notebook's own class is of what it holds.
    case 'instance':
      return value.model === null
        ? sharedSplit(
            [...value.fields.values()].filter(({ kind }) => kind !== 'instance'),
            look ?? { left: MOST_LOOKS - 1 },
          )
        : null;
    default:
      return null;
  }
}

/** The one split of several values; null when they have different ones or none. */
export function sharedSplit(values: readonly Value[], look: Look = { left: MOST_LOOKS }): string | null {
  let shared: string | null = null;
  let isOne = true;
  for (let index = 0; index < values.length && index < 20; index += 1) {
    const split = splitOf(values[index], look);
    isOne &&= split === null || shared === null || split === shared;
    shared ??= split;
  }
  return isOne ? shared : null;
}

export function modelOf(value: Value | undefined, look: Look = { left: MOST_LOOKS }): ModelFact | null {
  if (isOver(look)) {
    return null;
  }
  switch (value?.kind) {
    case 'model':
    case 'history':
    case 'prediction':
    case 'score':
    case 'matches':
    case 'report':
    case 'curve':
    case 'meter':
    case 'residual':
    case 'counts':
    case 'instance':
      return value.model;
    case 'list':
      for (const item of value.items) {
        const model = modelOf(item, look);
        if (model !== null) {
          return model;
        }
      }
      return null;
    default:
      return null;
  }
}
