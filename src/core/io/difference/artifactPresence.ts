import { createHash } from 'node:crypto';
import { LedgerError } from '../../errors';
import type { Artifact } from '../../model';
import type { ArtifactPresence } from '../../trust/trustLine';
import type { Ledger } from '../ledger/ledger';
import { findArtifact, openArtifact } from './localBytes';

const BLOCK = 1 << 20;

/** Whether a copy of the artifact is on this machine, without reading it. */
export async function findPresence(ledger: Ledger, artifact: Artifact): Promise<ArtifactPresence> {
  return (await findArtifact(ledger, artifact)) ? 'here' : 'elsewhere';
}

/** Reads a copy of the artifact that is on this machine and compares it with what was registered. */
export async function verifyPresence(
  ledger: Ledger,
  artifact: Artifact,
  signal: AbortSignal,
  onProgress: (done: number) => void = () => undefined,
): Promise<ArtifactPresence> {
  const bytes = await openArtifact(ledger, artifact);
  if (bytes === null) {
    // It may lie at its recorded path with other bytes.
    return (await findArtifact(ledger, artifact)) ? 'damaged' : 'elsewhere';
  }
  try {
    const hash = createHash('sha256');
    for (let offset = 0; offset < bytes.size; offset += BLOCK) {
      if (signal.aborted) {
        throw new LedgerError('cancelled', 'Cancelled.');
      }
      hash.update(await bytes.read(offset, BLOCK));
      onProgress(Math.min(bytes.size, offset + BLOCK));
    }
    return hash.digest('hex') === artifact.sha256 ? 'verified' : 'damaged';
  } finally {
    await bytes.close();
  }
}
