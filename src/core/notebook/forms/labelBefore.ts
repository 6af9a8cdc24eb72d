import { readMetricLabel } from '../../metric/metricLabel';
import { hasMetricWord } from '../../metric/metricWords';

const MARK =
  /\s*(?:(?<![<>!])[:=]+>?|(?<=\w\)?\s)[-–—](?=\s)|>>+|->|=>|→|~|\b(?:is|was|of|are|at|equals|≈))[\s'"[({:=~$<]*(?:(?:tensor|array|float|np\.float(?:32|64)|float32|float64)\()?\s*[[(]*$/i;

/** Index in `between` at which the mark before the number begins, or null when there is none. */
export function markBefore(between: string): number | null {
  const tail = between.slice(-40);
  const match = MARK.exec(tail);
  return match === null ? null : between.length - tail.length + match.index;
}

/** Cuts what stands before the last strong delimiter, unless only the part before it names a metric. */
export function cleanLabel(text: string): string {
  const trimmed = text.replace(/^[\s,;|)\]}.%'"\-–*#>+]+/, '').trimEnd();
  const cut = lastDelimiter(trimmed);
  if (cut < 0) {
    return trimQuotes(trimmed);
  }
  const tail = trimmed.slice(cut + 1).replace(/^[\s\-.:'"{]+/, '');
  return trimQuotes(readMetricLabel(tail).name === null && readMetricLabel(trimmed).name !== null ? trimmed : tail);
}

/** Where the last of the delimiters that part one label from the next begins, or -1: one way back over the text. */
function lastDelimiter(text: string): number {
  for (let at = text.length - 1; at >= 0; at -= 1) {
    switch (text.charCodeAt(at)) {
      case 0x7c: // |
      case 0x3b: // ;
      case 0x09: // a tab
      case 0x7b: // {
        return at;
      case 0x20:
        if (text.startsWith(' - ', at)) {
          return at;
        }
        break;
      case 0x2c:
        if (text.startsWith(', ', at)) {
          return at;
        }
        break;
      case 0x2e:
        if (text.startsWith('...', at)) {
          return at;
        }
        break;
      case 0x5d:
        // `INFO:trainer:Epoch 10 [6.31s]: train_loss`.
        if (text.startsWith(']: ', at)) {
          return at;
        }
        break;
      default:
        break;
    }
  }
  return -1;
}

/** What most labels begin and end with. */
const UNQUOTED = /^[\w(](?:.*[\w)])?$/;

function trimQuotes(text: string): string {
  return UNQUOTED.test(text) ? text : text.replace(/^['"\s]+|['"\s]+$/g, '');
}

/** The end of a text that `cleanLabel` leaves as it is. */
const KEPT_END = /[A-Za-z\d(][\s,)]*$/;
const SPACE = 32;

/** False when no metric's name can stand at the end of a label: most numbers of a line follow other words. */
export function mayEndWithMetric(label: string): boolean {
  if (!KEPT_END.test(label.slice(-8))) {
    return true;
  }
  // The last three words, as `endsWithMetric` looks at them.
  let start = label.trimEnd().length;
  for (let count = 0; count < 3 && start > 0; count += 1) {
    while (start > 0 && label.charCodeAt(start - 1) > SPACE) {
      start -= 1;
    }
    while (count < 2 && start > 0 && label.charCodeAt(start - 1) <= SPACE) {
      start -= 1;
    }
  }
  return hasMetricWord(label.slice(start));
}

/** True when the last words are the name of a metric and nothing else. */
export function endsWithMetric(labelText: string): boolean {
  const words = labelText.split(/\s+/);
  return [3, 2, 1].some((count) => {
    const last = words.slice(-count).join(' ');
    const label = readMetricLabel(last);
    return label.name !== null && label.name !== 'score' && label.rest.length === 0 && !/[.!?]$/.test(last);
  });
}
