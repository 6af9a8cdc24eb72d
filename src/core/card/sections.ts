import type { Documentation, DocumentationField } from '../model';
import type { SectionSpan } from './cardOutline';

export const DOCUMENTATION_FIELDS: readonly DocumentationField[] = ['rationale', 'changes', 'impact'];

export const SECTION_TITLES: Readonly<Record<DocumentationField, string>> = {
  rationale: 'Rationale',
  changes: 'Changes',
  impact: 'Impact',
};

/** Shown under an empty heading of a draft. Only these exact texts are taken out again when the draft is read. */
const HINTS: Readonly<Record<DocumentationField, string>> = {
  rationale: '<!-- Why does this version exist? What did you try, and why is it worth keeping? -->',
  changes: '<!-- What differs from the version before: data, features, parameters, code? -->',
  impact: '<!-- What do the new numbers mean for those who use the model? -->',
};

/** Stands under an empty heading of a card, where a bare heading would look like a fault. Taken out again as hints are. */
const UNWRITTEN = '_Not written yet. **Edit Documentation** of the version adds it, or `model-ledger document`._';

/** Everything from this line on is written by the program and never read back. */
export const GENERATED = '<!-- Written by Model Ledger. What follows is not read back. -->';

const HEADING = /^##[ \t]+(rationale|changes|impact)[ \t]*#*[ \t]*$/i;
const ESCAPED = /^\\+##[ \t]+(?:rationale|changes|impact)[ \t]*#*[ \t]*$/i;

/** The three sections as Markdown, one blank line between everything; empty ones say what could stand there. */
export function renderSections(documentation: Documentation, kind: 'draft' | 'card'): string {
  return DOCUMENTATION_FIELDS.map((field) => {
    const text = documentation[field].trim();
    const body = text === '' ? (kind === 'draft' ? HINTS[field] : UNWRITTEN) : escapeText(text);
    return `## ${SECTION_TITLES[field]}\n\n${body}\n`;
  }).join('\n');
}

/** A typed line that would read as one of our headings gets a backslash, which Markdown does not show. */
function escapeText(text: string): string {
  return text
    .split('\n')
    .map((line) => (HEADING.test(line) || ESCAPED.test(line) || line.trim() === GENERATED ? `\\${line}` : line))
    .join('\n');
}

function unescapeLine(line: string): string {
  return ESCAPED.test(line) || line.trim() === `\\${GENERATED}` ? line.slice(1) : line;
}

export interface SectionReading {
  readonly documentation: Documentation;
  /** Where each field's heading is, counted in lines of `body` from 0; absent when there is no such heading. */
  readonly headings: Readonly<Partial<Record<DocumentationField, number>>>;
  /** The stretches of `body` that were read, in their order. */
  readonly spans: readonly SectionSpan[];
}

/**
 * Reads the sections back. Nothing typed is lost: text before the first heading belongs to the rationale, headings that
 * are not ours are part of the section they stand in, and a section that appears twice is joined.
 */
export function parseSections(body: string): SectionReading {
  const texts: Record<DocumentationField, string[]> = { rationale: [], changes: [], impact: [] };
  const headings: Partial<Record<DocumentationField, number>> = {};
  const spans: SectionSpan[] = [];
  let field: DocumentationField = 'rationale';
  let heading: number | null = null;
  let lines: string[] = [];
  const finish = (end: number) => {
    const text = lines.join('\n').trim();
    texts[field].push(withoutHint(text, field));
    if (heading !== null || text !== '') {
      spans.push({ field, heading, first: heading === null ? 0 : heading + 1, end });
    }
    lines = [];
  };
  const all = body.split('\n');
  const generated = all.findIndex((line) => line.trim() === GENERATED);
  const typed = generated < 0 ? all : all.slice(0, generated);
  for (const [index, line] of typed.entries()) {
    const title = HEADING.exec(line)?.[1]?.toLowerCase();
    if (title !== undefined && isField(title)) {
      finish(index);
      field = title;
      heading = index;
      headings[field] ??= index;
    } else if (!isTitle(line, headings, lines)) {
      lines.push(unescapeLine(line));
    }
  }
  finish(typed.length);
  const join = (name: DocumentationField) => texts[name].filter((text) => text !== '').join('\n\n');
  return {
    documentation: { rationale: join('rationale'), changes: join('changes'), impact: join('impact') },
    headings,
    spans,
  };
}

/** The `# churn@v4` that a card begins with: ours, not typed. */
function isTitle(line: string, headings: object, before: readonly string[]): boolean {
  return (
    Object.keys(headings).length === 0 && before.every((text) => text.trim() === '') && /^# [^ ]+@v\d+\b/.test(line)
  );
}

function isField(text: string): text is DocumentationField {
  return (DOCUMENTATION_FIELDS as readonly string[]).includes(text);
}

function withoutHint(text: string, field: DocumentationField): string {
  return [HINTS[field], UNWRITTEN].reduce(
    (rest, hint) =>
      rest.startsWith(hint)
        ? rest.slice(hint.length).trim()
        : rest.endsWith(hint)
          ? rest.slice(0, -hint.length).trim()
          : rest,
    text,
  );
}
