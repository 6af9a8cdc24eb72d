import type { Draft } from '../draft/draft';
import { metricDirection } from '../metric/catalogue';
import { splitFrontMatter } from './frontMatter';
import { FrontMatterReader, type DraftProblem } from './frontMatterReader';
import { parseSections } from './sections';

export interface DraftReading {
  /** Null exactly when one of the problems is an error. */
  readonly draft: Draft | null;
  readonly problems: readonly DraftProblem[];
}

export interface ParseOptions {
  /** Direction of a metric that does not say `better`. */
  readonly direction?: (name: string) => boolean | null;
}

/** Reads a draft as a person left it. Never throws; every problem has its line. */
export function parseDraft(text: string, options: ParseOptions = {}): DraftReading {
  const parts = splitFrontMatter(text);
  if (parts === null) {
    const message = 'The draft does not begin with front matter: a line ---, the facts, and another line ---.';
    return { draft: null, problems: [{ line: 0, message, severity: 'error' }] };
  }
  const reader = new FrontMatterReader(parts.yaml, parts.yamlLine, options.direction ?? metricDirection);
  const facts = reader.read();
  const { documentation } = parseSections(parts.body);
  const isSound = reader.problems.every((problem) => problem.severity !== 'error');
  return { draft: isSound ? { ...facts, documentation } : null, problems: reader.problems };
}
