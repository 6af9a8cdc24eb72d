import type { VersionSummary } from '../../ledger/versionSummary';
import type { EventId } from '../../model';
import type { ListedVersion } from './listNotes';

/** A version to be written, or one of the list before, whose text is taken over. */
export type ListRow =
  | { readonly id: EventId; readonly commit: string | null; readonly from: VersionSummary }
  | (ListedVersion & { readonly from?: undefined });

export interface ModelRows {
  readonly model: string;
  readonly conflicts: number;
  readonly rows: readonly ListRow[];
}

interface Words {
  readonly model: (model: { readonly model: string; readonly conflicts: number }) => object;
  readonly version: (version: VersionSummary) => object;
}

/** Below the size from which V8 gives a string a place of its own and cleans it up late. */
const PIECE = 64 * 1024;

/** Writes a list piece by piece, so that it never is one long text. */
export class ListBytes {
  private readonly pieces: Uint8Array[] = [];
  private waiting = '{"models":[';
  /** Of the pieces and of what waits. */
  private length = this.waiting.length;
  private models = 0;

  constructor(
    private readonly words: Words,
    private readonly before: Uint8Array = new Uint8Array(),
  ) {}

  /** Answers where each version is now. */
  add({ model, conflicts, rows }: ModelRows): readonly ListedVersion[] {
    const head = JSON.stringify(this.words.model({ model, conflicts })).slice(0, -1);
    this.text(`${this.models === 0 ? '' : ','}${head},"versions":[`);
    this.models += 1;
    const listed: ListedVersion[] = [];
    for (let position = 0; position < rows.length;) {
      const row = rows[position] as ListRow;
      if (position > 0) {
        this.text(',');
      }
      if (row.from === undefined) {
        const end = endOfRun(rows, position);
        this.copy(rows.slice(position, end) as readonly ListedVersion[], listed);
        position = end;
      } else {
        const at = this.length;
        this.text(JSON.stringify(this.words.version(row.from)));
        listed.push({ id: row.id, commit: row.commit, at, length: this.length - at });
        position += 1;
      }
    }
    this.text(']}');
    return listed;
  }

  end(): Uint8Array {
    this.text('],"faults":[]}');
    this.flush();
    return Buffer.concat(this.pieces);
  }

  /** Rows that follow each other, with the commas between them. */
  private copy(run: readonly ListedVersion[], listed: ListedVersion[]): void {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) {
      return;
    }
    this.flush();
    const shift = this.length - first.at;
    const bytes = this.before.subarray(first.at, last.at + last.length);
    this.pieces.push(bytes);
    this.length += bytes.length;
    for (const { id, commit, at, length } of run) {
      listed.push({ id, commit, at: at + shift, length });
    }
  }

  private text(text: string): void {
    this.waiting += text;
    this.length += Buffer.byteLength(text);
    if (this.waiting.length >= PIECE) {
      this.flush();
    }
  }

  private flush(): void {
    this.pieces.push(Buffer.from(this.waiting));
    this.waiting = '';
  }
}

/** Behind the rows that stand in the list before as they do here. */
function endOfRun(rows: readonly ListRow[], start: number): number {
  let end = start + 1;
  for (let row = rows[start]; ; end += 1) {
    const next = rows[end];
    if (row?.from !== undefined || next === undefined || next.from !== undefined) {
      return end;
    }
    if (row === undefined || next.at !== row.at + row.length + 1) {
      return end;
    }
    row = next;
  }
}
