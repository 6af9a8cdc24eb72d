import { readMetricLabel } from '../../metric/metricLabel';
import { isModelWord } from '../../metric/modelWords';
import type { OutputBlock } from '../outputBlocks';

/** Lines of searches, settings, single predictions, and plots that show what they drew: `[Text(66.9, 'gini = 0.0…')]`. */
const NO_RESULT =
  /^\s*(?:\[CV\b|hyper-?param(?:eter)?s?\s*[:=]|id:\s*\d+ \||Predicted(?: class| label)?\s*[:=].*\bscore\b|Gains\/Lift Table\b|\[?(?:Text|Annotation|Line2D|Rectangle)\()/;

/** A line of `info()`. */
const COLUMN_INFO = /^\s*.{1,80}\d non-null\b/;

/** Tells of a search, of settings or of columns, whatever numbers stand in it. */
export function isNoResult(line: string): boolean {
  return NO_RESULT.test(line) || (line.includes(' non-null') && COLUMN_INFO.test(line)) || hasWordWeights(line);
}

/** A word and what it weighs, as topics and keywords are shown: `('ear', 0.14)`. */
const WORD_WEIGHT = /\(\s*(['"])([^'"]*)\1,\s*-?[\d.]/g;
const FEWEST_WORDS = 3;

/** `[('ear', 0.14), ('loss', 0.07), ('hear', 0.07)]`: words of a topic, of which one may be a measure's name too. */
function hasWordWeights(line: string): boolean {
  if (!line.includes("', ") && !line.includes('", ')) {
    return false;
  }
  const words = [...line.matchAll(WORD_WEIGHT)].map(([, , word = '']) => word);
  return (
    words.length >= FEWEST_WORDS &&
    words.filter((word) => readMetricLabel(word).name !== null).length * 2 < words.length
  );
}

/** But `Silhouette for k=2: 0.6` names a setting. */
const CLASS_LINE =
  /^(.{0,40}\b(?:of|for(?:\s+class)?))\s+['"]?([\w-]+)['"]?\s*(?:[:=]|is\b)\s*\d(?!\d*\s*(?:[:=]|is\b))/i;

/** Lines such as `Accuracy of plane : 55 %`, three or more in a row: one class each, and no models. */
export function findClassLines(block: OutputBlock): ReadonlySet<number> {
  const groups = new Map<string, number[]>();
  block.lines.forEach((line, index) => {
    const match = line.length < 200 && /\b(?:of|for)\b/.test(line) ? CLASS_LINE.exec(line.trim()) : null;
    if (match === null) {
      return;
    }
    const [, before = '', name = ''] = match;
    const label = readMetricLabel(name);
    if (label.split === null && !label.rest.some(isModelWord) && label.name === null) {
      const lines = groups.get(before) ?? [];
      lines.push(index);
      groups.set(before, lines);
    }
  });
  return new Set([...groups.values()].filter((lines) => lines.length > 2).flat());
}

/** What was done to the data to see how much a model bears. */
const SPOILED =
  /\b(?:nois[ey]|adversarial(?! loss)|perturb(?:ed|ation)|corrupt(?:ed|ion)|occlu(?:ded|sion)|shuffled|permuted)\b/i;

/** Lines such as `High noise (0.2): 12 %`, two or more: tests of how robust a model is, beside its evaluation. */
export function findSpoiledLines(block: OutputBlock, text: string): ReadonlySet<number> {
  // One look at the whole text spares nearly all blocks one at each of their lines.
  if (!SPOILED.test(text)) {
    return new Set();
  }
  const found = block.lines.flatMap((line, index) =>
    line.length < 200 && SPOILED.test(line) && /\d/.test(line) ? [index] : [],
  );
  return new Set(found.length > 1 ? found : []);
}
