import type { VersionSummary } from '../../core/ledger/versionSummary';

/** Says whether a version of a model passes. */
export type VersionFilter = (model: string, version: VersionSummary) => boolean;

type Test = (model: string, version: VersionSummary) => boolean;

const COMPARISON =
  /^(?<metric>[A-Za-z][\w.@-]*)(?<operator>>=|<=|>|<|=)(?<value>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i;

/**
 * The filter that a text means. Words are all required: `stage:production`, `tag:owner=ana`, `alias:champion`,
 * `is:undocumented`, a comparison such as `roc_auc>0.9`, and anything else is searched in the model's and version's
 * names, its rationale, source, framework and author.
 */
export function parseVersionFilter(text: string): VersionFilter {
  const tests = text.split(/\s+/).filter(Boolean).map(wordTest);
  return (model, version) => tests.every((test) => test(model, version));
}

function wordTest(word: string): Test {
  const comparison = COMPARISON.exec(word)?.groups;
  if (comparison !== undefined) {
    return comparisonTest(comparison['metric'] ?? '', comparison['operator'] ?? '=', Number(comparison['value']));
  }
  const [key = '', ...rest] = word.toLowerCase().split(':');
  const value = rest.join(':');
  return (value === '' ? undefined : keyTest(key, value)) ?? textTest(word.toLowerCase());
}

function keyTest(key: string, value: string): Test | undefined {
  switch (key) {
    case 'stage':
      return (_, version) => version.stage.toLowerCase() === value;
    case 'model':
      return (model) => model.toLowerCase().includes(value);
    case 'alias':
      return (_, version) => version.aliases.some((alias) => alias.toLowerCase() === value);
    case 'metric':
      return (_, version) => version.metrics.some((metric) => metric.name.toLowerCase() === value);
    case 'tag':
      return (_, version) => Object.entries(version.tags).some(([name, content]) => tagMatches(value, name, content));
    case 'is':
      return (_, version) => hasProperty(version, value);
    default:
      return undefined;
  }
}

function tagMatches(wanted: string, name: string, content: string): boolean {
  return wanted.includes('=') ? `${name}=${content}`.toLowerCase() === wanted : name.toLowerCase() === wanted;
}

function hasProperty(version: VersionSummary, property: string): boolean {
  switch (property) {
    case 'documented':
      return version.documented;
    case 'undocumented':
      return !version.documented;
    case 'archived':
      return version.archived;
    case 'conflict':
      return version.conflict !== null;
    case 'uncommitted':
      return version.commit === null;
    default:
      return false;
  }
}

function comparisonTest(name: string, operator: string, wanted: number): Test {
  const compare: Readonly<Record<string, (value: number) => boolean>> = {
    '>': (value) => value > wanted,
    '<': (value) => value < wanted,
    '>=': (value) => value >= wanted,
    '<=': (value) => value <= wanted,
    '=': (value) => value === wanted,
  };
  const holds = compare[operator] ?? (() => false);
  return (_, version) =>
    version.metrics.some((metric) => metric.name.toLowerCase() === name.toLowerCase() && holds(metric.value));
}

function textTest(wanted: string): Test {
  return (model, version) =>
    [
      `${model}@v${version.version}`,
      version.name,
      version.stage,
      version.documentation.rationale,
      version.source.path,
      version.by.name,
      version.by.email,
      ...version.framework,
      ...version.aliases,
      ...version.metrics.map((metric) => metric.name),
    ].some((text) => text.toLowerCase().includes(wanted));
}
