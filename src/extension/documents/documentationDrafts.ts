import path from 'node:path';
import * as vscode from 'vscode';
import { DOCUMENTATION_FIELDS, parseSections, renderSections, type SectionReading } from '../../core/card/sections';
import { LedgerError } from '../../core/errors';
import { formatReference, type Documentation } from '../../core/model';
import type { Ledgers } from '../ledgers';
import { closeDraft, openDraft } from '../register/draftEditor';
import { documentationDraftUri, readDraftUri } from '../register/draftFile';
import { requireTrust } from '../trust';
import type { VersionChooser } from '../versionTarget';

/** Edits what a version says about itself: the three sections as Markdown, recorded as a new event. */
export class DocumentationDrafts {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly chooser: VersionChooser,
  ) {}

  async edit(argument: unknown): Promise<void> {
    requireTrust('Editing documentation');
    const chosen = await this.chooser.one(argument, 'Edit Documentation');
    const version = await this.chooser.whole(chosen);
    const text = `# ${formatReference(version.model, version.version)}\n\n${renderSections(version.documentation, 'draft')}`;
    await openDraft(documentationDraftUri(chosen.open.root, version.model, version.version), text);
  }

  async save(uri: vscode.Uri): Promise<void> {
    requireTrust('Editing documentation');
    const file = readDraftUri(uri);
    if (file?.kind !== 'documentation') {
      throw new LedgerError(
        'draft-invalid',
        'This editor shows no documentation. Edit Documentation on a version opens it.',
      );
    }
    const open = await this.ledgers.forFile(path.join(file.root, '.model-ledger'));
    const version = await open.ledger.version({ model: file.model, version: file.version });
    const text = (await vscode.workspace.openTextDocument(uri)).getText().replaceAll('\r\n', '\n');
    const changes = changedFields(version.documentation, parseSections(text));
    if (Object.keys(changes).length > 0) {
      await open.ledger.document(version, changes);
    }
    await closeDraft(uri);
    this.ledgers.notify(open);
    const reference = formatReference(version.model, version.version);
    const words =
      Object.keys(changes).length > 0 ? `Documentation of ${reference} recorded` : `Nothing changed in ${reference}`;
    vscode.window.setStatusBarMessage(words, 5000);
  }
}

/**
 * Only what differs is recorded, so that two people editing different sections both keep theirs. A section is emptied by
 * leaving nothing under its heading; one whose heading is gone too, as in an empty editor, stays as it was.
 */
function changedFields(
  before: Documentation,
  { documentation: after, headings }: SectionReading,
): Partial<Documentation> {
  return Object.fromEntries(
    DOCUMENTATION_FIELDS.filter((field) => headings[field] !== undefined || after[field].trim() !== '')
      .filter((field) => before[field].trim() !== after[field].trim())
      .map((field) => [field, after[field]]),
  );
}
