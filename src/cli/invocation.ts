import type { Ledger } from '../core/io/ledger/ledger';
import type { Person } from '../core/model';
import type { Paint } from './paint';

/** What a verb may use of the process it runs in. */
export interface Invocation {
  /** Absolute; paths on the command line are relative to it. */
  readonly cwd: string;
  readonly json: boolean;
  readonly paint: Paint;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** A sentence on standard error. */
  readonly tell: (message: string) => void;
  /** A line on standard error that the next one replaces; silent where that is no terminal. Null takes it away. */
  readonly progress: (line: string | null) => void;
  /** The whole of standard input. */
  readonly readStdin: () => Promise<string>;
  /** The ledger of the repository around `cwd`; events are written in the name of `person` where given. */
  readonly openLedger: (person?: Person | null) => Promise<Ledger>;
}

/** What a verb has to say, in both forms; only the one that is asked for is made. */
export interface Outcome {
  readonly json: () => unknown;
  readonly text: () => string;
  /** True where the verb ran and its answer is "no": exit code 1. */
  readonly failed?: boolean | undefined;
}
