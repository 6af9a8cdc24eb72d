import type { RemoteConsole } from 'vscode-languageserver/node';
import { isCancelled, LedgerError } from '../core/errors';

/**
 * The boundary of the server: a request that fails is answered with nothing and told to the log. Somebody who types must
 * not be met by a message about a hover.
 */
export async function answer<T>(log: RemoteConsole, what: string, act: () => Promise<T> | T): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    logFailure(log, what, error);
    return null;
  }
}

export function logFailure(log: RemoteConsole, what: string, error: unknown): void {
  if (isCancelled(error)) {
    return;
  }
  if (error instanceof LedgerError) {
    log.warn(`${what}: ${error.code}: ${error.message}`);
    return;
  }
  log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
