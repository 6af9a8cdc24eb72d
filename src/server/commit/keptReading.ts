import { isCancelled } from '../../core/errors';

/** So long a person does not notice that an answer waits for a new reading. */
const PATIENCE_MS = 250;
/** The working tree may change without a sign: an answer older than this is read again. */
const FRESH_MS = 3_000;
/** A large repository is read less often: between two readings lies this many times what one takes. */
const REST = 10;

interface Answer<T> {
  readonly value: T;
  readonly state: string;
  readonly at: number;
  readonly took: number;
}

/**
 * One reading that is asked for often and takes a while. The last answer is kept; when it is outdated it is read again, and
 * who asks meanwhile waits a moment for the new answer and then gets the old one.
 */
export class KeptReading<T> {
  private last: Answer<T> | null = null;
  private isForgotten = false;
  private running: { readonly answer: Promise<Answer<T>>; readonly controller: AbortController } | null = null;

  constructor(
    /** Changes when the answer does, as far as that can be told at once. */
    private readonly stateOf: () => Promise<string>,
    private readonly onRefreshed: () => void,
    /** How long who asks waits for a new answer while there is an old one. */
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  async read(act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const state = await this.stateOf();
    const { last } = this;
    if (last !== null && !this.isOutdated(last, state)) {
      return last.value;
    }
    const next = this.refresh(act, state);
    if (last === null) {
      return (await next).value;
    }
    const first = await Promise.race([next.catch(nullIfCancelled), pause(this.patienceMs)]);
    if (first !== null) {
      return first.value;
    }
    // A failure is told to who asks next.
    void next.then(this.onRefreshed, () => undefined);
    return last.value;
  }

  /** The next question reads anew. */
  forget(): void {
    this.isForgotten = true;
    this.running?.controller.abort();
    this.running = null;
  }

  private isOutdated({ state, at, took }: Answer<T>, now: string): boolean {
    return this.isForgotten || state !== now || Date.now() - at > Math.max(FRESH_MS, took * REST);
  }

  private refresh(act: (signal: AbortSignal) => Promise<T>, state: string): Promise<Answer<T>> {
    if (this.running === null) {
      this.isForgotten = false;
      const controller = new AbortController();
      const running = { controller, answer: this.run(act, state, controller.signal) };
      this.running = running;
      const end = () => {
        if (this.running === running) {
          this.running = null;
        }
      };
      running.answer.then(end, end);
    }
    return this.running.answer;
  }

  private async run(act: (signal: AbortSignal) => Promise<T>, state: string, signal: AbortSignal): Promise<Answer<T>> {
    const started = Date.now();
    const value = await act(signal);
    const answer = { value, state, at: Date.now(), took: Date.now() - started };
    if (!signal.aborted) {
      this.last = answer;
    }
    return answer;
  }
}

/** Forgotten while it was read: the next one who asks reads again. */
function nullIfCancelled(error: unknown): null {
  if (isCancelled(error)) {
    return null;
  }
  throw error;
}

function pause(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), milliseconds).unref();
  });
}
