import type { Card } from './card';
import type { Finding } from './finding';
import { changeFindings } from './rules/changeRules';
import { documentationFindings } from './rules/documentationRules';
import { metricFindings } from './rules/metricRules';
import { nameFindings } from './rules/nameRules';
import { pathFindings } from './rules/pathRules';
import { readingFindings } from './rules/readingRules';
import { recordFindings } from './rules/recordRules';
import { sourceFindings } from './rules/sourceRules';
import type { Surroundings } from './surroundings';

const RULES: readonly ((card: Card, surroundings: Surroundings) => readonly Finding[])[] = [
  readingFindings,
  documentationFindings,
  nameFindings,
  metricFindings,
  sourceFindings,
  recordFindings,
  pathFindings,
  changeFindings,
];

const ORDER = ['error', 'warning', 'information', 'hint'];

/** Everything that there is to say about a card, the gravest first and otherwise from top to bottom. */
export function cardFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  return RULES.flatMap((rule) => rule(card, surroundings)).toSorted(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.place.start.line - b.place.start.line,
  );
}
