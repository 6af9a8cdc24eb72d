import { canonicalMetric } from '../../metric/catalogue';
import { wholeNumber } from '../numbers';
import type { TextTable } from './textTable';

export interface ColumnMetric {
  readonly name: string;
  readonly split: string | null;
  readonly isFold: boolean;
  /** The title is that of a model. */
  readonly model?: string;
}

const STEP_COLUMNS =
  /^(?:epoch|step|iter(?:ation)?|round|global_step|#?iter|number_of_trees|timestamp|n_?iter|trial|trial_?id|number)s?$/i;

/** Columns of search results: each row is a trial. */
const TRIAL_COLUMNS = /^(?:params|rank_test_\w+|mean_fit_time|std_fit_time|split0_test_\w+|param_\w+)$/;

/** Correlations and shares of variance in tables describe data. */
const SEARCHED =
  /^(?:(?:param_)?(?:\w+__)?(?:max_features|n_estimators|max_depth|C|alpha|gamma|learning_rate|lr|n_neighbors|k|n_clusters|num_leaves|batch_size|dropout|hidden_\w+|degree|min_samples_\w+|l1_ratio|lambda|threshold)|(?:n|num(?:ber)?|no\.?)?[-_ ]?(?:of)?[-_ ]?(?:clusters|components|topics|neighbors))$/i;

/** `describe()` and correlation tables. */
export function isStatistics(table: TextTable): boolean {
  const first = table.rows.map((row) => row[0] ?? '');
  // The layers of a network with their parameters.
  const isLayers =
    table.header.some((name) => /^#?\s*params?(?:\s*#)?$/i.test(name)) &&
    table.header.some((name) => /^(?:name|type|layer\b.*)$/i.test(name));
  const isDescription = first.includes('count') && first.includes('mean') && first.includes('std');
  const header = new Set(table.header.filter((name) => name !== ''));
  const isSquare = header.size > 2 && first.length === header.size && first.every((name) => header.has(name));
  // Gains and lift of each share of the cases, best scored first.
  const isLift = table.header.filter((name) => /^cumulative_/i.test(name)).length > 1;
  // Association rules, whose Jaccard index and certainty are of things bought together.
  const isRules = table.header.includes('antecedents') && table.header.includes('consequents');
  // Tests of features or coefficients.
  const isTests = table.header.some((name) => P_VALUES.test(name));
  const isOfCategories = ['unique', 'top', 'freq'].every((name) => header.has(name));
  return isTests || isOfCategories || isCurve(header) || isLayers || isDescription || isSquare || isLift || isRules;
}

/** The points of a ROC curve, perhaps with their thresholds. */
function isCurve(header: ReadonlySet<string>): boolean {
  const names = [...header].map((name) => name.toLowerCase());
  return (
    names.includes('fpr') &&
    names.includes('tpr') &&
    names.every((name) => /^(?:[ft]pr|thr?esh(?:old)?s?|cut-?off)$/.test(name))
  );
}

const P_VALUES = /(?:^|[^a-z])p[-_ .]?val(?:ue)?s?$|[a-z]P[-_]?Val(?:ue)?s?$|^P>\|[tz]\|$/;

/** Whole numbers only: labels or counts of a data set, such as a column `precision` of 0 and 1. */
export function holdsCounts(name: string, rows: readonly (readonly string[])[], index: number): boolean {
  const texts = rows.map((row) => row[index] ?? '').filter((text) => text !== '');
  const isWhole = texts.every((text) => /^-?\d+$/.test(text));
  return (
    isWhole &&
    (canonicalMetric(name).range === 'fraction'
      ? texts.length > 0
      : texts.length > 1 && !/^(?:rmse|mae|mse|aic|bic|inertia)$/.test(name))
  );
}

/** Folds by number, then their mean and deviation, as PyCaret shows them. */
export function isFoldTable(rows: readonly (readonly string[])[]): boolean {
  const names = rows.map((row) => row[0] ?? '');
  return (
    names.some((name) => /^mean$/i.test(name)) &&
    names.some((name) => /^(?:sd|std)/i.test(name)) &&
    names.some((name) => /^\d+$/.test(name))
  );
}

/** A row for each fold: a column that says which, or what `cross_validate` gives. */
export function hasFolds(table: TextTable): boolean {
  const isCrossValidation = table.header.includes('fit_time') && table.header.includes('score_time');
  const fold = table.header.findIndex((name) => /^(?:cv_?)?fold$/i.test(name));
  const folds = new Set(fold < 0 ? [] : table.rows.map((row) => row[fold] ?? '').filter((text) => /^\d+$/.test(text)));
  return isCrossValidation || folds.size > 1;
}

/** One metric over a grid of settings. */
export function isPivot(columns: readonly (ColumnMetric | null)[]): boolean {
  const names = columns.flatMap((column) => (column === null ? [] : [`${column.name} ${column.split ?? ''}`]));
  return names.length > 3 && new Set(names).size === 1;
}

/** The places of the rows instead of their scores, as `rank()` gives them: every column counts from 1. */
export function isRanking(rows: readonly (readonly string[])[], columns: readonly (ColumnMetric | null)[]): boolean {
  const indexes = columns.flatMap((column, index) => (column === null ? [] : [index]));
  const isPlace = (text: string): boolean => /^\d+(?:\.[05]0*)?$/.test(text) && Number(text) <= rows.length;
  return (
    rows.length > 2 &&
    indexes.length > 1 &&
    indexes.every(
      (index) =>
        rows.every((row) => isPlace(row[index] ?? '') && Number(row[index]) >= 1) &&
        rows.some((row) => Number(row[index]) < 2),
    )
  );
}

/** Rows of single series or customers: parts of a result, of which the table may show only the first. */
export function isOfItems(
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): boolean {
  return table.header.some(
    (name, index) =>
      (columns[index] ?? null) === null &&
      ITEM_ID.test(name) &&
      rows.length > 2 &&
      new Set(rows.map((row) => row[index] ?? '')).size > 2,
  );
}

const ITEM_ID =
  /^(?:centroid|cluster)$|^(?!.*(?:model|run|trial|exp|version|config|method)).*(?:[a-zA-Z]ID|_id|[a-z]Id|[A-Z]id)$/;

/** What a table goes through row by row for one model. */
const SWEPT = /^(?:(?:decision[_ ])?thresh(?:old)?s?|cut[-_ ]?offs?|epsilons?)$/i;

/** A table over values of hyperparameters: each row is a trial. */
export function isSearch(table: TextTable, rows: readonly (readonly string[])[]): boolean {
  const first = table.header.find((name) => name !== '') ?? '';
  if (table.header.some((name) => TRIAL_COLUMNS.test(name)) || (rows.length > 2 && SWEPT.test(first))) {
    return true;
  }
  return (
    rows.length > 3 &&
    !isOfModels(table, rows) &&
    table.header.some(
      (name, index) =>
        index >= table.labelColumns &&
        !STEP_COLUMNS.test(name) &&
        SEARCHED.test(name) &&
        rows.every((row) => wholeNumber(row[index] ?? '') !== null || row[index] === '...'),
    )
  );
}

/** Each row is of another model: what stands beside its name, such as its threshold, is its own setting. */
function isOfModels(table: TextTable, rows: readonly (readonly string[])[]): boolean {
  return table.header.some(
    (name, index) =>
      MODEL_COLUMN.test(name) &&
      rows.every((row) => isName(row[index] ?? '')) &&
      new Set(rows.map((row) => row[index])).size === rows.length,
  );
}

/** The column that counts epochs or rounds: named so, or the index of a history with training and validation columns. */
export function findStepColumn(table: TextTable, rows: readonly (readonly string[])[]): number {
  const named = table.header.findIndex((name) => STEP_COLUMNS.test(name));
  const hasNames = rows.some((row) => row.some((text, index) => index > 0 && isName(text) && text !== '...'));
  const isHistory =
    table.header.some((name) => name.startsWith('val_') && table.header.includes(name.slice(4))) ||
    table.header.some(
      (name) =>
        name.startsWith('train_') &&
        /^(?:val|valid|test)_/.test(
          table.header.find((other) => other.endsWith(name.slice(5)) && other !== name) ?? '',
        ),
    ) ||
    table.header.some((name) => /-(?:mean|std)$/.test(name));
  const isCounted = table.labelColumns === 1 && rows.every((row) => /^(?:\d+|\.\.\.)$/.test(row[0] ?? ''));
  return named < 0 && isHistory && isCounted && !hasNames ? 0 : named;
}

/** Neither a number, a time such as `00:04`, nor a dict; not what stands for nothing either. */
function isName(text: string): boolean {
  return text !== '' && wholeNumber(text) === null && !/^(?:\d+:\d\d(?::\d\d)?(?:\.\d+)?$|NaN$|None$|[[{])/.test(text);
}

const NAMING =
  /model|classif|regressor|algo|estimator|method|name|technique|approach|experiment|run|learner|variant|strategy|architecture|vectorizer|dataset|config|setting|^index$|^$|unnamed|(?<!sym)metric|split|fold|version|pipeline|network/i;
/** Names that rows of data have as well: the loss of a token, the error of a prediction. */
const OF_ROWS = new Set(['error_rate', 'loss', 'perplexity', 'similarity']);

/** Truth and prediction of one example. */
const OF_EXAMPLE =
  /(?:^|[^a-z])(?:actuals?|forecast(?:ed)?|predict(?:ed|ion)?|pred|y_?true|y_?hat|ground_?truth)(?:[^a-z]|$)/i;

const TRUTH = /^(?:actuals?|y_?true|ground_?truth)$/i;
const FORECAST = /^(?:forecast(?:ed)?|predict(?:ed|ions?)|y_?pred|y_?hat)$/i;

function isNaming(title: string): boolean {
  return NAMING.test(title);
}

/** Rows of data with what a model got wrong in each: no result, but a look at single predictions. */
export function isPredictions(table: TextTable, columns: readonly (ColumnMetric | null)[]): boolean {
  const metrics = columns.filter((column) => column !== null);
  const others = table.header.filter((name, index) => columns[index] === null && name !== '');
  if (
    metrics.length === 1 &&
    others.filter((name) => OF_EXAMPLE.test(name)).length > 0 &&
    !others.some((name) => NAMING.test(name))
  ) {
    return true;
  }
  // Whatever errors stand beside a truth and a forecast are those of this one.
  if (others.some((name) => TRUTH.test(name)) && others.some((name) => FORECAST.test(name)) && !others.some(isNaming)) {
    return true;
  }
  return (
    metrics.length === 1 &&
    metrics.every(({ name, split }) => OF_ROWS.has(name) && split === null) &&
    others.length >= 3 &&
    !others.some((name) => NAMING.test(name) || STEP_COLUMNS.test(name))
  );
}

/** The column of classes, where precision and recall are told for each of them. */
export function findClassColumn(table: TextTable, columns: readonly (ColumnMetric | null)[]): number {
  const names = columns.map((column) => column?.name ?? '');
  const isReport = names.includes('precision') && names.includes('recall');
  const column = table.header.findIndex((name) => /^(?:class(?:es)?|class[ _]name|labels?)$/i.test(name));
  return isReport || table.rows.some((row) => ALL_CLASSES.test(row[column] ?? '')) ? column : -1;
}

/** The row that tells of all classes, or of all levels of a hierarchy, together. */
export const ALL_CLASSES = /^(?:all|overall|total)$/i;

const MODEL_COLUMN = /^(?:model|classifier|regressor|algorithm|estimator|method|learner)s?(?:[_ ]?name)?$/i;

/** The column that names the row: one of models, a label column, else the first one without numbers. */
export function findNameColumn(
  table: TextTable,
  rows: readonly (readonly string[])[],
  columns: readonly (ColumnMetric | null)[],
): number | null {
  const isFirst = (name: string): boolean => MODEL_COLUMN.test(name);
  const places = table.header.map((_, index) => index);
  const ordered = [...places.filter((at) => isFirst(table.header[at] ?? '')), ...places];
  for (const index of ordered) {
    const isText = rows.every((row) => isName(row[index] ?? ''));
    if (
      columns[index] === null &&
      isText &&
      rows.length > 0 &&
      !/^(?:time|date|duration)$/i.test(table.header[index] ?? '')
    ) {
      return index;
    }
  }
  return null;
}
