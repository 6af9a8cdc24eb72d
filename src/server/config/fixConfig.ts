import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import { DIAGNOSTIC_SOURCE } from '../diagnosticSource';
import type { Subject } from '../session';
import type { ConfigFix } from './diagnoseConfig';

/** The fixes that the diagnostics carry. */
export function fixConfig({ document }: Subject, diagnostics: readonly Diagnostic[]): CodeAction[] {
  return diagnostics
    .filter(({ source, data }) => source === DIAGNOSTIC_SOURCE && data !== undefined)
    .map((diagnostic) => {
      // What `diagnoseConfig` put there comes back as it was.
      const { title, newText } = diagnostic.data as ConfigFix;
      return {
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: { changes: { [document.uri]: [{ range: diagnostic.range, newText }] } },
      };
    });
}
