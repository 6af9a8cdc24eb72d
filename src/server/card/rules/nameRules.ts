import { yamlScalar } from '../../../core/card/yamlScalar';
import { buildName, namePattern } from '../../../core/ledger/naming';
import { formatReference, type Version } from '../../../core/model';
import { nearestName } from '../../../core/nearestName';
import { fieldOf, textAt, type Card } from '../card';
import { removeLines } from '../cardChanges';
import type { Finding, Fix } from '../finding';
import { registeredOf } from '../previousOf';
import type { Surroundings } from '../surroundings';

/** Names that the ledger or its configuration does not know: models, stages, aliases, names of versions. */
export function nameFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  if (card.kind === 'shown' || card.kind === 'documentation') {
    return [];
  }
  return [
    ...modelFinding(card, surroundings),
    ...nameFinding(card, surroundings),
    ...stageFinding(card, surroundings),
    ...aliasFindings(card, surroundings),
  ];
}

/** A new model is welcome, a misspelt one is a mistake that a registration would keep. */
function modelFinding(card: Card, { models }: Surroundings): readonly Finding[] {
  const place = fieldOf(card, 'model')?.value;
  const known = models.map(({ model }) => model);
  const meant = known.includes(card.model) ? null : nearestName(card.model, known);
  if (place === undefined || place === null || meant === null) {
    return [];
  }
  return [
    {
      code: 'model-unknown',
      place,
      severity: 'warning',
      message: `There is no model ${card.model} yet: this would begin a new one. ${meant} is meant, perhaps.`,
      fixes: [{ title: `Change to ${meant}`, changes: [{ place, text: yamlScalar(meant) }], isPreferred: true }],
    },
  ];
}

/** A registered name is what it is; any other has to follow the pattern. */
function nameFinding(card: Card, surroundings: Surroundings): readonly Finding[] {
  const place = fieldOf(card, 'name')?.value;
  if (place === undefined || place === null) {
    return [];
  }
  const written = unquoted(textAt(card.lines, place));
  const registered = registeredOf(card, surroundings);
  const pattern = surroundings.config.naming.pattern;
  if (registered !== null) {
    return written === registered.name
      ? []
      : [
          {
            code: 'name-differs',
            place,
            severity: 'warning',
            message: `${formatReference(registered.model, registered.version)} is registered as ${registered.name}, not as ${written}.`,
            fixes: [take(place, registered.name)],
          },
        ];
  }
  if (namePattern(pattern)?.test(written) !== false) {
    return [];
  }
  const name = expectedName(card, surroundings);
  return [
    {
      code: 'name-pattern',
      place,
      severity: 'warning',
      message: `${written} does not follow the naming pattern ${pattern} of this ledger. A version gets its name when it is registered.`,
      fixes: name === null ? [] : [take(place, name)],
    },
  ];
}

function take(place: Finding['place'], name: string): Fix {
  return { title: `Change to ${name}`, changes: [{ place, text: yamlScalar(name) }], isPreferred: true };
}

/** As far as the facts are known before: the example that the pattern gives for this version. */
function expectedName(card: Card, { config, project, versions, models }: Surroundings): string | null {
  const newest = models.find(({ model }) => model === card.model)?.versions[0]?.version ?? 0;
  const at = fieldOf(card, 'at')?.value;
  const written = at === undefined || at === null ? null : new Date(unquoted(textAt(card.lines, at)));
  const previous: Version | undefined = versions[0];
  try {
    return buildName(config.naming.pattern, {
      project,
      model: card.model,
      version: card.version ?? newest + 1,
      at: written !== null && !Number.isNaN(written.getTime()) ? written : new Date(previous?.at ?? 0),
      author: previous?.by.name ?? '',
      branch: previous?.code.branch ?? null,
      commit: previous?.code.commit ?? null,
      framework: previous?.environment.framework ?? [],
    });
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

function stageFinding(card: Card, surroundings: Surroundings): readonly Finding[] {
  const place = fieldOf(card, 'stage')?.value;
  if (place === undefined || place === null) {
    return [];
  }
  const { stages } = surroundings.config;
  const written = unquoted(textAt(card.lines, place));
  const registered = registeredOf(card, surroundings);
  if (!stages.includes(written)) {
    const meant = registered?.stage ?? nearestName(written, stages);
    return [
      {
        code: 'stage-unknown',
        place,
        severity: 'warning',
        message: `There is no stage ${written}. The stages of this ledger are ${stages.join(', ')}.`,
        fixes: (meant === null ? stages : [meant]).map((stage) => ({
          title: `Change to ${stage}`,
          changes: [{ place, text: yamlScalar(stage) }],
        })),
      },
    ];
  }
  return registered === null || registered.stage === written
    ? []
    : [
        {
          code: 'stage-differs',
          place,
          severity: 'information',
          message: `${formatReference(registered.model, registered.version)} is in ${registered.stage} now. A card in a file stays as it was exported.`,
          fixes: [
            {
              title: `Change to ${registered.stage}`,
              changes: [{ place, text: yamlScalar(registered.stage) }],
              isPreferred: true,
            },
          ],
        },
      ];
}

function aliasFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  const place = fieldOf(card, 'aliases')?.value;
  const registered = registeredOf(card, surroundings);
  if (place === undefined || place === null || registered === null) {
    return [];
  }
  const text = textAt(card.lines, place);
  const written = [...text.matchAll(/[^\s,[\]"'-][^\s,[\]"']*/g)].map(([alias]) => alias);
  const strange = written.filter((alias) => !registered.aliases.includes(alias));
  if (strange.length === 0) {
    return [];
  }
  const known = registered.aliases.map(yamlScalar).join(', ');
  const removal = removeLines(card, place);
  return [
    {
      code: 'alias-unknown',
      place,
      severity: 'information',
      message: `${formatReference(registered.model, registered.version)} does not have the alias ${strange.join(', ')}. Set Alias gives it one.`,
      fixes:
        place.start.line !== place.end.line && removal === null
          ? []
          : [
              {
                title: known === '' ? 'Remove the aliases' : `Change to ${known}`,
                changes: [{ place, text: known === '' ? '[]' : `[ ${known} ]` }],
                isPreferred: true,
              },
            ],
    },
  ];
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
