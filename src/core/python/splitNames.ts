import { present } from '../present';
import { remember } from '../remember';
import { nameTokens } from '../metric/catalogue';

const TRAIN =
  /^(?:x|y|df|data|ds|d|t)?(?:train|training|trn|tr)(?:x|y|s|set|sets|data|loader|dl|ds|gen|df|iter|iterator|dataset|dataloader|images|img|labels|features|target|targets|preds?|inputs?|texts?|feat|idx|index|split|input|ing)?\d?$/;
const TEST =
  /^(?:x|y|df|data|ds|d|t)?(?:test|testing|tst|te|ts|holdout)(?:x|y|s|set|sets|data|loader|dl|ds|gen|df|iter|iterator|dataset|dataloader|images|img|labels|features|target|targets|preds?|inputs?|texts?|feat|idx|index|split|input|ing)?\d?$/;
const VALIDATION =
  /^(?:x|y|df|data|ds|d|t)?(?:val|valid|validation|validate|dev|eval|vl|va)(?:x|y|s|set|sets|data|loader|dl|ds|gen|df|iter|iterator|dataset|dataloader|images|img|labels|features|target|targets|preds?|inputs?|texts?|feat|idx|index|split|input|ing|id)?\d?$/;

/** `training_cutoff`, `test_start`: where a split begins or how large it is. */
const NO_ROWS =
  /^(?:cutoff|size|ratio|frac|fraction|start|end|date|pct|percent|proportion|len|length|periods?|duration)$/;

/** The split that a variable's name promises: `X_train`, `yTest`, `valid_loader`. Null for names of both or none, and for `min_val`, a value. */
export const splitFromName = remember((name: string): string | null => {
  if (
    !/t[rse]|va|vl|dev|hold|oof|cross/i.test(name) ||
    name.length > 60 ||
    /train_?test|train_?val|test_size|^(?:min|max|abs|old|new|cur|prev)_val$/i.test(name)
  ) {
    return null;
  }
  const tokens = nameTokens(name);
  if (tokens.length > 1 && NO_ROWS.test(tokens.at(-1) ?? '')) {
    return null;
  }
  const found = new Set(present(tokens, splitFromToken));
  const [first] = found;
  if (found.size === 1 && first !== undefined) {
    return first;
  }
  return tokens.some((token) => /^(?:oof|crossval|crossvalidation|crossvalidated)$/.test(token)) ? 'cv' : null;
});

function splitFromToken(token: string): string | null {
  if (TRAIN.test(token)) {
    return 'train';
  }
  if (TEST.test(token)) {
    return 'test';
  }
  return VALIDATION.test(token) ? 'val' : null;
}
