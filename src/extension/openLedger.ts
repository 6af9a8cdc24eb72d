import path from 'node:path';
import * as vscode from 'vscode';
import type { Ledger } from '../core/io/ledger/ledger';
import type { ModelBeginning } from '../core/io/ledger/beginning';
import type { LedgerFault } from '../core/io/ledger/eventFiles';
import type { ModelSummary } from '../core/ledger/versionSummary';

interface Overview {
  readonly models: readonly ModelSummary[];
  readonly faults: readonly LedgerFault[];
}

/** An event file that this window has made or taken away. */
export interface WrittenFile {
  /** Relative to the root. */
  readonly path: string;
  readonly isThere: boolean;
}

/** One ledger of the window with what was read of it since it last changed. */
export class OpenLedger {
  private reading: Promise<Overview> | null = null;
  private isAsked = false;

  constructor(
    readonly ledger: Ledger,
    /** What nobody was told of yet; filled by the ledger. */
    private readonly written: WrittenFile[] = [],
  ) {}

  /** Absolute path of the folder that holds `.model-ledger`. */
  get root(): string {
    return this.ledger.root;
  }

  get label(): string {
    return path.basename(this.root);
  }

  get uri(): vscode.Uri {
    return vscode.Uri.file(this.root);
  }

  async summaries(): Promise<readonly ModelSummary[]> {
    return (await this.overview()).models;
  }

  async faults(): Promise<readonly LedgerFault[]> {
    return (await this.overview()).faults;
  }

  /**
   * The newest versions of each model as an earlier window kept them, while all are being read; null when all were asked
   * for already, or nothing was kept. There are no faults then.
   */
  async beginning(): Promise<readonly ModelBeginning[] | null> {
    if (this.isAsked) {
      return null;
    }
    // Imported when first needed, as the ledger itself.
    const { readBeginning } = await import('../core/io/ledger/beginning');
    const models = await readBeginning(this.ledger, () => this.overview());
    // Read as a whole meanwhile, which says more.
    return this.reading === null ? models : null;
  }

  /** Afterwards they count as told. */
  takeWritten(): readonly WrittenFile[] {
    return this.written.splice(0);
  }

  /** The next question reads the files again. */
  forget(): void {
    this.reading = null;
  }

  /** Absolute path of a recorded, workspace-relative path; null when it would leave the ledger's folder. */
  resolve(recorded: string): string | null {
    const absolute = path.resolve(this.root, recorded);
    const relative = path.relative(this.root, absolute);
    return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? null : absolute;
  }

  contains(file: string): boolean {
    return this.resolve(path.relative(this.root, file)) !== null;
  }

  /** Both come from one reading: two at once would each load the index. */
  private overview(): Promise<Overview> {
    this.isAsked = true;
    this.reading ??= this.ledger.overview().catch((error: unknown) => {
      // The failure is told to who asked; who asks next gets another try.
      this.forget();
      throw error;
    });
    return this.reading;
  }
}
