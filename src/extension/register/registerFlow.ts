import type * as vscode from 'vscode';
import type { Ledgers } from '../ledgers';
import type { Settings } from '../settings';
import type { Drafts } from './drafts';
import { askForRationale } from './askForRationale';
import { registerWithProgress } from './registerWithProgress';
import type { Registrations } from './registrations';
import type { SourceReader } from './sourceReader';

/** From a source to a draft, or by setting straight to a version. */
export class RegisterFlow {
  constructor(
    private readonly ledgers: Ledgers,
    private readonly settings: Settings,
    private readonly sources: SourceReader,
    private readonly drafts: Drafts,
    private readonly registrations: Registrations,
  ) {}

  async register(source: vscode.Uri): Promise<void> {
    const open = await this.ledgers.forFile(source.fsPath);
    const capture = await this.sources.captureFile(open, source.fsPath);
    const [{ chooseModel }, { prepareDraft }] = await Promise.all([
      import('./chooseModel'),
      import('../../core/io/capture/prepareDraft'),
    ]);
    const model = await chooseModel(await open.summaries(), capture.source.path);
    const prepared = await prepareDraft({ ledger: open.ledger, capture, model });
    if (this.settings.registerFlow === 'draft') {
      await this.drafts.start(open, capture, prepared);
      return;
    }
    const { draft } = prepared;
    const { config } = await open.ledger.config();
    const rationale = await askForRationale(draft, capture, config.documentation.required);
    const documentation = { ...draft.documentation, rationale };
    const registered = await registerWithProgress(open, { ...draft, documentation }, capture);
    await this.registrations.finished(open, registered);
  }
}
