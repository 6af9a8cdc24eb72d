import { identityText } from '../compare';
import { formatReference, type Dataset, type Environment, type Param, type Version } from '../model';

/** The facts of the version to be, as far as its changes can be told from them. */
export interface ChangeFacts {
  readonly params: readonly Param[];
  readonly datasets: readonly Dataset[];
  readonly environment?: Environment | undefined;
  /** Lines about notebook cells, from `describeCellChanges`; absent when no earlier notebook is known. */
  readonly cells?: readonly string[] | undefined;
}

const LISTED = 15;

/**
 * What differs from `previous`, as Markdown: params, data, versions of packages, notebook cells. Empty when there is no
 * previous version or nothing differs.
 */
export function describeChanges(previous: Version | null, facts: ChangeFacts): string {
  if (previous === null) {
    return '';
  }
  const lines = [
    ...limit(paramLines(previous.params, facts.params), 'parameters'),
    ...limit(dataLines(previous.datasets, facts.datasets), 'datasets'),
    ...limit(
      facts.environment === undefined ? [] : environmentLines(previous.environment, facts.environment),
      'packages',
    ),
    ...limit(facts.cells ?? [], 'cells'),
  ];
  return lines.length === 0
    ? ''
    : [`Since ${formatReference(previous.model, previous.version)}:`, '', ...lines].join('\n');
}

function limit(lines: readonly string[], what: string): readonly string[] {
  return lines.length <= LISTED + 1
    ? lines
    : [...lines.slice(0, LISTED), `- and ${lines.length - LISTED} more ${what}`];
}

// A source that names none at all, such as a model file, says nothing about params, data or frameworks: not that they
// are gone.
function paramLines(before: readonly Param[], after: readonly Param[]): readonly string[] {
  if (after.length === 0) {
    return [];
  }
  return differences(
    new Map(before.map((param) => [param.name, String(param.value)])),
    new Map(after.map((param) => [param.name, String(param.value)])),
  ).map(({ name, from, to }) => {
    if (from === undefined) {
      return `- ${code(name)} set to ${to ?? ''}`;
    }
    return to === undefined ? `- ${code(name)} no longer set (was ${from})` : `- ${code(name)}: ${from} → ${to}`;
  });
}

function dataLines(before: readonly Dataset[], after: readonly Dataset[]): readonly string[] {
  if (after.length === 0) {
    return [];
  }
  return differences(
    new Map(before.map((dataset) => [dataset.path, identityText(dataset)])),
    new Map(after.map((dataset) => [dataset.path, identityText(dataset)])),
  ).map(({ name, from, to }) => {
    if (from === undefined) {
      return `- data added: ${code(name)}`;
    }
    return to === undefined
      ? `- data no longer read: ${code(name)}`
      : `- data changed: ${code(name)} (${shorten(from)} → ${shorten(to)})`;
  });
}

function environmentLines(before: Environment, after: Environment): readonly string[] {
  const pinned = (environment: Environment) =>
    new Map<string, string>([
      ...(environment.python === null ? [] : [['python', environment.python] as const]),
      ...Object.entries(environment.packages ?? {}),
    ]);
  const [from, to] = [pinned(before), pinned(after)];
  const named = after.framework.length === 0 ? [] : before.framework;
  const frameworks = differences(
    new Map(named.map((name) => [name, name])),
    new Map(after.framework.map((name) => [name, name])),
  ).map((change) => (change.from === undefined ? `- now uses ${change.name}` : `- no longer uses ${change.name}`));
  // A package that only one side names says which file was read, not what changed.
  const versions = differences(from, to)
    .filter((change) => change.from !== undefined && change.to !== undefined)
    .map((change) => `- ${change.name} ${change.from ?? ''} → ${change.to ?? ''}`);
  return [...frameworks, ...versions];
}

interface Difference {
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly Difference[] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((name) => ({ name, from: before.get(name), to: after.get(name) }))
    .filter(({ from, to }) => from !== to);
}

/** `sha256:2cf24dba`: enough to see that two differ. */
function shorten(identity: string): string {
  const [kind, digest] = identity.split(':');
  return digest === undefined ? identity : `${kind ?? ''}:${digest.slice(0, 8)}`;
}

function code(text: string): string {
  return text.includes('`') ? text : `\`${text}\``;
}
