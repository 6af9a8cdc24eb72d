import type { ConfigReading } from '../config';
import type { Problem } from '../verifyChain';
import type { ArtifactStore } from './artifactStore';
import type { Git } from './git';
import type { LedgerPaths } from './ledgerPaths';

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What could not be checked on this machine, which is no problem by itself. */
export interface Unavailable {
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

export interface VerifyContext {
  readonly paths: LedgerPaths;
  readonly store: ArtifactStore;
  readonly git: Git | null;
  readonly config: ConfigReading;
  readonly shallow: ReadonlySet<string>;
}

export async function verifyLedger(_context: VerifyContext, _options: VerifyOptions): Promise<Verification> {
  return Promise.resolve({ ok: true, events: 0, problems: [], unavailable: [] });
}
