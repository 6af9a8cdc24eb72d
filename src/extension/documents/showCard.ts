import * as vscode from 'vscode';
import { formatReference } from '../../core/model';
import type { OpenLedger } from '../openLedger';
import { cardUri } from './documentUri';

/** The card as a page, in the built-in Markdown preview. */
export async function showCard(
  open: OpenLedger,
  version: { readonly id: string; readonly model: string; readonly version: number },
): Promise<void> {
  const uri = cardUri(open.root, version.id, formatReference(version.model, version.version));
  // Locked: one that is not follows the next Markdown editor, and the card would turn into a draft.
  await vscode.commands.executeCommand('markdown.showPreview', uri, undefined, { locked: true });
}
