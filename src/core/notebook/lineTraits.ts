import { SHORT_CUTOFF } from '../metric/metricInLabel';
import { mayNameMetric } from '../metric/metricWords';

/** What a look at a block's lines tells before any form is tried. */
export interface LineTraits {
  /** Lines, not too long, with a word that belongs to some metric's name, or to the columns of a leaderboard. */
  readonly telling: ReadonlySet<number>;
  readonly hasDigit: boolean;
  /** The block's text, in which a form's own words can be looked for at once. */
  readonly text: string;
}

const LONGEST = 2_000;
/** What `pip` says: names and versions of packages (`from sacrebleu==2.13`) are no scores. */
const INSTALLER =
  /^\s*(?:Collecting|Requirement already satisfied|Using cached|Downloading|Building wheels?|Installing collected packages|Successfully (?:built|installed))\b/;

/** The line of code that a warning of Python quotes under itself. */
function isSource(line: string, before: string | undefined): boolean {
  return line.startsWith('  ') && before !== undefined && /\.py:\d+: \w*Warning: /.test(before.slice(0, LONGEST));
}

export function lineTraits(lines: readonly string[]): LineTraits {
  const text = lines.length === 1 ? (lines[0] ?? '') : lines.join('\n');
  const hasDigit = /\d/.test(text);
  const telling = new Set<number>();
  if (hasDigit) {
    lines.forEach((line, index) => {
      const isTold =
        line.length <= LONGEST &&
        (mayNameMetric(line) || line.includes('score_') || (line.includes('@') && SHORT_CUTOFF.test(line)));
      if (isTold && !INSTALLER.test(line) && !isSource(line, lines[index - 1])) {
        telling.add(index);
      }
    });
  }
  return { telling, hasDigit, text };
}
