import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { findConfigIssues } from '../../core/config';
import { namingPatternProblem } from '../../core/ledger/naming';
import { knownMetric, METRIC_NAMES } from '../../core/metric/catalogue';
import { formatReference } from '../../core/model';
import { nearestName } from '../../core/nearestName';
import { DIAGNOSTIC_SOURCE } from '../diagnosticSource';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import { CONFIG_KEYS, METRIC_KEYS } from './configKeys';
import { type JsonMember, type JsonNode, type JsonString, parseJsonTree, valueAt } from './jsonTree';
import { metricUses } from './metricUses';

/** Carried by a diagnostic to its quick fix: what to write in place of its range. */
export interface ConfigFix {
  readonly title: string;
  readonly newText: string;
}

interface Finding {
  readonly node: { readonly start: number; readonly end: number };
  readonly code: string;
  readonly message: string;
  readonly severity: DiagnosticSeverity;
  readonly fix?: ConfigFix;
}

const { Error: ERROR, Warning: WARNING, Information: INFORMATION } = DiagnosticSeverity;

/** What the JSON schema cannot know: names of metrics and stages, patterns, and what a fault leads to. */
export function diagnoseConfig({ document, snapshot }: Subject): readonly Diagnostic[] {
  const text = document.getText();
  const tree = parseJsonTree(text);
  if (tree === null) {
    return [];
  }
  const findings = [
    ...judgeIssues(text, tree),
    ...judgeKeys(tree),
    ...judgePattern(tree),
    ...judgeStages(tree, snapshot),
    ...judgeMetrics(tree, snapshot),
  ];
  return findings.map(({ node, code, message, severity, fix }) => ({
    range: { start: document.positionAt(node.start), end: document.positionAt(node.end) },
    code,
    message,
    severity,
    source: DIAGNOSTIC_SOURCE,
    ...(fix === undefined ? {} : { data: fix }),
  }));
}

/** One value that is not as it should be, and none of the file is used: that is worth saying. */
function judgeIssues(text: string, tree: JsonNode): readonly Finding[] {
  return findConfigIssues(text).map(({ path, message }) => {
    const node = nodeAt(tree, path);
    const field = path[0] === 'documentation' && node.kind === 'string' ? nearestName(node.value, FIELDS) : null;
    const advice = field === null ? '' : ` Did you mean ${field}?`;
    return {
      node,
      code: 'config-invalid',
      message: `${message}.${advice} Until this is mended the defaults are used in place of the whole file.`,
      severity: ERROR,
      ...(field === null ? {} : { fix: replacement(field) }),
    };
  });
}

const FIELDS = ['rationale', 'changes', 'impact'];

function nodeAt(tree: JsonNode, path: readonly (string | number)[]): JsonNode {
  let node = tree;
  for (const key of path) {
    const inner =
      typeof key === 'number' ? (node.kind === 'array' ? node.items[key] : undefined) : valueAt(node, [key]);
    if (inner === undefined || inner === null) {
      return node;
    }
    node = inner;
  }
  return node;
}

/** Unknown keys are kept for newer versions of the schema, so only a slip of a known one is named. */
function judgeKeys(tree: JsonNode): readonly Finding[] {
  const metrics = membersOf(valueAt(tree, ['metrics'])).flatMap(({ value }) => misspelt(value, METRIC_KEYS));
  return [...misspelt(tree, CONFIG_KEYS), ...metrics];
}

function misspelt(node: JsonNode | null, known: readonly string[]): readonly Finding[] {
  return membersOf(node).flatMap(({ key }) => {
    const nearest = known.includes(key.value) ? null : nearestName(key.value, known);
    return nearest === null
      ? []
      : [
          {
            node: key,
            code: 'key-unknown',
            message: `${key.value} is no key of the configuration. Did you mean ${nearest}?`,
            severity: WARNING,
            fix: replacement(nearest),
          },
        ];
  });
}

function judgePattern(tree: JsonNode): readonly Finding[] {
  const node = valueAt(tree, ['naming', 'pattern']);
  const problem = node?.kind === 'string' ? namingPatternProblem(node.value) : null;
  return node === null || problem === null ? [] : [{ node, code: 'naming-pattern', message: problem, severity: ERROR }];
}

function judgeStages(tree: JsonNode, snapshot: LedgerSnapshot): readonly Finding[] {
  const node = valueAt(tree, ['stages']);
  if (node?.kind !== 'array') {
    return [];
  }
  const listed = node.items.filter((item) => item.kind === 'string');
  const names = new Set(listed.map(({ value }) => value));
  const repeated = listed.filter(({ value }, index) => listed.findIndex((other) => other.value === value) < index);
  return [
    ...repeated.map((item) => ({
      node: item,
      code: 'stage-repeated',
      message: `The stage ${item.value} is listed twice.`,
      severity: WARNING,
    })),
    ...missingStages(names, snapshot).map(([stage, users]) => ({
      node,
      code: 'stage-missing',
      message: `The list lacks the stage ${stage}, in which ${users[0] ?? ''}${users.length > 1 ? ` and ${users.length - 1} more` : ''} is.`,
      severity: WARNING,
    })),
  ];
}

/** Stages that versions are in, with their references. The first of the list is that of versions never staged. */
export function missingStages(
  listed: ReadonlySet<string>,
  snapshot: LedgerSnapshot,
): readonly (readonly [string, readonly string[]])[] {
  const initial = snapshot.config.stages[0];
  const users = new Map<string, string[]>();
  for (const { model, versions } of snapshot.models) {
    for (const { version, stage, archived } of versions) {
      if (!archived && stage !== initial && !listed.has(stage)) {
        users.set(stage, [...(users.get(stage) ?? []), formatReference(model, version)]);
      }
    }
  }
  return [...users];
}

function judgeMetrics(tree: JsonNode, snapshot: LedgerSnapshot): readonly Finding[] {
  const members = membersOf(valueAt(tree, ['metrics']));
  if (members.length === 0) {
    return [];
  }
  const used = metricUses(snapshot);
  return members.flatMap(({ key }) => judgeMetric(key, used));
}

function judgeMetric(key: JsonString, used: ReadonlyMap<string, unknown>): readonly Finding[] {
  const name = key.value;
  const canonical = knownMetric(name);
  if (used.has(name) || canonical === name) {
    return [];
  }
  if (canonical !== null) {
    return [
      {
        node: key,
        code: 'metric-alias',
        message: `${name} is recorded as ${canonical}: under this name nothing is configured.`,
        severity: WARNING,
        fix: replacement(canonical),
      },
    ];
  }
  const nearest = nearestName(name, [...used.keys(), ...METRIC_NAMES]);
  if (nearest === null && used.size === 0) {
    // A first version may bring it.
    return [];
  }
  return [
    {
      node: key,
      code: 'metric-unknown',
      message: `No version has a metric ${name}.${nearest === null ? '' : ` Did you mean ${nearest}?`}`,
      severity: nearest === null ? INFORMATION : WARNING,
      ...(nearest === null ? {} : { fix: replacement(nearest) }),
    },
  ];
}

function membersOf(node: JsonNode | null): readonly JsonMember[] {
  return node?.kind === 'object' ? node.members : [];
}

function replacement(name: string): ConfigFix {
  return { title: `Change to ${name}`, newText: JSON.stringify(name) };
}
