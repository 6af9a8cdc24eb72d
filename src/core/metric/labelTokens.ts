import { nameTokens } from './catalogue';

/** The words of a label in lower case, those that are glued together taken apart. */
export function tokenize(label: string): string[] {
  const parts = label.length > LONGEST_LABEL ? label.slice(-LONGEST_LABEL) : label;
  const tokens: string[] = [];
  for (const token of nameTokens(parts)) {
    if (token === 'learn' && tokens.at(-1) === 'scikit') {
      // By itself the word is CatBoost's for the data of the training.
      tokens.splice(-1, 1, 'sklearn');
    } else if (token.length < 4) {
      // `tacc` is the shortest of them.
      tokens.push(token);
    } else {
      tokens.push(...splitGlued(token));
    }
  }
  return tokens;
}

/** What stands further before a number is cut off. */
export const LONGEST_LABEL = 300;
const SHORT = /^(tr?|vl?)(loss|acc)$/;
const GLUED_STARTS = 'train|training|test|val|valid|validation|eval|dev|cv|avg|mean|best';
const GLUED_ENDS = 'acc|accuracy|loss|auc|f1|mse|rmse|mae|r2|precision|recall|score|error|err|iou';
const GLUED = new RegExp(`^(${GLUED_STARTS})(${GLUED_ENDS})$`);

/** All that `splitGlued` takes apart. */
export const GLUED_WORDS: readonly string[] = [
  ...GLUED_STARTS.split('|').flatMap((start) => GLUED_ENDS.split('|').map((end) => start + end)),
  ...['t', 'tr', 'v', 'vl'].flatMap((start) => ['loss', 'acc'].map((end) => start + end)),
];

/** As `trainacc` is. */
export function isGlued(token: string): boolean {
  return token.length > 3 && (GLUED.test(token) || SHORT.test(token));
}

/** `trainacc`, `valloss`, `vloss`. */
function splitGlued(token: string): string[] {
  const short = SHORT.exec(token);
  if (short?.[1] !== undefined && short[2] !== undefined) {
    return [short[1].startsWith('t') ? 'train' : 'val', short[2]];
  }
  const match = GLUED.exec(token);
  return match?.[1] !== undefined && match[2] !== undefined ? [match[1], match[2]] : [token];
}
