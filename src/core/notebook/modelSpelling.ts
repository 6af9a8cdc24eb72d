import { present } from '../present';
import type { Reading } from './reading';

/** `K-Means` or `Random Forest` in a label and the class of that name in the code are one model, called as in the code. */
export function withOneSpelling(readings: readonly Reading[]): readonly Reading[] {
  const spellings = new Map<string, string>();
  for (const { model } of readings) {
    if (model !== null) {
      const letters = lettersOf(model);
      const known = spellings.get(letters);
      spellings.set(letters, known === undefined || (!isClass(known) && isClass(model)) ? model : known);
    }
  }
  return present(readings, (reading) => {
    // A classifier and a regressor of one name are two.
    if (reading.model === null || isClass(reading.model)) {
      return reading;
    }
    const spelled = spellings.get(lettersOf(reading.model));
    return spelled === undefined || spelled === reading.model ? reading : { ...reading, model: spelled };
  });
}

/** What distinguishes models is never the case of a letter or a hyphen; a sign may, as in `C+` and `C-`. */
function lettersOf(model: string): string {
  return model
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
    .replace(/(?<=.{4})(?:classifier|regressor|model)$/, '');
}

/** `KMeans`, `XGBRegressor`. */
function isClass(model: string): boolean {
  return /^[A-Z]\w*[a-z]\w*$/.test(model) && /[A-Z].*[A-Z]/.test(model);
}
