import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver/node';
import type { VersionSummary } from '../../core/ledger/versionSummary';
import { formatReference } from '../../core/model';
import { nearestName } from '../../core/nearestName';
import { DIAGNOSTIC_SOURCE } from '../diagnosticSource';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import type { VersionReference } from './reference';
import { referencesIn } from './referencesIn';
import { resolveReference } from './resolveReference';

interface Update {
  readonly title: string;
  readonly newText: string;
}

/** Moves the references that the range touches to the version that should be used today. */
export function updateReference(subject: Subject, range: Range, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const { document, snapshot } = subject;
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  return referencesIn(subject)
    .filter((reference) => reference.kind === 'version')
    .filter(({ start, end }) => start <= to && from <= end)
    .flatMap((reference) => {
      const place = { start: document.positionAt(reference.start), end: document.positionAt(reference.end) };
      const cured = diagnostics.filter((one) => one.source === DIAGNOSTIC_SOURCE && isSame(one.range, place));
      return updatesOf(reference, snapshot).map(({ title, newText }, index): CodeAction => ({
        title,
        kind: CodeActionKind.QuickFix,
        ...(cured.length === 0 ? {} : { diagnostics: cured, isPreferred: index === 0 }),
        edit: { changes: { [document.uri]: [{ range: place, newText }] } },
      }));
    });
}

function updatesOf(reference: VersionReference, snapshot: LedgerSnapshot): readonly Update[] {
  const { model, isAddress, selector } = reference;
  if (!snapshot.hasModel(model)) {
    return renames(reference, snapshot);
  }
  if (selector === null) {
    return [];
  }
  const current = resolveReference(reference, snapshot);
  const champion = snapshot.champion(model);
  const target = champion ?? snapshot.newest(model);
  const updates: Update[] = [];
  if (target !== null && target !== current && !target.archived) {
    const words = champion === null ? 'newest version' : 'current champion';
    const name = formatReference(model, target.version);
    updates.push({ title: `Update to ${words} ${name}`, newText: addressOf(target, isAddress) });
  }
  const follows = snapshot.alias(model, 'champion');
  if (isAddress && follows !== null && selector.kind === 'version') {
    const newText = `models:/${model}@champion`;
    updates.push({ title: `Follow the champion: ${newText}`, newText });
  }
  return updates;
}

function renames({ model, selector }: VersionReference, snapshot: LedgerSnapshot): readonly Update[] {
  const nearest = nearestName(
    model,
    snapshot.models.map((known) => known.model),
  );
  if (nearest === null) {
    return [];
  }
  const newText = `models:/${nearest}${selectorText(selector)}`;
  return [{ title: `Change to ${newText}`, newText }];
}

function selectorText(selector: VersionReference['selector']): string {
  switch (selector?.kind) {
    case undefined:
      return '';
    case 'version':
      return `/${selector.version}`;
    case 'alias':
      return `@${selector.alias}`;
    case 'stage':
      return `/${selector.stage}`;
    default:
      return selector satisfies never;
  }
}

function addressOf({ model, version }: VersionSummary, isAddress: boolean): string {
  return isAddress ? `models:/${model}/${version}` : formatReference(model, version);
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
