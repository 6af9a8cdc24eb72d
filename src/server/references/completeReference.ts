import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  MarkupKind,
  type Position,
} from 'vscode-languageserver/node';
import type { VersionSummary } from '../../core/ledger/versionSummary';
import { formatMetric } from '../../core/metricRows';
import { formatReference } from '../../core/model';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import { versionMarkdown } from '../versionMarkdown';

/** More than anybody reads; the rest comes when something is typed. */
const MOST_VERSIONS = 100;
/** Left of the cursor. A short form counts for models of the ledger only, like any reference. */
const ADDRESS = /(?<![\w.-])models:\/(?<model>[\w.-]*)(?:(?<mark>[/@])(?<word>[\w.-]*))?$/;
const SHORT = /(?<![\w.@/\\-])(?<model>[A-Za-z0-9][\w.-]*)@(?<word>[\w.-]*)$/;

/** What `resolveCompletion` needs to describe an item. */
export interface VersionItemData {
  readonly root: string;
  readonly model: string;
  readonly version: number;
}

/** Models after `models:/`, versions and aliases after their marks; null where no reference is being written. */
export function completeReference(subject: Subject, position: Position): CompletionList | null {
  const { document, snapshot } = subject;
  const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
  const address = ADDRESS.exec(line)?.groups;
  if (address !== undefined) {
    const { model = '', mark, word = '' } = address;
    switch (mark) {
      case '/':
        return list(subject, position, word, versionItems(model, snapshot, ''));
      case '@':
        return list(subject, position, word, aliasItems(model, snapshot));
      default:
        return list(subject, position, model, modelItems(snapshot));
    }
  }
  const { model, word = '' } = SHORT.exec(line)?.groups ?? {};
  return model === undefined || !snapshot.hasModel(model)
    ? null
    : list(subject, position, word, [...aliasItems(model, snapshot), ...versionItems(model, snapshot, 'v')]);
}

/** The item with its version described. */
export function describeVersionItem(item: CompletionItem, snapshot: LedgerSnapshot): CompletionItem {
  const { model, version } = item.data as VersionItemData;
  const found = snapshot.version(model, version);
  return found === null
    ? item
    : { ...item, documentation: { kind: MarkupKind.Markdown, value: versionMarkdown(found, snapshot) } };
}

/** Replaces what is written of the word, left and right of the cursor. */
function list(
  { document }: Subject,
  position: Position,
  word: string,
  items: readonly CompletionItem[],
): CompletionList {
  const rest = document.getText({ start: position, end: { line: position.line + 1, character: 0 } });
  const after = /^[\w.-]*/.exec(rest)?.[0].length ?? 0;
  const start = { line: position.line, character: position.character - word.length };
  const end = { line: position.line, character: position.character + after };
  const matching =
    word === '' ? items : items.filter(({ label }) => label.toLowerCase().startsWith(word.toLowerCase()));
  const shown = (matching.length === 0 ? items : matching).slice(0, MOST_VERSIONS);
  return {
    isIncomplete: shown.length < items.length,
    items: shown.map((item, index) => ({
      ...item,
      sortText: String(index).padStart(5, '0'),
      filterText: item.label,
      textEdit: { newText: item.label, insert: { start, end: position }, replace: { start, end } },
    })),
  };
}

function modelItems(snapshot: LedgerSnapshot): readonly CompletionItem[] {
  return snapshot.models.flatMap(({ model }) => {
    const newest = snapshot.champion(model) ?? snapshot.newest(model);
    return newest === null ? [] : [item(model, CompletionItemKind.Class, newest, snapshot, facts(newest, true))];
  });
}

function aliasItems(model: string, snapshot: LedgerSnapshot): readonly CompletionItem[] {
  return [...snapshot.aliases(model)].map(([alias, version]) =>
    item(alias, CompletionItemKind.Constant, version, snapshot, facts(version, true)),
  );
}

function versionItems(model: string, snapshot: LedgerSnapshot, prefix: string): readonly CompletionItem[] {
  return snapshot
    .versions(model)
    .filter(({ conflict }) => conflict === null)
    .map((version) =>
      item(`${prefix}${version.version}`, CompletionItemKind.Value, version, snapshot, facts(version, false)),
    );
}

function item(
  label: string,
  kind: CompletionItemKind,
  version: VersionSummary,
  snapshot: LedgerSnapshot,
  description: string,
): CompletionItem {
  const data: VersionItemData = { root: snapshot.root, model: version.model, version: version.version };
  const tags = version.archived ? { tags: [1 as const] } : {};
  return { label, kind, labelDetails: { description }, ...tags, data };
}

/** `churn@v4 · roc_auc 0.934 · production`: what tells versions apart first, because a narrow list cuts the end. */
function facts(version: VersionSummary, isNamed: boolean): string {
  const headline = version.metrics.find((metric) => metric.headline);
  return [
    ...(version.archived ? ['archived'] : []),
    ...(isNamed ? [formatReference(version.model, version.version)] : []),
    ...(headline === undefined ? [] : [`${headline.name} ${formatMetric(headline.value)}`]),
    ...(version.archived || version.stage === 'none' ? [] : [version.stage]),
    ...(isNamed ? [] : version.aliases),
  ].join(' · ');
}
