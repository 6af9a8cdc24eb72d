import * as vscode from 'vscode';
import { isCancelled } from '../../core/errors';
import type { Candidate } from '../../core/io/capture/candidates';
import type { Ledgers } from '../ledgers';
import type { Log } from '../log';
import type { OpenLedger } from '../openLedger';
import type { Settings } from '../settings';
import type { CandidateSource } from './modelsTree';

const SETTLE_MS = 1000;

/** Executed notebooks and model files that no version knows. Looked for when the tree is shown, never in its way. */
export class Candidates implements CandidateSource, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<OpenLedger | undefined>();
  private readonly disposables: vscode.Disposable[];
  private readonly known = new Map<string, readonly Candidate[]>();
  /** Roots whose candidates were found before the last change: still shown, until the next search ends. */
  private readonly outdated = new Set<string>();
  private readonly searches = new Map<string, AbortController>();
  private timer: NodeJS.Timeout | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    ledgers: Ledgers,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    const files = vscode.workspace.createFileSystemWatcher('**/*.ipynb');
    const again = () => this.schedule();
    this.disposables = [
      this.changed,
      files,
      files.onDidCreate(again),
      files.onDidChange(again),
      files.onDidDelete(again),
      // A registration turns a candidate into a version.
      ledgers.onDidChange((open) => this.forget(open)),
      settings.onDidChange(again),
    ];
  }

  /** What is known now; a search starts when nothing is, and announces what it finds. */
  found(open: OpenLedger): readonly Candidate[] {
    if (!this.settings.showsCandidates) {
      return [];
    }
    const isCurrent = this.known.has(open.root) && !this.outdated.has(open.root);
    if (!isCurrent && !this.searches.has(open.root)) {
      void this.search(open);
    }
    return this.known.get(open.root) ?? [];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.cancel();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async search(open: OpenLedger): Promise<void> {
    const controller = new AbortController();
    this.searches.set(open.root, controller);
    const candidates = await this.read(open, controller.signal);
    if (controller.signal.aborted) {
      return;
    }
    const before = JSON.stringify(this.known.get(open.root) ?? []);
    this.searches.delete(open.root);
    this.outdated.delete(open.root);
    this.known.set(open.root, candidates);
    if (JSON.stringify(candidates) !== before) {
      this.changed.fire(open);
    }
  }

  private async read(open: OpenLedger, signal: AbortSignal): Promise<readonly Candidate[]> {
    try {
      const { findCandidates } = await import('../../core/io/capture/candidates');
      return await findCandidates(open.root, await open.summaries(), signal);
    } catch (error) {
      if (!isCancelled(error)) {
        this.log.warn(`Candidates were not searched in ${open.root}: ${String(error)}`);
      }
      return [];
    }
  }

  private forget(open: OpenLedger | undefined): void {
    this.cancel();
    for (const root of open === undefined ? this.known.keys() : [open.root]) {
      this.outdated.add(root);
    }
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.forget(undefined);
      this.changed.fire(undefined);
    }, SETTLE_MS);
  }

  private cancel(): void {
    for (const controller of this.searches.values()) {
      controller.abort();
    }
    this.searches.clear();
  }
}
