import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding } from './finding';

const SEVERITIES: Readonly<Record<Finding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic({ place, severity, code, message }: Finding): Diagnostic {
  return { range: place, severity: SEVERITIES[severity], source: 'Model Ledger', code, message };
}
