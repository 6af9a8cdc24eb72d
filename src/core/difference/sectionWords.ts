import type { DifferenceGroup, DifferenceItem, DifferenceSection } from './versionDifference';

export function section(
  group: DifferenceGroup,
  title: string,
  summary: string,
  items: readonly DifferenceItem[],
  more: Partial<Pick<DifferenceSection, 'notes' | 'opens'>> = {},
): DifferenceSection {
  return { group, title, summary, items, notes: more.notes ?? [], opens: more.opens ?? [] };
}

const WORDS = { changed: 'changed', added: 'added', removed: 'removed' } as const;

/** `3 changed, 1 added; 12 the same`, `nothing changed`. */
export function summarise(items: readonly Pick<DifferenceItem, 'kind'>[], same: number): string {
  const counts = (['changed', 'added', 'removed'] as const).flatMap((kind) => {
    const count = items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [`${count} ${WORDS[kind]}`];
  });
  if (counts.length === 0) {
    return same === 0 ? 'none recorded' : 'nothing changed';
  }
  return `${counts.join(', ')}${same === 0 ? '' : `; ${same} the same`}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
