import { posix } from 'node:path';
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type SnippetTextEdit,
  type TextEdit,
} from 'vscode-languageserver/node';
import { formatReference } from '../../core/model';
import type { Concern } from '../../core/rationale/concern';
import { findMissingIn } from '../../core/rationale/findMissing';
import { keyOfField } from '../../core/rationale/trailer';
import { insertTrailers, noVersionTrailer } from '../../core/rationale/writeTrailers';
import { fileUri } from '../documentAddress';
import { trailersOf, type CommitSubject } from './commitSubject';
import { concernKey, waitingTrailer } from './diagnoseCommit';

/** Commands of the extension. */
const REGISTER_NOTEBOOK = 'modelLedger.register';
const REGISTER_FILE = 'modelLedger.registerFile';

type FileConcern = Exclude<Concern, { readonly code: 'version-undocumented' }>;

/** What answers the open questions of a commit, wherever the caret is: such a message is short. */
export function commitActions(subject: CommitSubject, diagnostics: readonly Diagnostic[]): readonly CodeAction[] {
  const { concerns } = subject;
  if (concerns.policy === 'off') {
    return [];
  }
  const { open } = findMissingIn(concerns, trailersOf(subject));
  const files = open.filter((concern) => concern.code !== 'version-undocumented');
  const answered = (concern: Concern) => ({
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.filter(({ data }) => data === concernKey(concern)),
  });
  const actions = [
    ...open.flatMap((concern) => addReasons(subject, concern).map((action) => ({ ...answered(concern), ...action }))),
    ...files.flatMap((concern) => register(subject, concern).map((action) => ({ ...answered(concern), ...action }))),
    ...files.map((concern) => ({ ...answered(concern), ...needsNoVersion(subject, concern, files.length) })),
  ];
  return files.length < 2 ? actions : [...actions, nothingNeedsAVersion(subject, files, diagnostics)];
}

type Draft = Pick<CodeAction, 'title' | 'edit' | 'command' | 'isPreferred'>;

function addReasons(subject: CommitSubject, concern: Concern): readonly Draft[] {
  if (concern.code === 'data-changed') {
    return [
      {
        title: `Add rationale for ${posix.basename(concern.path)}`,
        isPreferred: true,
        edit: edit(subject, waitingEdit(subject, 'Rationale', '')),
      },
    ];
  }
  if (concern.code !== 'version-undocumented' || waitingTrailer(subject, concern, trailersOf(subject)) !== undefined) {
    return [];
  }
  const name = formatReference(concern.model, concern.version);
  return concern.missing.map((field) => ({
    title: `Add ${field} of ${name}`,
    isPreferred: true,
    edit: edit(subject, waitingEdit(subject, keyOfField(field), factOf(subject, concern, field), name)),
  }));
}

/** What the facts say for a field; its reason nobody but the person knows. */
function factOf(
  { concerns }: CommitSubject,
  concern: Extract<Concern, { code: 'version-undocumented' }>,
  field: 'rationale' | 'changes' | 'impact',
): string {
  const facts = concerns.registered.find(({ id }) => id === concern.id)?.facts;
  return field === 'rationale' ? '' : (facts?.[field] ?? '');
}

function register({ snapshot }: CommitSubject, concern: FileConcern): readonly Draft[] {
  if (concern.code === 'data-changed') {
    return [];
  }
  const { last, path } = concern;
  const source = last === null ? null : (snapshot.version(last.model, last.version)?.source ?? null);
  const name = last?.model ?? posix.basename(path);
  // A file that a notebook made is registered from there: the notebook has the numbers.
  const notebook = concern.code === 'metrics-moved' ? path : source?.kind === 'notebook' ? source.path : null;
  const [from, command] = notebook === null ? [path, REGISTER_FILE] : [notebook, REGISTER_NOTEBOOK];
  const title = `Register ${name} from ${posix.basename(from)}`;
  return [{ title, command: { title, command, arguments: [fileUri(posix.join(snapshot.root, from))] } }];
}

function needsNoVersion(subject: CommitSubject, { path }: FileConcern, files: number): Draft {
  return {
    title: files === 1 ? 'This change needs no version' : `${posix.basename(path)} needs no version`,
    edit: edit(subject, plainEdit(subject, path)),
  };
}

function nothingNeedsAVersion(
  subject: CommitSubject,
  files: readonly FileConcern[],
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const keys = new Set<unknown>(files.map(concernKey));
  return {
    title: 'Nothing here needs a version',
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.filter(({ data }) => keys.has(data)),
    edit: edit(subject, plainEdit(subject)),
  };
}

function plainEdit({ document, commentMarker }: CommitSubject, path?: string): TextEdit {
  const { offset, text } = insertTrailers(document.getText(), [noVersionTrailer(path)], { commentMarker });
  const at = document.positionAt(offset);
  return { range: { start: at, end: at }, newText: text };
}

/** A trailer with the caret where its words go. */
function waitingEdit(
  { document, commentMarker }: CommitSubject,
  key: 'Rationale' | 'Changes' | 'Impact' | 'Model-Ledger',
  fact: string,
  name?: string,
): SnippetTextEdit {
  const head = name === undefined ? '' : `${name}:`;
  const value = [head, fact].filter((part) => part !== '').join(' ');
  const { offset, text } = insertTrailers(document.getText(), [{ key, value }], { commentMarker });
  const written = text.trimEnd();
  const caret = fact === '' ? ' $0' : '$0';
  const at = document.positionAt(offset);
  const snippet = `${escapeSnippet(written)}${caret}${escapeSnippet(text.slice(written.length))}`;
  return { range: { start: at, end: at }, snippet: { kind: 'snippet', value: snippet } };
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function edit({ document }: CommitSubject, change: TextEdit | SnippetTextEdit): CodeAction['edit'] {
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: [change] }] };
}
