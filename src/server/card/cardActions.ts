import { CodeActionKind, type CodeAction, type Diagnostic, type Range } from 'vscode-languageserver';
import { toDiagnostic } from './cardDiagnostics';
import type { Finding, Fix } from './finding';

/** The fixes of what was found on the lines of a range. */
export function cardActions(uri: string, findings: readonly Finding[], range: Range): CodeAction[] {
  return findings
    .filter(({ place }) => place.start.line <= range.end.line && place.end.line >= range.start.line)
    .flatMap((finding) => finding.fixes.map((fix) => toAction(uri, fix, toDiagnostic(finding))));
}

function toAction(uri: string, fix: Fix, diagnostic: Diagnostic): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: fix.isPreferred === true,
    edit: { changes: { [uri]: fix.changes.map(({ place, text }) => ({ range: place, newText: text })) } },
  };
}
