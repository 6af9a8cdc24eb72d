import type { Problem } from '../../ledger/verifyChain';
import { throwIfCancelled } from '../files/lock';

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Files checked so far and in all; the second grows when the events are read. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What could not be checked on this machine, which is no problem by itself. */
export interface Unavailable {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly message: string;
}

export interface Verification {
  readonly ok: boolean;
  /** Events that were read. */
  readonly events: number;
  readonly problems: readonly Problem[];
  readonly unavailable: readonly Unavailable[];
}

/** What the single checks report to, and how they let the caller stop them. */
export interface Checking {
  readonly problem: (problem: Problem) => void;
  readonly unavailable: (unavailable: Unavailable) => void;
  /** One more file is checked. Throws `cancelled`. */
  readonly step: () => void;
  readonly expect: (files: number) => void;
  readonly signal: AbortSignal | undefined;
}

export function startChecking(options: VerifyOptions, problems: Problem[], unavailable: Unavailable[]): Checking {
  const seen = new Set<string>();
  let done = 0;
  let total = 0;
  return {
    problem: (problem) => {
      const key = `${problem.code} ${problem.path}`;
      // Two checks often find the same thing; the first says it best.
      if (!seen.has(key)) {
        seen.add(key);
        problems.push(problem);
      }
    },
    unavailable: (one) => {
      unavailable.push(one);
    },
    expect: (files) => {
      total += files;
    },
    step: () => {
      throwIfCancelled(options.signal);
      done += 1;
      options.onProgress?.(done, total);
    },
    signal: options.signal,
  };
}
