import type { Reading } from '../reading';

/** Whatever it is shown, it answers the same, the last value again, or at random; or it is the truth itself. */
export function isDummy({ estimator, model, name }: Reading): boolean {
  const isClass = /^Dummy(?:Classifier|Regressor)$/.test(estimator?.name ?? '');
  return isClass || name === 'null_accuracy' || DUMMY.test(model ?? '') || TRUTH.test(model ?? '');
}

/** A naive forecast repeats what was last; naive Bayes is a model. */
const DUMMY =
  /^dummy\b|^Dummy[A-Z]|(?:^|[^a-z])na[iï](?:ve|f)\d*(?![a-z]|[ _-]?bayes)|persist[eèé]nc|\bmajority[ _-]class/i;
/** Rows of a table of gains or rankings. */
const TRUTH = /^(?:actuals?|(?:ground[ _]?)?truth|perfect|ideal|oracle|random|chance)$/i;

/** What the models are held against, by its name or its class. */
export function isBaseline({ model }: Reading): boolean {
  return /\bbaseline|baseline\b/i.test(model ?? '');
}
