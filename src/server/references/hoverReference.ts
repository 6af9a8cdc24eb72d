import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import { markdownText } from '../../core/card/markdown';
import { formatReference } from '../../core/model';
import type { Subject } from '../session';
import type { LedgerSnapshot } from '../snapshot';
import { titleLine, versionMarkdown } from '../versionMarkdown';
import type { Reference } from './reference';
import { referenceAt } from './referencesIn';
import { resolveReference } from './resolveReference';

const VERSIONS_OF_A_PATH = 5;

/** What a reference means: the version's card in a few lines. Null where there is none to show. */
export function hoverReference(subject: Subject, position: Position): Hover | null {
  const reference = referenceAt(subject, position);
  const value = reference === null ? null : describe(reference, subject.snapshot);
  if (reference === null || value === null) {
    return null;
  }
  const { document } = subject;
  return {
    contents: { kind: MarkupKind.Markdown, value },
    range: { start: document.positionAt(reference.start), end: document.positionAt(reference.end) },
  };
}

function describe(reference: Reference, snapshot: LedgerSnapshot): string | null {
  if (reference.kind === 'artifact') {
    return describeArtifact(reference.path, snapshot);
  }
  if (reference.selector === null) {
    return describeModel(reference.model, snapshot);
  }
  const version = resolveReference(reference, snapshot);
  return version === null ? null : versionMarkdown(version, snapshot);
}

function describeModel(model: string, snapshot: LedgerSnapshot): string | null {
  const versions = snapshot.versions(model);
  const newest = snapshot.newest(model);
  if (newest === null) {
    return null;
  }
  const count = versions.length === 1 ? '1 version' : `${versions.length} versions`;
  return `**${markdownText(model)}** · ${count}, the newest is ${formatReference(model, newest.version)}\n\n${versionMarkdown(newest, snapshot)}`;
}

function describeArtifact(path: string, snapshot: LedgerSnapshot): string | null {
  const versions = snapshot.withArtifact(path);
  const newest = versions[0];
  if (newest === undefined) {
    return null;
  }
  const others = versions.slice(1, 1 + VERSIONS_OF_A_PATH).map((version) => `- ${titleLine(version)}`);
  const rest = versions.length - 1 - others.length;
  const earlier = [...others, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
  return [
    `\`${path}\` is an artifact of ${formatReference(newest.model, newest.version)}.`,
    versionMarkdown(newest, snapshot),
    ...(others.length === 0 ? [] : [`Other versions registered this path too:\n\n${earlier}`]),
  ].join('\n\n');
}
