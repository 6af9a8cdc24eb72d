import type { Version } from '../../../core/model';
import { linePlace, sectionOf, type Card } from '../card';
import { appendToSection, insertSection } from '../cardChanges';
import type { Change, Finding, Fix } from '../finding';
import { previousOf } from '../previousOf';
import type { Surroundings } from '../surroundings';
import { changedFacts, impactLines, type ChangedFact } from './changedFacts';

/** Facts that are not what they were in the version before, and that no text speaks of. */
export function changeFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  const previous = previousOf(card, surroundings);
  if (card.kind !== 'draft' || previous === null) {
    return [];
  }
  const text = Object.values(card.reading.draft.documentation).join('\n');
  const facts = changedFacts(card, previous).filter(
    ({ name, kind, field }) => !mentions(text, name) && !sumsUp(card.reading.draft.documentation[field], kind),
  );
  const groups = [
    ...facts.filter(({ isGone }) => !isGone).map((fact) => [fact]),
    ...['parameters', 'datasets'].map((kind) => facts.filter((fact) => fact.isGone && fact.kind === kind)),
  ];
  return [...groups.flatMap((group) => undocumented(card, group, facts)), ...staleImpact(card, previous)];
}

/** One finding for facts that share a place. `all`: what could be added with them. */
function undocumented(card: Card, group: readonly ChangedFact[], all: readonly ChangedFact[]): readonly Finding[] {
  const [first] = group;
  if (first === undefined) {
    return [];
  }
  const title = first.field === 'changes' ? 'Changes' : 'Impact';
  const others = all.filter(({ field }) => field === first.field);
  const more = group.length === 1 ? '' : `, nor are ${group.length - 1} other ${first.kind} there any more`;
  return [
    {
      code: 'fact-undocumented',
      place: first.place,
      severity: 'information',
      message: `${first.what}${more}, and no text says so. Mention it in ${title}.`,
      fixes: [
        ...addLines(card, group, title, 'own'),
        ...(others.length > group.length ? addLines(card, others, title, 'all') : []),
      ],
    },
  ];
}

function addLines(card: Card, facts: readonly ChangedFact[], title: string, what: 'own' | 'all'): readonly Fix[] {
  const lines = facts.flatMap((fact) => fact.lines);
  const field = facts[0]?.field;
  if (lines.length === 0 || field === undefined) {
    return [];
  }
  const words =
    what === 'all'
      ? `all ${lines.length} changes that no text mentions`
      : lines.length === 1
        ? (lines[0] ?? '').slice(2)
        : `${lines.length} lines`;
  const name = what === 'all' ? `Add to ${title} ${words}` : `Add to ${title}: ${words}`;
  return [{ title: name, changes: [addition(card, field, lines)], isPreferred: what === 'own' }];
}

function addition(card: Card, field: ChangedFact['field'], lines: readonly string[]): Change {
  const inserted = insertSection(card, field);
  return (
    appendToSection(card, field, lines) ?? {
      ...inserted,
      text: `${inserted.text.trimEnd()}\n\n${lines.join('\n')}\n\n`,
    }
  );
}

/** The name as a word, however people write it: `max_depth`, `max depth`, `Max-Depth`; of a path its file name will do. */
export function mentions(text: string, name: string): boolean {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const pattern = base
    .split(/[\s_-]+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s_-]*');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${pattern}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}

/** The text ends with "and 5 more parameters": the rest is meant by that. */
function sumsUp(text: string, kind: ChangedFact['kind']): boolean {
  return new RegExp(`^- and \\d+ more ${kind}`, 'm').test(text);
}

const DELTA = /^- (?<label>[^:`]+): \S+ (?:→ \S+ )?\([^)]*\)\s*$/;

/** A line that was written from the facts, which have been edited since. */
function staleImpact(card: Card, previous: Version): readonly Finding[] {
  const span = sectionOf(card, 'impact');
  const { metrics } = card.reading.draft;
  if (span === null || metrics.length === 0) {
    return [];
  }
  const current = new Map(
    impactLines(previous, metrics).flatMap((line) => {
      const label = DELTA.exec(line)?.groups?.['label'];
      return label === undefined ? [] : [[label, line] as const];
    }),
  );
  return card.lines.slice(span.first, span.end).flatMap((text, index): Finding[] => {
    const label = DELTA.exec(text)?.groups?.['label'];
    const line = label === undefined ? undefined : current.get(label);
    if (line === undefined || text.trimEnd() === line || !text.includes('→')) {
      return [];
    }
    const place = linePlace(card.lines, span.first + index);
    return [
      {
        code: 'impact-outdated',
        place,
        severity: 'warning',
        message: `The values above say: ${line.slice(2)}. This line says something else.`,
        fixes: [{ title: `Change to ${line.slice(2)}`, changes: [{ place, text: line }], isPreferred: true }],
      },
    ];
  });
}
