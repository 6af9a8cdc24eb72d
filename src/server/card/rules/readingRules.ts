import { yamlScalar } from '../../../core/card/yamlScalar';
import type { DraftProblem } from '../../../core/card/frontMatterReader';
import { METRIC_FIELDS } from '../../../core/card/metricEntry';
import { modelNameProblem } from '../../../core/ledger/event';
import { nearestName } from '../../../core/nearestName';
import { fieldOf, textAt, type Card } from '../card';
import { insertLine, removeLines } from '../cardChanges';
import type { Change, Finding, Fix } from '../finding';
import type { Surroundings } from '../surroundings';

const FIELDS = ['model', 'source', 'metrics', 'uncertain', 'params', 'data', 'artifacts', 'tags'];
const SOURCE_KINDS = ['notebook', 'artifact', 'script', 'metrics', 'none'];

/** What the parser says of the front matter, with a way out where there is an obvious one. */
export function readingFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  if (card.kind === 'documentation' || card.kind === 'shown') {
    return [];
  }
  return card.reading.problems.map((problem) => ({
    code: problem.code,
    place: problem.place,
    severity: problem.severity,
    message: problem.message,
    fixes: fixesOf(problem, card, surroundings),
  }));
}

function fixesOf(problem: DraftProblem, card: Card, surroundings: Surroundings): readonly Fix[] {
  switch (problem.code) {
    case 'front-matter-missing':
      return insertFrontMatter(card, surroundings);
    case 'front-matter-unreadable':
      return mendYaml(problem, card);
    case 'model-name':
      return renameModel(problem, card, surroundings);
    case 'source-unclear':
      return nameSourceKind(problem, card);
    case 'metric-unclear':
      return mendMetric(problem, card, surroundings);
    case 'field-unknown':
      return mendField(problem, card);
    case 'path-expected':
    case 'list-expected':
    case 'map-expected':
      return remove(problem, card);
    default:
      return problem.code satisfies never;
  }
}

function insertFrontMatter(card: Card, { models }: Surroundings): readonly Fix[] {
  const model = card.model === '' ? models[0]?.model : card.model;
  if (model === undefined || /^\s*---/.test(card.lines.find((line) => line.trim() !== '') ?? '')) {
    return [];
  }
  return [
    {
      title: 'Insert front matter',
      changes: [
        insertLine(0, `---\nmodel: ${yamlScalar(model)}\nmetrics: []\nparams: {}\ndata: []\nartifacts: []\n---\n`),
      ],
      isPreferred: true,
    },
  ];
}

function mendYaml({ reason, place }: DraftProblem, card: Card): readonly Fix[] {
  const line = card.lines[place.start.line] ?? '';
  if (reason === 'DUPLICATE_KEY' && /^\s*[^\s:]+:(?:\s+\S.*)?$/.test(line)) {
    const next = card.lines[place.start.line + 1] ?? '';
    const change = /:\s+\S/.test(line) || !/^\s+/.test(next) ? removeLines(card, lineOf(place.start.line, line)) : null;
    return change === null ? [] : [{ title: 'Remove this line', changes: [change], isPreferred: true }];
  }
  const tabs = /^[ \t]*\t[ \t]*/.exec(line)?.[0];
  if (tabs !== undefined) {
    const at = place.start.line;
    const changes = [
      {
        place: { start: { line: at, character: 0 }, end: { line: at, character: tabs.length } },
        text: tabs.replaceAll('\t', '  '),
      },
    ];
    return [{ title: 'Indent with spaces', changes, isPreferred: true }];
  }
  return [];
}

function lineOf(line: number, text: string): Change['place'] {
  const first = text.length - text.trimStart().length;
  return { start: { line, character: first }, end: { line, character: text.length } };
}

function renameModel({ place }: DraftProblem, card: Card, { models }: Surroundings): readonly Fix[] {
  const field = fieldOf(card, 'model');
  const written = card.reading.draft.model;
  const known = models.map(({ model }) => model);
  const cleaned = written
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[._-]+|[._-]+$/g, '')
    .slice(0, 100);
  const near = nearestName(written, known);
  const names = [
    ...new Set([near, cleaned, written === '' ? card.model : null, ...(written === '' ? known.slice(0, 3) : [])]),
  ];
  return names
    .filter((name): name is string => name !== null && modelNameProblem(name) === null)
    .map((name, index) => ({
      title: `Name the model ${name}`,
      changes: [
        field?.value === undefined || field.value === null
          ? field === null
            ? insertLine(place.start.line, `model: ${yamlScalar(name)}`)
            : { place: { start: field.key.end, end: field.key.end }, text: `: ${yamlScalar(name)}` }
          : { place: field.value, text: yamlScalar(name) },
      ],
      isPreferred: index === 0,
    }));
}

function nameSourceKind({ place }: DraftProblem, card: Card): readonly Fix[] {
  const word = wordIn(card, place, 'kind');
  const kind = word === null ? null : nearestName(word.text, SOURCE_KINDS);
  return word === null || kind === null
    ? []
    : [{ title: `Change to ${kind}`, changes: [{ place: word.place, text: kind }], isPreferred: true }];
}

function mendMetric(problem: DraftProblem, card: Card, { source }: Surroundings): readonly Fix[] {
  const { place } = problem;
  const name = wordIn(card, place, 'name')?.text;
  const value = wordIn(card, place, 'value');
  const better = wordIn(card, place, 'better');
  const stray = strayField(card, place);
  const printed = source?.metrics.find((metric) => metric.name === name)?.value;
  const fixes: Fix[] = [];
  if (stray !== null) {
    fixes.push({
      title: `Change to ${stray.meant}`,
      changes: [{ place: stray.place, text: stray.meant }],
      isPreferred: true,
    });
  } else if (better !== null && !['higher', 'lower', 'unknown'].includes(better.text)) {
    const words = ['higher', 'lower', 'unknown'];
    fixes.push(
      ...words.map((word) => ({ title: `Change to better: ${word}`, changes: [{ place: better.place, text: word }] })),
    );
  } else if (value !== null && printed !== undefined && !Number.isFinite(Number(value.text))) {
    const changes = [{ place: value.place, text: String(printed) }];
    fixes.push({ title: `Take ${printed} from the notebook`, changes, isPreferred: true });
  }
  return [...fixes, ...remove(problem, card)];
}

function strayField(
  card: Card,
  place: Change['place'],
): { readonly place: Change['place']; readonly meant: string } | null {
  const text = textAt(card.lines, place);
  for (const match of text.matchAll(/([A-Za-z_]\w*)(?=\s*:)/g)) {
    const meant = METRIC_FIELDS.includes(match[0]) ? null : nearestName(match[0], METRIC_FIELDS);
    if (meant !== null && place.start.line === place.end.line) {
      const { line, character } = place.start;
      const start = { line, character: character + match.index };
      return { place: { start, end: { line, character: start.character + match[0].length } }, meant };
    }
  }
  return null;
}

/** The value behind `key:` in an entry that stands on one line. */
function wordIn(
  card: Card,
  place: Change['place'],
  key: string,
): { readonly text: string; readonly place: Change['place'] } | null {
  const match =
    place.start.line === place.end.line
      ? new RegExp(`\\b${key}:[ \\t]*([^,}\\s][^,}]*?)?[ \\t]*(?=[,}]|$)`, 'd').exec(textAt(card.lines, place))
      : null;
  const [from, to] = match?.indices?.[1] ?? [];
  if (from === undefined || to === undefined) {
    return null;
  }
  const { line, character } = place.start;
  return {
    text: match?.[1] ?? '',
    place: { start: { line, character: character + from }, end: { line, character: character + to } },
  };
}

function mendField(problem: DraftProblem, card: Card): readonly Fix[] {
  const { place } = problem;
  const field = card.reading.outline.fields.find(({ key }) => key.start.line === place.start.line);
  if (field === undefined) {
    return [];
  }
  const present = new Set(card.reading.outline.fields.map(({ name }) => name));
  const meant = nearestName(
    field.name,
    FIELDS.filter((name) => !present.has(name)),
  );
  const rename =
    meant === null
      ? []
      : [{ title: `Change to ${meant}`, changes: [{ place: field.key, text: meant }], isPreferred: true }];
  return [...rename, ...moveToTags(card, field.name)];
}

/** What it becomes anyway, written as such. */
function moveToTags(card: Card, name: string): readonly Fix[] {
  const field = fieldOf(card, name);
  const tags = fieldOf(card, 'tags');
  const removed = field === null ? null : removeLines(card, field.whole);
  const text = card.reading.draft.tags[name];
  if (removed === null || text === undefined || field?.whole.start.line !== field?.whole.end.line) {
    return [];
  }
  const line = `  ${yamlScalar(name)}: ${yamlScalar(text)}`;
  const isEmptyMap = tags?.value !== null && tags !== null && /^\{\s*\}$/.test(textAt(card.lines, tags.value));
  const isBlock = tags?.value !== null && tags !== null && tags.value.start.line > tags.key.start.line;
  const place = tags === null ? null : { start: tags.key.start, end: tags.value?.end ?? tags.key.end };
  const change =
    tags === null || place === null
      ? insertLine(card.reading.outline.frontMatter?.last ?? 0, `tags:\n${line}`)
      : isBlock
        ? insertLine(tags.whole.end.line + 1, line)
        : isEmptyMap || tags.value === null
          ? {
              place:
                tags.value === null
                  ? { start: place.end, end: { ...place.end, character: place.end.character + 1 } }
                  : place,
              text: tags.value === null ? `:\n${line}` : `tags:\n${line}`,
            }
          : null;
  return change === null ? [] : [{ title: 'Move to tags', changes: [removed, change] }];
}

function remove({ place }: DraftProblem, card: Card): readonly Fix[] {
  const change = removeLines(card, place);
  return change === null || place.start.line !== place.end.line
    ? []
    : [{ title: 'Remove this line', changes: [change] }];
}
