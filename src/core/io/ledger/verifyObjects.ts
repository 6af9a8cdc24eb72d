import { LedgerError } from '../../errors';
import type { LedgerEvent, UnknownEvent } from '../../ledger/event';
import { hashFile } from '../files/hashFile';
import type { LedgerPaths } from './ledgerPaths';
import type { Checking } from './checking';

/** Every piece of evidence must be there with the bytes that its name says. */
export async function verifyObjects(
  paths: LedgerPaths,
  events: readonly (LedgerEvent | UnknownEvent)[],
  checking: Checking,
): Promise<void> {
  const wanted = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'registered' && 'body' in event) {
      event.body.evidence.forEach(({ sha256, name }) => wanted.set(sha256, `${name} of ${event.model}`));
    }
  }
  checking.expect(wanted.size);
  for (const [sha256, what] of wanted) {
    checking.step();
    const path = paths.relative(paths.object(sha256));
    const found = await digestIfThere({ file: paths.object(sha256), path }, checking);
    if (found === null) {
      checking.problem({ code: 'object-missing', path, message: `${path} (${what}) is missing. Restore it from Git.` });
    } else if (found !== sha256) {
      checking.problem({
        code: 'object-changed',
        path,
        message: `${path} (${what}) has other bytes than its name says. Restore it from Git.`,
      });
    }
  }
}

/** Null when there is no file, or none that can be read, which is then said. */
export async function digestIfThere(
  { file, path }: { readonly file: string; readonly path: string },
  checking: Checking,
): Promise<string | null> {
  try {
    return (await hashFile(file, { signal: checking.signal })).digest;
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code === 'cancelled') {
      throw error;
    }
    if (error.code !== 'artifact-missing' && error.code !== 'artifact-not-a-file') {
      checking.unavailable({ path, message: error.message });
    }
    return null;
  }
}
