import { readMetricLabel } from '../../metric/metricLabel';
import { isModelWord } from '../../metric/modelWords';

/** What a heading such as `Test Set Metrics of the trained model:` says about the lines under it. */
export interface Heading {
  readonly split: string | null;
  readonly model: string | null;
  readonly isFold?: boolean;
}

export const NO_HEADING: Heading = { split: null, model: null };

/** `Training resnet50 model...` begins the log of one of several. */
const RUN = /^\W*(?:training|fitting|evaluating|testing|running)\s+(?:the\s+)?([\w -]{2,40}?)(?:\s+model)?\W*$/i;

export function readRun(line: string): Heading | null {
  const model = RUN.exec(line)?.[1];
  const label = model === undefined ? null : readMetricLabel(model);
  return model !== undefined && label?.name === null && label.rest.some(isModelWord) ? { split: null, model } : null;
}

/** A title, a ruler or the name of a split over the lines that follow; null for a line that is neither. */
export function readHeading(line: string, before: Heading): Heading | null {
  // `train | railway, stations` lists words.
  if (line.length > 120 || !/[:=\-*#_]\s*$|[A-Z]|train|test|val|set/.test(line) || /\w \| \w|,[^,]*,/.test(line)) {
    return null;
  }
  const label = readMetricLabel(line);
  if (label.split !== null) {
    return { split: label.split, model: before.model };
  }
  const title = line.replace(/^[\s\-=*#_>]+|[\s\-=*#_:]+$/g, '');
  const isModel = label.name === null && label.rest.length > 0 && isTitle(title) && label.rest.some(isModelWord);
  if (isModel) {
    return { split: null, model: title };
  }
  // A ruler or another title ends the section.
  return /^[\s\-=*#_]{4,}$/.test(line) || line.trimEnd().endsWith(':')
    ? { split: null, model: before.model, isFold: before.isFold === true }
    : null;
}

/** `Task to be solved: regression` states something, as does what has a verb, and `Saved to forest.pkl` names a file. */
function isTitle(text: string): boolean {
  return (
    text.split(/\s+/).length <= 6 &&
    !/:\s\S|(?:\.\.\.|…|\w\.[a-z]\w{1,4})$|\b(?:will|is|are|was|were)\b|[`\\{}^@$!?;<>#]/.test(text)
  );
}
