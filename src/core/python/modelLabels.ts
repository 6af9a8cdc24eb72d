import type { Value } from './values';

/** Names of pipeline steps say nothing. */
const GENERIC_LABEL =
  /^(?:|clf|cls|classifier|model|est|estimator|reg|regressor|m|final_estimator|(?:y_?)?(?:pred(?:iction|icted)?|prob(?:a|abilit(?:y|ie))?|label|output|result|score|logit|forecast|value|data|target)s?)$/i;

/** Remembers what the notebook calls a model. */
export function labelModel(value: Value, label: string | null): void {
  const isModel = value.kind === 'model' || value.kind === 'instance' || value.kind === 'prediction';
  const model = isModel ? value.model : null;
  if (model !== null && label !== null && label.length <= 60 && !GENERIC_LABEL.test(label)) {
    model.label ??= label;
  }
}
