import path from 'node:path';
import * as vscode from 'vscode';
import { DOCUMENTATION_FIELDS } from '../../core/card/sections';
import type { Capture } from '../../core/capture/capture';
import { LedgerError } from '../../core/errors';
import { formatReference, type DocumentationField } from '../../core/model';
import type { Draft } from '../../core/draft/draft';
import type { PreparedDraft } from '../../core/io/capture/prepareDraft';
import type { Ledgers } from '../ledgers';
import type { OpenLedger } from '../openLedger';
import { requireTrust } from '../trust';
import { closeDraft, openDraft, showSection } from './draftEditor';
import { readDraftUri, registrationDraftUri } from './draftFile';
import { registerWithProgress } from './registerWithProgress';
import type { Registrations } from './registrations';
import type { SourceReader } from './sourceReader';

/** Versions on their way: each a Markdown model card in an editor, with the facts it was filled from. */
export class Drafts {
  /**
   * By draft address. Only in memory: after a reload of the window the draft's text is still there, and its source is
   * read again when it is registered.
   */
  private readonly captures = new Map<string, Capture>();

  constructor(
    private readonly ledgers: Ledgers,
    private readonly sources: SourceReader,
    private readonly registrations: Registrations,
  ) {}

  /** Opens a draft that says everything but the reasons. */
  async start(open: OpenLedger, capture: Capture, { draft, previous, nextVersion }: PreparedDraft): Promise<void> {
    const [{ renderDraft }, { doubtfulFacts }, { config }] = await Promise.all([
      import('../../core/card/renderDraft'),
      import('../../core/draft/doubtfulFacts'),
      open.ledger.config(),
    ]);
    const text = renderDraft(draft, {
      nextVersion,
      previous: previous === null ? null : formatReference(previous.model, previous.version),
      required: config.documentation.required,
      warnings: capture.warnings.map(({ message }) => message),
      doubtful: doubtfulFacts(capture, draft),
    });
    const { uri, isContinued } = await openDraft(registrationDraftUri(open.root, draft.model, nextVersion), text);
    if (!isContinued) {
      this.captures.set(uri.toString(), capture);
    }
  }

  /** Registers what a draft says. A failure leaves the draft as it is. */
  async register(uri: vscode.Uri): Promise<void> {
    requireTrust('Registering a version');
    const open = await this.ledgerOf(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const draft = await this.read(document, open);
    await this.requireDocumentation(document, draft, open);
    const capture = this.captures.get(uri.toString()) ?? (await this.sources.captureSource(open, draft.source));
    const registered = await registerWithProgress(open, draft, capture);
    this.captures.delete(uri.toString());
    await closeDraft(uri);
    await this.registrations.finished(open, registered);
  }

  async discard(uri: vscode.Uri): Promise<void> {
    const chosen = await vscode.window.showWarningMessage(
      `Discard ${path.basename(uri.path)}?`,
      { modal: true, detail: 'Its text is lost. Nothing was registered.' },
      'Discard Draft',
    );
    if (chosen !== undefined) {
      this.captures.delete(uri.toString());
      await closeDraft(uri);
    }
  }

  /** Offers what the draft shows and does not record. */
  async recordUncertain(uri: vscode.Uri): Promise<void> {
    const { recordUncertain } = await import('./recordUncertain');
    await recordUncertain(uri);
  }

  private async ledgerOf(uri: vscode.Uri): Promise<OpenLedger> {
    const file = readDraftUri(uri);
    if (file === null) {
      throw new LedgerError('draft-invalid', 'This editor shows no draft. Register Notebook Output starts one.');
    }
    return this.ledgers.forFile(path.join(file.root, '.model-ledger'));
  }

  private async read(document: vscode.TextDocument, open: OpenLedger): Promise<Draft> {
    const [{ parseDraft }, { metricDirection }, { config }] = await Promise.all([
      import('../../core/card/parseDraft'),
      import('../../core/metric/catalogue'),
      open.ledger.config(),
    ]);
    const reading = parseDraft(document.getText(), { direction: (name) => metricDirection(name, config.metrics) });
    if (reading.draft !== null) {
      return reading.draft;
    }
    const errors = reading.problems.filter(({ severity }) => severity === 'error');
    const first = errors[0];
    const line = Math.min(first?.line ?? 0, document.lineCount - 1);
    await vscode.window.showTextDocument(document, { preview: false, selection: new vscode.Range(line, 0, line, 0) });
    const rest = errors.length > 1 ? ` ${errors.length - 1} more follow.` : '';
    throw new LedgerError(
      'draft-invalid',
      `Line ${line + 1} of the draft: ${first?.message ?? 'it cannot be read.'}${rest}`,
      {
        problems: errors,
      },
    );
  }

  private async requireDocumentation(document: vscode.TextDocument, draft: Draft, open: OpenLedger): Promise<void> {
    const { config } = await open.ledger.config();
    const missing = DOCUMENTATION_FIELDS.filter(
      (field) => config.documentation.required.includes(field) && draft.documentation[field].trim() === '',
    );
    const first = missing[0];
    if (first !== undefined) {
      await showSection(document, first);
      throw documentationMissing(draft.model, missing);
    }
  }
}

function documentationMissing(model: string, missing: readonly DocumentationField[]): LedgerError {
  const fields = new Intl.ListFormat('en').format(missing);
  return new LedgerError(
    'documentation-missing',
    `${model} needs ${fields} before it can be registered: the ledger's configuration requires it. The caret is in the section to write.`,
    { model, missing },
  );
}
