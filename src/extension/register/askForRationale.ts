import * as vscode from 'vscode';
import type { Capture } from '../../core/capture/capture';
import { doubtfulFacts } from '../../core/draft/doubtfulFacts';
import type { Draft } from '../../core/draft/draft';
import { formatMetric, metricLabel } from '../../core/metricRows';
import type { DocumentationField } from '../../core/model';
import { cancelled } from '../abort';
import { plural } from '../format';

/** The quick path's only question. Everything that was found, and doubted, is said with it, because no draft shows it. */
export async function askForRationale(
  draft: Draft,
  capture: Capture,
  required: readonly DocumentationField[],
): Promise<string> {
  const notes = capture.warnings.map(({ message }) => message);
  const isRequired = required.includes('rationale');
  const rationale = await vscode.window.showInputBox({
    title: `Register ${draft.model}`,
    prompt: `Why is this version worth keeping? Recorded with it: ${describeFound(draft)}.${describeLeftOut(draft, capture)}`,
    placeHolder: isRequired ? 'The rationale' : 'The rationale; it can be written later',
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (isRequired && text.trim() === '') {
        return 'The ledger’s configuration requires a rationale.';
      }
      const [first] = notes;
      return first === undefined ? undefined : warn(notes.length > 1 ? `${first} (1 of ${notes.length} notes)` : first);
    },
  });
  if (rationale === undefined) {
    throw cancelled();
  }
  return rationale.trim();
}

/** Shown under the box without keeping it from being accepted. */
function warn(message: string): vscode.InputBoxValidationMessage {
  return { message, severity: vscode.InputBoxValidationSeverity.Warning };
}

function describeLeftOut(draft: Draft, capture: Capture): string {
  const { params, data, artifacts } = doubtfulFacts(capture, draft);
  const count = draft.uncertain.length + params.length + data.length + artifacts.length;
  return count === 0 ? '' : ` Left out: ${plural(count, 'uncertain fact')}.`;
}

function describeFound(draft: Draft): string {
  const headline = draft.metrics.filter((metric) => metric.headline);
  const shown = (headline.length > 0 ? headline : draft.metrics).slice(0, 3);
  const metrics = shown.map((metric) => `${metricLabel(metric)} ${formatMetric(metric.value)}`);
  return [...(metrics.length === 0 ? ['no metrics'] : metrics), ...draft.artifacts].join(', ');
}
