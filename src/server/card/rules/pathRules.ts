import type { EntryOf } from '../../../core/card/cardOutline';
import type { Place } from '../../../core/card/place';
import { yamlScalar } from '../../../core/card/yamlScalar';
import { nearestName } from '../../../core/nearestName';
import { entriesOf, fieldOf, textAt, type Card } from '../card';
import { removeLines } from '../cardChanges';
import type { Finding, Fix } from '../finding';
import type { Surroundings } from '../surroundings';

/** Paths of a draft that lead nowhere, and paths given twice. */
export function pathFindings(card: Card, surroundings: Surroundings): readonly Finding[] {
  if (card.kind !== 'draft') {
    return [];
  }
  const entries = entriesOf(card, 'path');
  return [
    ...sourceFinding(card, surroundings),
    ...entries.flatMap((entry) => missing(card, entry, surroundings)),
    ...duplicates(card, entries),
  ];
}

/** What `exists` should be asked about. */
export function pathsOf(card: Card): readonly string[] {
  const { source } = card.reading.draft;
  return [...(source.kind === 'none' ? [] : [source.path]), ...entriesOf(card, 'path').map(({ path }) => path)];
}

function missing(card: Card, entry: EntryOf<'path'>, surroundings: Surroundings): readonly Finding[] {
  const { path, list, value: place } = entry;
  if (surroundings.exists.get(path) !== false || (list === 'data' && isOtherName(path, surroundings))) {
    return [];
  }
  const removal = removeLines(card, entry.whole);
  const isArtifact = list === 'artifacts';
  return [
    {
      code: isArtifact ? 'artifact-missing' : 'dataset-missing',
      place,
      severity: isArtifact ? 'error' : 'warning',
      message: isArtifact
        ? `There is no file ${path}. A model file must be there when its version is registered.`
        : `There is no ${path}, and DVC does not know it. Registered like this, nothing says which bytes the model was trained on.`,
      fixes: [
        ...near(path, candidates(entry, surroundings), place),
        ...(removal === null ? [] : [{ title: 'Remove this path', changes: [removal] }]),
      ],
    },
  ];
}

/** A pattern of files, or what code asks of a library: `imdb`, `glue/mrpc`. Such a dataset has no path. */
function isOtherName(path: string, { source }: Surroundings): boolean {
  // The code's own paths begin at the notebook's folder.
  const isNamedByCode = source?.datasets.some((dataset) => `/${dataset.path}`.endsWith(`/${path}`)) === true;
  return /[*?{}[\]]/.test(path) || (isNamedByCode && !/\.\w+$/.test(path));
}

/** What the notebook names first, then what earlier versions had, then everything else that is there. */
function candidates({ list, path }: EntryOf<'path'>, { source, versions, files }: Surroundings): readonly string[] {
  const there = new Set(files);
  const earlier = versions.flatMap((version) =>
    (list === 'data' ? version.datasets : version.artifacts).map((item) => item.path),
  );
  const named = (list === 'data' ? source?.datasets : source?.artifacts) ?? [];
  const extension = /\.[A-Za-z0-9]+$/.exec(path)?.[0];
  const alike = files.filter((file) => extension === undefined || file.endsWith(extension));
  return [...new Set([...named.map((item) => item.path), ...earlier].filter((item) => there.has(item)).concat(alike))];
}

/** The same name in another folder, or nearly the same path. */
function near(path: string, existing: readonly string[], place: Place): readonly Fix[] {
  const base = baseName(path);
  const sameName = existing.filter((file) => baseName(file) === base);
  const similar = nearestName(path, existing);
  const similarBase = nearestName(base, existing.map(baseName));
  const byBase = similarBase === null ? [] : existing.filter((file) => baseName(file) === similarBase);
  const found = [...new Set([...(similar === null ? [] : [similar]), ...sameName, ...byBase])].slice(0, 3);
  return found.map((file, index) => ({
    title: `Change to ${file}`,
    changes: [{ place, text: yamlScalar(file) }],
    isPreferred: index === 0,
  }));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function duplicates(card: Card, entries: readonly EntryOf<'path'>[]): readonly Finding[] {
  return entries.flatMap((entry, index): Finding[] => {
    const first = entries.findIndex((other) => other.list === entry.list && other.path === entry.path);
    const removal = removeLines(card, entry.whole);
    return first === index
      ? []
      : [
          {
            code: 'path-duplicate',
            place: entry.value,
            severity: 'warning',
            message: `${entry.path} is named twice. Remove one.`,
            fixes: removal === null ? [] : [{ title: 'Remove this line', changes: [removal], isPreferred: true }],
          },
        ];
  });
}

function sourceFinding(card: Card, { exists, files }: Surroundings): readonly Finding[] {
  const { kind, path } = card.reading.draft.source;
  const field = fieldOf(card, 'source')?.value;
  if (field === undefined || field === null || kind === 'none' || exists.get(path) !== false) {
    return [];
  }
  const place = within(card, field, path) ?? field;
  const notebooks = files.filter((file) => kind !== 'notebook' || file.endsWith('.ipynb'));
  return [
    {
      code: 'source-missing',
      place,
      severity: 'warning',
      message: `There is no ${path}. The draft is registered from its source, so it must be there then.`,
      fixes: near(path, notebooks, place),
    },
  ];
}

/** Where a text stands in a place of one line, with the quotes around it. */
function within(card: Card, place: Place, text: string): Place | null {
  const line = textAt(card.lines, place);
  const quoted = line.indexOf(JSON.stringify(text));
  const at = quoted >= 0 ? quoted : line.indexOf(text);
  const length = quoted >= 0 ? JSON.stringify(text).length : text.length;
  if (at < 0 || place.start.line !== place.end.line) {
    return null;
  }
  const start = { line: place.start.line, character: place.start.character + at };
  return { start, end: { line: start.line, character: start.character + length } };
}
