import type { LedgerEvent, UnknownEvent } from '../../ledger/event';
import { foldModel } from '../../ledger/fold';
import type { ModelState, ParentRef, Sha256 } from '../../model';
import type { FileStats, LedgerFault } from './eventFiles';

/** An event as the index holds it, with the file that it was read from. */
export interface IndexRow extends FileStats {
  readonly file: string;
  readonly sha256: Sha256;
  /** Slim: what summaries are folded from. */
  readonly event: LedgerEvent | UnknownEvent;
}

/** A file that holds no usable event; looked at again when its size or time changes. */
export interface BrokenFile extends FileStats {
  readonly fault: LedgerFault;
}

/** What the next event of a model needs to know. */
export interface Tip {
  readonly heads: readonly ParentRef[];
  /** The highest number that any version claims; 0 without versions. */
  readonly highest: number;
}

/** One model at one moment, folded when somebody asks. Its states have what summaries show and no more. */
export class IndexedModel {
  private folded: { readonly initialStage: string; readonly state: ModelState } | null = null;

  constructor(
    readonly model: string,
    readonly rows: ReadonlyMap<string, IndexRow>,
    readonly broken: ReadonlyMap<string, BrokenFile> = new Map(),
    readonly faults: readonly LedgerFault[] = [],
    private readonly knownTip: Tip | null = null,
  ) {}

  get tip(): Tip {
    if (this.knownTip !== null) {
      return this.knownTip;
    }
    const { heads, versions } = this.state();
    return { heads, highest: versions.at(-1)?.version ?? 0 };
  }

  state(initialStage?: string): ModelState {
    const stage = initialStage ?? this.folded?.initialStage ?? 'none';
    if (this.folded?.initialStage !== stage) {
      this.folded = { initialStage: stage, state: foldModel(this.model, [...this.rows.values()], stage) };
    }
    return this.folded.state;
  }

  /** With one more event, on top of everything else. */
  plus(row: IndexRow, tip: Tip): IndexedModel {
    return new IndexedModel(this.model, new Map([...this.rows, [row.file, row]]), this.broken, this.faults, tip);
  }
}
