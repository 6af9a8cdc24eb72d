import type { Draft } from '../draft/draft';
import { metricDirection } from '../metric/catalogue';
import type { CardOutline, SectionSpan } from './cardOutline';
import { splitFrontMatter } from './frontMatter';
import { FrontMatterReader, NO_FACTS, type DraftProblem } from './frontMatterReader';
import { parseSections } from './sections';
import { YamlSource } from './yamlSource';

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
  const { draft, problems } = parseCard(text, options);
  return { draft: problems.some(({ severity }) => severity === 'error') ? null : draft, problems };
}

export interface CardReading {
  /** What could be read, whatever the problems. */
  readonly draft: Draft;
  readonly problems: readonly DraftProblem[];
  readonly outline: CardOutline;
}

/** Like `parseDraft`, with where everything stands, for those who help while the text is being written. */
export function parseCard(text: string, options: ParseOptions = {}): CardReading {
  const parts = splitFrontMatter(text);
  if (parts === null) {
    return withoutFrontMatter(text);
  }
  const reader = new FrontMatterReader(
    new YamlSource(parts.yaml, parts.yamlLine),
    options.direction ?? metricDirection,
  );
  const facts = reader.read();
  const { documentation, spans } = parseSections(parts.body);
  return {
    draft: { ...facts, documentation },
    problems: reader.problems,
    outline: {
      frontMatter: { first: parts.yamlLine - 1, last: parts.bodyLine - 1 },
      fields: reader.fields,
      entries: reader.entries,
      sections: spans.map((span) => moveSpan(span, parts.bodyLine)),
    },
  };
}

function withoutFrontMatter(text: string): CardReading {
  const { documentation, spans } = parseSections(text.replaceAll('\r\n', '\n'));
  const message = 'The draft does not begin with front matter: a line ---, the facts, and another line ---.';
  const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return {
    draft: { ...NO_FACTS, documentation },
    problems: [{ code: 'front-matter-missing', line: 0, place, message, severity: 'error' }],
    outline: { frontMatter: null, fields: [], entries: [], sections: spans },
  };
}

function moveSpan(span: SectionSpan, by: number): SectionSpan {
  const heading = span.heading === null ? null : span.heading + by;
  return { field: span.field, heading, first: span.first + by, end: span.end + by };
}
