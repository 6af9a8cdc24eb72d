import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
} from 'vscode-languageserver/node';
import { findPrevious } from '../../core/ledger/previousVersion';
import type { VersionSummary } from '../../core/ledger/versionSummary';
import { formatMetric, metricLabel } from '../../core/metricRows';
import { formatReference, parseReference } from '../../core/model';
import { movedText } from '../../core/rationale/describeConcern';
import { movedMetrics } from '../../core/rationale/movedMetrics';
import { TRAILER_KEYS, type TrailerKey } from '../../core/rationale/trailer';
import type { VersionItemData } from '../references/completeReference';
import { isWritten, linesOf, trailersOf, type CommitSubject } from './commitSubject';
import { nextLines } from './nextLines';
import { TRAILER_HELP } from './trailerHelp';

/** How the list was asked for: by a character that was typed, or by the person. */
export interface CompletionTrigger {
  readonly character: string | null;
}

/** Versions of one model that are listed; typing a number narrows them down no further than that. */
const VERSIONS = 100;
const MODELS = 100;
const SUGGEST_AGAIN = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

const REFERENCE_PLACE = /^(?<key>Rationale|Changes|Impact)[ \t]*:(?<gap>[ \t]*)(?<typed>[^\s:]*)$/i;
const TEXT_PLACE =
  /^(?<key>Rationale|Changes|Impact)[ \t]*:[ \t]*(?<reference>[^\s:@]+@v?\d+):(?<gap>[ \t]*)(?<text>.*)$/i;
const NONE_PLACE = /^Model-Ledger[ \t]*:(?<gap>[ \t]*)(?<typed>.*)$/i;
const KEY_PLACE = /^(?<typed>[A-Za-z][A-Za-z-]*)?$/;
const WORD = /(?:^|[\s("'`])(?<typed>[\w.-]+(?:@v?\d*)?)?$/;

/** What may stand where the caret is. Lists that come with a typed space or colon appear only where they are sure to fit. */
export function completeCommit(
  subject: CommitSubject,
  position: Position,
  trigger: CompletionTrigger,
): readonly CompletionItem[] {
  const line = linesOf(subject)[position.line];
  if (line === undefined || line.isComment) {
    return [];
  }
  const head = line.text.slice(0, position.character);
  const place = { subject, position };
  const reference = REFERENCE_PLACE.exec(head)?.groups;
  if (reference !== undefined) {
    return versionItems(place, { typed: reference['typed'] ?? '', lead: leadFor(reference['gap']), tail: ': ' });
  }
  const text = TEXT_PLACE.exec(head)?.groups;
  if (text !== undefined) {
    return factItems(place, {
      key: text['key'] ?? '',
      reference: text['reference'] ?? '',
      text: text['text'] ?? '',
      lead: leadFor(text['gap']),
    });
  }
  const none = NONE_PLACE.exec(head)?.groups;
  if (none !== undefined) {
    return noneItems(place, none['typed'] ?? '', leadFor(none['gap']));
  }
  if (trigger.character !== null && trigger.character !== '@') {
    return [];
  }
  const key = position.line > 0 ? KEY_PLACE.exec(head) : null;
  const keys = key === null ? [] : keyItems(place, key.groups?.['typed'] ?? '');
  const word = WORD.exec(head)?.groups?.['typed'] ?? '';
  return [...keys, ...versionItems(place, { typed: word, lead: '', tail: '' })];
}

interface Place {
  readonly subject: CommitSubject;
  readonly position: Position;
}

/** Behind a colon comes a space. */
function leadFor(gap: string | undefined): string {
  return gap === '' ? ' ' : '';
}

function keyItems({ subject, position }: Place, typed: string): readonly CompletionItem[] {
  const lines = linesOf(subject);
  const above = lines[position.line - 1];
  // Directly below prose a trailer would be part of its paragraph, where Git does not look for it.
  const isFree = above === undefined || !isWritten(above) || /^(?:[A-Za-z0-9-]+[ \t]*:|[ \t])/.test(above.text);
  const lead = position.line === 1 || !isFree ? '\n' : '';
  const offered = nextLines(subject.concerns, trailersOf(subject)).map((line, index) => ({
    label: line.split('\n')[0]?.trim() ?? '',
    kind: CompletionItemKind.Snippet,
    detail: 'Missing in this message',
    sortText: `0${String(index).padStart(3, '0')}`,
    ...replacing(position, typed, lead + line),
  }));
  const keys = TRAILER_KEYS.map((key: TrailerKey, index) => ({
    label: key,
    kind: CompletionItemKind.Keyword,
    detail: 'Trailer of Model Ledger',
    documentation: { kind: MarkupKind.Markdown, value: TRAILER_HELP[key] },
    sortText: `1${index}`,
    command: SUGGEST_AGAIN,
    ...replacing(position, typed, `${lead}${key}: `),
  }));
  return [...offered, ...keys];
}

function versionItems(
  { subject, position }: Place,
  { typed, lead, tail }: { readonly typed: string; readonly lead: string; readonly tail: string },
): readonly CompletionItem[] {
  const { snapshot, concerns } = subject;
  const [model = ''] = typed.split('@');
  const registered = concerns.registered.flatMap(({ model: of, version }) => snapshot.version(of, version) ?? []);
  const named = typed.includes('@') ? snapshot.versions(model).slice(0, VERSIONS) : [];
  const newest = snapshot.models.slice(0, MODELS).flatMap((one) => snapshot.newest(one.model) ?? []);
  const versions = [...new Map([...registered, ...named, ...newest].map((version) => [version.id, version])).values()];
  return versions.map((version, index) => {
    const reference = formatReference(version.model, version.version);
    const isNew = index < registered.length;
    return {
      label: reference,
      kind: CompletionItemKind.Reference,
      detail: isNew ? 'Registered by this commit' : describe(version),
      sortText: `${isNew ? 2 : 3}${String(index).padStart(4, '0')}`,
      data: { root: snapshot.root, model: version.model, version: version.version } satisfies VersionItemData,
      ...replacing(position, typed, `${lead}${reference}${tail}`),
    };
  });
}

function factItems(
  { subject, position }: Place,
  place: { readonly key: string; readonly reference: string; readonly text: string; readonly lead: string },
): readonly CompletionItem[] {
  const reference = parseReference(place.reference);
  const version = reference === null ? null : subject.snapshot.version(reference.model, reference.version);
  if (version === null) {
    return [];
  }
  const field = place.key.toLowerCase();
  const facts = subject.concerns.registered.find(({ id }) => id === version.id)?.facts;
  const whole = field === 'impact' ? facts?.impact : field === 'changes' ? facts?.changes : undefined;
  const typed = /(?:^|[,;]\s*)(?<typed>[^,;]*)$/.exec(place.text)?.groups?.['typed'] ?? '';
  const all = whole === undefined || whole === '' || place.text.trim() !== typed.trim() ? [] : [whole];
  const metrics = field === 'changes' ? [] : metricTexts(version, subject);
  return [...new Set([...all, ...metrics])].map((text, index) => ({
    label: text,
    kind: CompletionItemKind.Value,
    detail: all.includes(text) ? 'From the facts' : 'Metric',
    sortText: String(index).padStart(4, '0'),
    ...replacing(position, typed, place.lead + text),
  }));
}

/** The metrics that moved, then the others with their values. */
function metricTexts(version: VersionSummary, { snapshot }: CommitSubject): readonly string[] {
  const previous = findPrevious(snapshot.versions(version.model), version.version);
  const moved = previous === null ? [] : movedMetrics(previous.metrics, version.metrics);
  const isMoved = new Set(moved.map(metricLabel));
  const others = version.metrics
    .filter((metric) => !isMoved.has(metricLabel(metric)))
    .map((metric) => `${metricLabel(metric)} ${formatMetric(metric.value)}`);
  return [...moved.map(movedText), ...others];
}

function noneItems({ subject, position }: Place, typed: string, lead: string): readonly CompletionItem[] {
  const paths = subject.concerns.concerns.flatMap((concern) =>
    concern.code === 'version-undocumented' ? [] : [concern.path],
  );
  return ['none', ...new Set(paths.map((path) => `none ${path}`))].map((text, index) => ({
    label: text,
    kind: CompletionItemKind.Value,
    detail: index === 0 ? 'Nothing in this commit needs a version' : 'This file needs no version',
    sortText: String(index).padStart(4, '0'),
    ...replacing(position, typed, lead + text),
  }));
}

function describe({ metrics, stage, aliases }: VersionSummary): string {
  const headline = metrics.find((metric) => metric.headline) ?? metrics[0];
  return [
    ...(headline === undefined ? [] : [`${metricLabel(headline)} ${formatMetric(headline.value)}`]),
    ...(stage === 'none' ? [] : [stage]),
    ...aliases,
  ].join(' · ');
}

function replacing({ line, character }: Position, typed: string, newText: string) {
  const range = { start: { line, character: character - typed.length }, end: { line, character } };
  return {
    insertTextFormat: InsertTextFormat.PlainText,
    // What is typed is part of what is replaced, and is compared with the text rather than with the label.
    filterText: newText.trim(),
    textEdit: { range, newText },
  };
}
