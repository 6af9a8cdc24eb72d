import * as vscode from 'vscode';
import type { Draft } from '../../core/draft/draft';
import { formatMetric, metricLabel } from '../../core/metricRows';
import type { DocumentationField } from '../../core/model';
import { cancelled } from '../abort';

/** The quick path's only question. Everything that was found is said in the prompt, because no draft shows it. */
export async function askForRationale(draft: Draft, required: readonly DocumentationField[]): Promise<string> {
  const isRequired = required.includes('rationale');
  const rationale = await vscode.window.showInputBox({
    title: `Register ${draft.model}`,
    prompt: `Why is this version worth keeping? Recorded with it: ${describeFound(draft)}.`,
    placeHolder: isRequired ? 'The rationale' : 'The rationale; it can be written later',
    ignoreFocusOut: true,
    validateInput: (text) =>
      isRequired && text.trim() === '' ? 'The ledger’s configuration requires a rationale.' : undefined,
  });
  if (rationale === undefined) {
    throw cancelled();
  }
  return rationale.trim();
}

function describeFound(draft: Draft): string {
  const headline = draft.metrics.filter((metric) => metric.headline);
  const shown = (headline.length > 0 ? headline : draft.metrics).slice(0, 3);
  const metrics = shown.map((metric) => `${metricLabel(metric)} ${formatMetric(metric.value)}`);
  return [...(metrics.length === 0 ? ['no metrics'] : metrics), ...draft.artifacts].join(', ');
}
