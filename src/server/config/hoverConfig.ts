import { basename } from 'node:path';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { markdownCode, markdownText } from '../../core/card/markdown';
import { buildName, namingPatternProblem } from '../../core/ledger/naming';
import { canonicalMetric, knownMetric } from '../../core/metric/catalogue';
import { formatMetric } from '../../core/metricRows';
import { formatReference } from '../../core/model';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import { directionWords } from './directionWords';
import { parseJsonTree, placeAt, valueAt } from './jsonTree';
import { metricUses } from './metricUses';

/** What a metric's name means and who has it; what a naming pattern gives; who is in a stage. */
export function hoverConfig({ document, snapshot }: Subject, position: Position): Hover | null {
  const tree = parseJsonTree(document.getText());
  const place = placeAt(tree, document.offsetAt(position));
  if (place === null || place.string === null) {
    return null;
  }
  const { path, string, isKey } = place;
  const project = valueAt(tree, ['project']);
  const projectName =
    project?.kind === 'string' && project.value.trim() !== '' ? project.value : basename(snapshot.root);
  const value =
    isKey && path.join('.') === 'metrics'
      ? describeMetric(string.value, snapshot)
      : !isKey && path.join('.') === 'naming.pattern'
        ? describePattern(string.value, projectName, snapshot)
        : !isKey && path[0] === 'stages'
          ? describeStage(string.value, snapshot)
          : null;
  return value === null
    ? null
    : {
        contents: { kind: MarkupKind.Markdown, value },
        range: { start: document.positionAt(string.start), end: document.positionAt(string.end) },
      };
}

function describeMetric(name: string, snapshot: LedgerSnapshot): string {
  const use = metricUses(snapshot).get(name);
  const builtIn =
    knownMetric(name) === null
      ? 'not a built-in metric'
      : `${directionWords(canonicalMetric(name).higherIsBetter)}, built in`;
  const used =
    use === undefined
      ? 'No version has it.'
      : `In ${use.versions === 1 ? '1 version' : `${use.versions} versions`}, the newest ${markdownText(formatReference(use.latest.model, use.latest.version))} with ${formatMetric(use.latest.value)}.`;
  return `**${markdownText(name)}** · ${builtIn}\n\n${used}`;
}

/** The name that the next version of the newest model would have, at the time of that version: pure, like all here. */
function describePattern(pattern: string, project: string, snapshot: LedgerSnapshot): string | null {
  if (namingPatternProblem(pattern) !== null) {
    return null;
  }
  const last = snapshot.models
    .flatMap(({ versions }) => versions.slice(0, 1))
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  const name = buildName(pattern, {
    project,
    model: last?.model ?? 'model',
    version: last?.version ?? 1,
    at: new Date(last?.at ?? '2026-01-31T08:30:00.000Z'),
    author: last?.by.name ?? 'Ada',
    branch: 'main',
    commit: last?.codeCommit ?? '0123456789abcdef',
    framework: last?.framework ?? ['scikit-learn'],
  });
  const words = last === undefined ? 'A version' : markdownText(formatReference(last.model, last.version));
  return `${words} would be named ${markdownCode(name)}`;
}

function describeStage(stage: string, snapshot: LedgerSnapshot): string {
  const versions = snapshot.models.flatMap((model) => model.versions.filter((version) => version.stage === stage));
  const names = versions.slice(0, 5).map(({ model, version }) => markdownText(formatReference(model, version)));
  const rest = versions.length - names.length;
  return versions.length === 0
    ? `No version is in **${markdownText(stage)}**.`
    : `In **${markdownText(stage)}**: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
