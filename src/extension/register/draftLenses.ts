import * as vscode from 'vscode';
import { cellName } from '../../core/cellName';
import { COMMANDS } from '../commandIds';
import { plural } from '../format';
import { DRAFT_SELECTOR, readDraftUri } from './draftFile';

const NOTE = /^# Note: /gm;
/** The words above what a draft offers. */
const OFFERED = /^uncertain:|^ {2}# Not sure, /m;
const RATIONALE = /^##[ \t]+rationale\b/im;
/** In an entry, behind a param, or in a note about the notebook. A draft counts from 1. */
const FACT =
  /\bcell: (?<cell>\d+)\b|# cell (?<comment>\d+)$|(?<=^# Note:.*)\b[Cc]ell (?<note>\d+)(?: \[\d+\])?|\bline: (?<line>\d+)\b/gm;
/** The file of an entry that was read from another one than the source. */
const OTHER_FILE = /\bin: (?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^,}\n]*[^,}\s]))/;
const SOURCE = /^source:.*\bpath: (?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^,}\n]*[^,}\s]))/m;

/** "Register v3" above a draft and its rationale, and links from its facts to the notebook. */
export class DraftLenses implements vscode.CodeLensProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  private readonly disposables = [
    vscode.languages.registerCodeLensProvider(DRAFT_SELECTOR, this),
    vscode.languages.registerDocumentLinkProvider(DRAFT_SELECTOR, this),
  ];

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const file = readDraftUri(document.uri);
    if (file === null) {
      return [];
    }
    const text = document.getText();
    const rationale = RATIONALE.exec(text);
    const heading = rationale === null ? null : document.positionAt(rationale.index).line;
    const [title, command] =
      file.kind === 'registration'
        ? [`$(check) Register${versionWord(document.uri)}`, COMMANDS.registerDraft]
        : [`$(check) Save Documentation`, COMMANDS.saveDocumentation];
    const lenses = [...new Set([0, heading ?? 0])].flatMap((line) => [
      lensAt(line, title, command, [document.uri]),
      lensAt(line, '$(discard) Discard', COMMANDS.discardDraft, [document.uri]),
    ]);
    return file.kind === 'registration'
      ? [...lenses, ...noteLenses(document, heading), ...(await uncertainLenses(document, heading))]
      : lenses;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const file = readDraftUri(document.uri);
    const text = document.getText();
    const source = SOURCE.exec(text)?.groups;
    const path = source?.['quoted'] ?? source?.['plain'];
    const end = text.indexOf('\n---', 3);
    if (file?.kind !== 'registration' || path === undefined || end < 0) {
      return [];
    }
    return [...text.slice(0, end).matchAll(FACT)].map((match) => {
      const range = new vscode.Range(
        document.positionAt(match.index),
        document.positionAt(match.index + match[0].length),
      );
      const { line, cell, comment, note } = match.groups ?? {};
      if (line !== undefined) {
        const other = OTHER_FILE.exec(document.lineAt(range.start.line).text)?.groups;
        const named = other?.['quoted'] ?? other?.['plain'] ?? path;
        return factLink(
          range,
          { root: file.root, path: named, line: Number(line) - 1 },
          `Go to line ${line} of ${named}`,
        );
      }
      const index = Number(cell ?? comment ?? note) - 1;
      return factLink(range, { root: file.root, path, cell: index }, `Go to ${cellName({ index })}`);
    });
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

function factLink(
  range: vscode.Range,
  fact: Readonly<Record<string, string | number>>,
  tooltip: string,
): vscode.DocumentLink {
  const argument = encodeURIComponent(JSON.stringify([fact]));
  const link = new vscode.DocumentLink(range, vscode.Uri.parse(`command:${COMMANDS.goToFact}?${argument}`));
  link.tooltip = tooltip;
  return link;
}

function lensAt(line: number, title: string, command: string, argument: readonly unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [...argument] });
}

/** The caret is put under the rationale, and the notes at the top may be out of sight from there. */
function noteLenses(document: vscode.TextDocument, heading: number | null): readonly vscode.CodeLens[] {
  const notes = [...document.getText().matchAll(NOTE)];
  const [first] = notes;
  if (first === undefined || heading === null) {
    return [];
  }
  const selection = new vscode.Range(document.positionAt(first.index), document.positionAt(first.index));
  const title = `$(warning) ${plural(notes.length, 'note')} about the source`;
  return [lensAt(heading, title, 'vscode.open', [document.uri, { selection }])];
}

/** Where the offered facts begin, and where the reasons are written. */
async function uncertainLenses(
  document: vscode.TextDocument,
  heading: number | null,
): Promise<readonly vscode.CodeLens[]> {
  const text = document.getText();
  if (!OFFERED.test(text)) {
    return [];
  }
  // The reader of front matter is large, and most drafts offer nothing.
  const { offeredFacts } = await import('../../core/card/offeredFacts');
  const facts = offeredFacts(text);
  const [first] = facts;
  if (first === undefined) {
    return [];
  }
  const title = `$(checklist) ${plural(facts.length, 'uncertain fact')} not recorded`;
  return [first.first - 1, ...(heading === null ? [] : [heading])].map((line) =>
    lensAt(line, title, COMMANDS.recordUncertain, [document.uri]),
  );
}

/** ` v3`, from the draft's name. The ledger decides for good when the draft is registered. */
function versionWord(uri: vscode.Uri): string {
  const version = /-v(\d+)\.md$/.exec(uri.path)?.[1];
  return version === undefined ? '' : ` v${version}`;
}
