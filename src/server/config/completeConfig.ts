import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Position,
} from 'vscode-languageserver/node';
import { metricDirection, METRIC_NAMES } from '../../core/metric/catalogue';
import { directionWords } from './directionWords';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import { missingStages } from './diagnoseConfig';
import { type JsonNode, type JsonString, parseJsonTree, placeAt, valueAt } from './jsonTree';
import { metricUses } from './metricUses';
import { PLACEHOLDERS } from './placeholders';

interface Suggestion {
  readonly text: string;
  readonly description: string;
}

/** Names that the JSON schema cannot offer: metrics, stages in use, placeholders of the naming pattern. */
export function completeConfig({ document, snapshot }: Subject, position: Position): CompletionList | null {
  const offset = document.offsetAt(position);
  const tree = parseJsonTree(document.getText());
  const place = placeAt(tree, offset);
  if (place === null) {
    return null;
  }
  const { path, string, isKey } = place;
  const range = {
    start: document.positionAt(string?.start ?? offset),
    end: document.positionAt(string?.end ?? offset),
  };
  const key = path.join('.');
  if (isKey && key === 'metrics') {
    return quoted(metricNames(tree, snapshot), range, CompletionItemKind.Property);
  }
  if (!isKey && path[0] === 'stages') {
    return quoted(stageNames(tree, snapshot), range, CompletionItemKind.EnumMember);
  }
  return key === 'naming.pattern' && string !== null ? placeholders(string, offset, position) : null;
}

function metricNames(tree: JsonNode | null, snapshot: LedgerSnapshot): readonly Suggestion[] {
  const metrics = valueAt(tree, ['metrics']);
  const written = new Set(metrics?.kind === 'object' ? metrics.members.map(({ key }) => key.value) : []);
  const uses = metricUses(snapshot);
  const used = [...uses].map(([text, { versions }]) => ({
    text,
    description: `${directionWords(metricDirection(text))}, in ${versions === 1 ? '1 version' : `${versions} versions`}`,
  }));
  const known = METRIC_NAMES.filter((name) => !uses.has(name)).map((text) => ({
    text,
    description: directionWords(metricDirection(text)),
  }));
  return [...used, ...known].filter(({ text }) => !written.has(text));
}

function stageNames(tree: JsonNode | null, snapshot: LedgerSnapshot): readonly Suggestion[] {
  const stages = valueAt(tree, ['stages']);
  const listed = new Set(
    stages?.kind === 'array' ? stages.items.flatMap((item) => (item.kind === 'string' ? item.value : [])) : [],
  );
  const used = missingStages(listed, snapshot).map(([text, users]) => ({
    text,
    description: `${users[0] ?? ''}${users.length > 1 ? ` and ${users.length - 1} more` : ''}`,
  }));
  const usual = ['none', 'staging', 'production', 'archived']
    .filter((text) => !listed.has(text) && !used.some((stage) => stage.text === text))
    .map((text) => ({ text, description: '' }));
  return [...used, ...usual];
}

/** After an opening brace, up to the cursor. */
function placeholders(string: JsonString, offset: number, position: Position): CompletionList | null {
  const before = string.value.slice(0, Math.max(0, offset - string.start - 1));
  const word = /\{(\w*)$/.exec(before)?.[1];
  if (word === undefined) {
    return null;
  }
  const start = { line: position.line, character: position.character - word.length - 1 };
  const isClosed = string.value[offset - string.start - 1] === '}';
  const end = { line: position.line, character: position.character + (isClosed ? 1 : 0) };
  return {
    isIncomplete: false,
    items: PLACEHOLDERS.map(({ text, description }, index) => ({
      label: text,
      kind: CompletionItemKind.Variable,
      labelDetails: { description },
      sortText: String(index).padStart(5, '0'),
      filterText: text,
      textEdit: { newText: text, insert: { start, end: position }, replace: { start, end } },
    })),
  };
}

function quoted(
  suggestions: readonly Suggestion[],
  range: { readonly start: Position; readonly end: Position },
  kind: CompletionItemKind,
): CompletionList {
  const items = suggestions.map(({ text, description }, index): CompletionItem => ({
    label: text,
    kind,
    labelDetails: { description },
    sortText: String(index).padStart(5, '0'),
    filterText: JSON.stringify(text),
    textEdit: { newText: JSON.stringify(text), range },
  }));
  return { isIncomplete: false, items };
}
