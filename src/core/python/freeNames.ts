import { splitFromName } from './splitNames';

/** `TrainingArguments` of a star import is no training data. */
const CLASS_NAME = /^[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Arguments|Args|Config|Trainer|Split|Generator|Learner)$/;

/** Functions of a star import: `cross_val_score` is no validation data. */
const FUNCTION_NAME = /^cross_val(?:_score|_predict|idate)$|^(?:validation|learning)_curve$|^permutation_test_score$/;

/** The split of the data behind a name that nothing in the notebook defines. */
export function splitOfFree(name: string): string | null {
  return CLASS_NAME.test(name) || FUNCTION_NAME.test(name) ? null : splitFromName(name);
}

const COMMON_MODULES: ReadonlySet<string> = new Set(
  'np pd plt sns tf torch nn keras sm smf xgb lgb cb joblib pickle os time metrics sklearn mlflow datasets json torchvision math random statistics evaluate linear_model ensemble model_selection preprocessing svm tree neighbors naive_bayes cluster F optim layers models pl wandb spark cross_validation scipy stats'.split(
    ' ',
  ),
);

/** True for names under which modules and classes are known everywhere; another one is an unknown object. */
export function isLibraryName(name: string): boolean {
  return COMMON_MODULES.has(name) || /^[A-Z]/.test(name);
}
