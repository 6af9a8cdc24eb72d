import { DOCUMENTATION_FIELDS, SECTION_TITLES } from '../../../core/card/sections';
import { describeChanges } from '../../../core/draft/changes';
import { describeImpact } from '../../../core/draft/impact';
import type { Dataset, DocumentationField, Version } from '../../../core/model';
import { formatReference } from '../../../core/model';
import { referenceOf, sectionOf, type Card } from '../card';
import { insertSection, replaceSection, sectionPlace } from '../cardChanges';
import type { Finding, Fix } from '../finding';
import { previousOf, registeredOf } from '../previousOf';
import type { Surroundings } from '../surroundings';

const QUESTIONS: Readonly<Record<DocumentationField, string>> = {
  rationale: 'Say why this version exists: what was tried, and why it is worth keeping.',
  changes: 'Say what differs from the version before: data, features, parameters, code.',
  impact: 'Say what the new numbers mean for those who use the model.',
};

/** Texts that are missing, and texts that are still those of the version before. */
export function documentationFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  if (card.kind === 'shown' || card.reading.problems.some(({ code }) => code === 'front-matter-unreadable')) {
    return [];
  }
  const { required } = surroundings.config.documentation;
  return DOCUMENTATION_FIELDS.flatMap((field) => {
    const text = card.reading.draft.documentation[field].trim();
    if (text !== '') {
      return copied(card, field, text, surroundings);
    }
    const isRequired = required.includes(field);
    const known = outdated(card, field, surroundings);
    if (known !== null) {
      return [known];
    }
    return isRequired || (field === 'rationale' && required.length === 0)
      ? [missing(card, field, isRequired, surroundings)]
      : [];
  });
}

/** Documented after the card was exported. */
function outdated(card: Card, field: DocumentationField, surroundings: Surroundings): Finding | null {
  const text = card.kind === 'exported' ? registeredOf(card, surroundings)?.documentation[field].trim() : undefined;
  if (text === undefined || text === '') {
    return null;
  }
  const title = SECTION_TITLES[field];
  const inserted = insertSection(card, field);
  const change = replaceSection(card, field, text) ?? {
    ...inserted,
    text: `${inserted.text.trimEnd()}\n\n${text}\n\n`,
  };
  return {
    code: 'documentation-outdated',
    place: sectionPlace(card, field),
    severity: 'information',
    message: `The ledger has a ${field} of ${referenceOf(card)} that this card does not have.`,
    fixes: [{ title: `Take ${title} from the ledger`, changes: [change], isPreferred: true }],
  };
}

function missing(card: Card, field: DocumentationField, isRequired: boolean, surroundings: Surroundings): Finding {
  const reference = referenceOf(card);
  const blocks = isRequired && card.kind === 'draft';
  const reason = isRequired
    ? blocks
      ? ` The configuration of this ledger requires it: without it ${reference} cannot be registered.`
      : ' The configuration of this ledger requires it.'
    : '';
  const title = SECTION_TITLES[field];
  if (sectionOf(card, field) === null) {
    return {
      code: 'section-missing',
      place: sectionPlace(card, field),
      severity: blocks ? 'error' : 'warning',
      message: `${reference} has no section ${title}.${reason} ${QUESTIONS[field]}`,
      fixes: [{ title: `Insert ${title} section`, changes: [insertSection(card, field)], isPreferred: true }],
    };
  }
  return {
    code: 'documentation-missing',
    place: sectionPlace(card, field),
    severity: blocks ? 'error' : 'warning',
    message: `${reference} has no ${field} yet.${reason} ${QUESTIONS[field]}`,
    fixes: rewrite(card, field, surroundings),
  };
}

/** A text that was true of the last version says nothing about this one. */
function copied(card: Card, field: DocumentationField, text: string, surroundings: Surroundings): readonly Finding[] {
  const earlier = surroundings.versions.find(
    (version) => isEarlier(version, card) && version.documentation[field].trim() === text,
  );
  if (earlier === undefined) {
    return [];
  }
  const reference = formatReference(earlier.model, earlier.version);
  return [
    {
      code: 'documentation-copied',
      place: sectionPlace(card, field),
      severity: 'information',
      message: `${SECTION_TITLES[field]} is word for word that of ${reference}. ${QUESTIONS[field]}`,
      fixes: rewrite(card, field, surroundings).filter(
        ({ changes }) => !changes.some((change) => change.text.trim() === text),
      ),
    },
  ];
}

function isEarlier(version: Version, card: Card): boolean {
  return card.version === null || version.version < card.version;
}

/** Only what follows from the facts can be written for a person; reasons cannot. */
function rewrite(card: Card, field: DocumentationField, surroundings: Surroundings): readonly Fix[] {
  if (card.kind !== 'draft' || field === 'rationale') {
    return [];
  }
  const previous = previousOf(card, surroundings);
  const { metrics, params, data } = card.reading.draft;
  const text =
    field === 'impact'
      ? describeImpact(previous, metrics)
      : describeChanges(previous, { params, datasets: data.map((path) => asDataset(path, previous)) });
  const change = text === '' ? null : replaceSection(card, field, text);
  return change === null
    ? []
    : [{ title: `Write ${SECTION_TITLES[field]} from the facts`, changes: [change], isPreferred: true }];
}

/** Whether its bytes changed is not known before it is registered: only that it was or was not read before. */
function asDataset(path: string, previous: Version | null): Dataset {
  return previous?.datasets.find((dataset) => dataset.path === path) ?? { path, identity: { kind: 'unresolved' } };
}
