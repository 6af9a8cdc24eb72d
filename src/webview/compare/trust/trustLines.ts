import type { TrustKind, TrustMark } from '../../../core/trust/trustLine';
import type { TrustLines as Answer } from '../../../protocol/comparePage';
import { pageError } from '../pageStore';

/** What the lines are asked from. */
export interface TrustSource {
  loadTrust(ids: readonly string[]): Promise<Answer>;
  /** Null when it failed, which has been said. */
  openTrust(id: string, mark: TrustKind): Promise<Answer | null>;
  notify(text: string, isError: boolean): void;
}

/** Versions that are asked about at once. */
const BATCH = 40;
/** Nothing is asked while rows keep coming faster than this: they only scroll past. */
const PAUSE = 120;

/** The trust lines of versions that are in view: each is asked for when it comes there, and again when the ledger changed. */
export class TrustLines {
  private readonly known = new Map<string, readonly TrustMark[]>();
  /** Known or asked for since the last change; a line from before it is shown until the new one comes. */
  private readonly asked = new Set<string>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private timer: number | undefined;
  private isAsking = false;

  constructor(private readonly source: TrustSource) {}

  /** Null while it is read. */
  lineOf(id: string): readonly TrustMark[] | null {
    return this.known.get(id) ?? null;
  }

  /** Asks for the line as long as somebody looks; answers how to stop. */
  watch(id: string, listener: () => void): () => void {
    const listeners = this.listeners.get(id) ?? new Set();
    listeners.add(listener);
    this.listeners.set(id, listeners);
    this.askSoon();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.listeners.delete(id);
      }
    };
  }

  /** The ledger changed. */
  renew(): void {
    this.asked.clear();
    this.askSoon();
  }

  /** Goes to what a mark is about. */
  open(id: string, kind: TrustKind): void {
    void this.source.openTrust(id, kind).then((answer) => (answer === null ? undefined : this.accept(answer)));
  }

  private askSoon(): void {
    if (!this.isAsking) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), PAUSE);
    }
  }

  private async ask(): Promise<void> {
    const ids = [...this.listeners.keys()].filter((id) => !this.asked.has(id)).slice(0, BATCH);
    if (ids.length === 0) {
      return;
    }
    this.isAsking = true;
    ids.forEach((id) => this.asked.add(id));
    try {
      this.accept(await this.source.loadTrust(ids));
    } catch (error) {
      // The versions themselves are shown; the next change of the ledger asks again.
      this.source.notify(pageError(error).message, true);
    }
    this.isAsking = false;
    this.askSoon();
  }

  private accept({ lines }: Answer): void {
    for (const { id, marks } of lines) {
      this.known.set(id, marks);
      this.listeners.get(id)?.forEach((listener) => listener());
    }
  }
}
