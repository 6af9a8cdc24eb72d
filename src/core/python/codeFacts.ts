import type { ModelFact, ParamFact, Value } from './values';

/** In which loop something was printed: of the values of a log the last counts, folds and trials are parts of a result. */
export type LoopKind = 'epoch' | 'fold' | 'trial' | 'other';

/** A call of `print` or the like: text with holes, in the order of execution. */
export interface PrintSite {
  readonly cell: number;
  readonly line: number;
  readonly parts: readonly (string | Value)[];
  loop: LoopKind | null;
  /** In a loop that follows gradients: a loss printed there is that of the training. */
  isTraining?: boolean;
  /** Not in a branch, loop or function: whenever the cell runs, this is printed. */
  readonly isCertain: boolean;
}

/** The value of a cell's last expression, or of a `display` call. */
export interface ResultSite {
  readonly cell: number;
  readonly value: Value;
}

/** A `fit` or `evaluate` that prints its own lines. */
export interface TrainingSite {
  readonly cell: number;
  readonly kind: 'fit' | 'evaluate';
  readonly model: ModelFact | null;
  /** Of `evaluate`: the data's split. Of `fit`: the validation data's. */
  readonly split: string | null;
  /** Of `fit`: the splits of its evaluation sets, in order. */
  readonly sets: readonly (string | null)[];
  readonly loop: LoopKind | null;
}

export interface PathFact {
  readonly path: string;
  /** As the code spells it, where that is another way. */
  readonly spelled?: string;
  /** What follows a folder that is not known. */
  readonly tail?: string;
  /** With its unknown parts as the code spells them: `net_{fold}.pt`. */
  readonly template?: string;
  readonly cell: number;
  readonly line: number;
  /** False when a part of the path is not known from the code. */
  readonly isWhole: boolean;
  /**
   * `tracked`: a name that a tracking server keeps a model under. `own`: read, but written by the notebook before.
   * `source`: a folder that is listed or an archive that is fetched, and data where nothing else is read.
   */
  readonly standing?: 'tracked' | 'own' | 'source';
}

/** What shows where a notebook turns to another task. */
export interface TaskFacts {
  /** Cells in which another task begins. */
  readonly starts: number[];
  /** Cell in which data was read that nothing was trained on so far; null where it was split already. */
  readFrom: number | null;
  /** The column that is predicted, and how many trainings there were when it was chosen. */
  target: { readonly name: string; readonly trainings: number } | null;
  /** What the data that a cell evaluates on are about, by their names; empty where those are everybody's. */
  readonly subjects: Map<number, Set<string>>;
}

/** A metric given to a tracker: `mlflow.log_metric('rmse', rmse)`. */
export interface CodeFacts {
  readonly prints: PrintSite[];
  readonly results: ResultSite[];
  readonly trainings: TrainingSite[];
  /** Every score the code computes, with the cell. */
  readonly scores: { readonly cell: number; readonly value: Value }[];
  readonly models: ModelFact[];
  /** Literals given to names that hold hyperparameters. */
  readonly settings: ParamFact[];
  /** Scores of a few values that are spelled out: they show how a metric works. */
  readonly examples: Set<Value>;
  readonly datasets: PathFact[];
  readonly artifacts: PathFact[];
  /** Paths that the code writes tables, arrays and objects to. */
  readonly written: Set<string>;
  /** Where it turns to another task. */
  readonly task: TaskFacts;
  /** Roots of imported packages. */
  readonly imports: Set<string>;
  /** How often the code follows a gradient. */
  gradients: number;
  /** Cells that follow gradients by themselves. */
  readonly learnedIn: Set<number>;
  /** Gradients were followed, or something fitted: losses before that are of a model that knows nothing. */
  hasLearned: boolean;
  /** What seeds everything, and what seeds a split. */
  readonly seeds: Set<Value>;
  readonly splitSeeds: Set<Value>;
  /** A seed is set or a `random_state` given somewhere. */
  hasSeed: boolean;
  /** Something random is used. */
  hasRandomness: boolean;
  /** The cell at which the code became more than is followed; null when all of it was. */
  notFollowedFrom: number | null;
}

export function createCodeFacts(): CodeFacts {
  return {
    prints: [],
    results: [],
    trainings: [],
    scores: [],
    models: [],
    settings: [],
    examples: new Set(),
    datasets: [],
    artifacts: [],
    written: new Set(),
    task: { starts: [], readFrom: null, target: null, subjects: new Map() },
    imports: new Set(),
    seeds: new Set(),
    splitSeeds: new Set(),
    gradients: 0,
    learnedIn: new Set(),
    hasLearned: false,
    hasSeed: false,
    hasRandomness: false,
    notFollowedFrom: null,
  };
}
