import { access } from 'node:fs/promises';
import type { Keeper } from '../../core/model';
import type { OpenLedger } from '../openLedger';

/**
 * The artifacts of a version whose bytes are not on this machine. What Git, LFS or DVC keeps can be fetched again and
 * does not count as missing.
 */
export async function missingArtifacts(
  open: OpenLedger,
  artifacts: readonly { readonly path: string; readonly sha256: string; readonly kept: Keeper }[],
): Promise<readonly string[]> {
  const found = await Promise.all(
    artifacts.map(async ({ path, sha256, kept }) => {
      if (kept !== 'store' && kept !== 'none') {
        return true;
      }
      const file = open.resolve(path);
      return (
        (kept === 'store' && (await exists(open.ledger.storePath(sha256)))) || (file !== null && (await exists(file)))
      );
    }),
  );
  return artifacts.filter((_, index) => found[index] === false).map(({ path }) => path);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
