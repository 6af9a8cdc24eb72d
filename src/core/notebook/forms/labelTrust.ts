import { isModelWord } from '../../metric/modelWords';
import type { LabelledNumber } from './labelledNumbers';

/** Names that are no words of any language. */
const ACRONYM = /\b(?:RMSE|MAE|MSE|MAPE|SMAPE|RMSLE|AUC|F1|R2|R²|IoU|mAP|BLEU)\b/;

/** How far the label itself can be believed, without any code. */
export function labelTrust(pair: LabelledNumber): 'high' | 'medium' | 'low' {
  const { label } = pair;
  const strange = label.rest.filter((token) => !isModelWord(token)).length;
  if (label.isForeign || label.name === null) {
    return 'low';
  }
  if (label.name === 'score') {
    const isBare = pair.labelText.trim().split(/\s+/).length <= 4 && pair.isMarked;
    return strange === 0 && isBare && pair.value >= 0 && pair.value <= (pair.isPercent ? 100 : 1) && !pair.isInteger
      ? 'medium'
      : 'low';
  }
  if (!pair.isMarked && strange > 1) {
    return 'low';
  }
  const isAcronym = pair.isMarked && ACRONYM.test(pair.labelText);
  return isAcronym && strange > 5 && strange <= 8 ? 'medium' : strange <= 2 ? 'high' : strange <= 5 ? 'medium' : 'low';
}
