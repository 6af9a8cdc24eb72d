import type * as vscode from 'vscode';
import type { EventId } from '../../core/model';
import type { StarredVersions } from '../../protocol/tableView';

const KEY = 'compareStarred';

/** The versions that the user has starred in this workspace. They are the user's, so they are not in the ledger. */
export function readStarred(memory: vscode.Memento): StarredVersions {
  const kept: unknown = memory.get(KEY);
  return Array.isArray(kept) ? kept.filter((id): id is EventId => typeof id === 'string') : [];
}

export async function rememberStar(memory: vscode.Memento, id: EventId, isStarred: boolean): Promise<void> {
  const others = readStarred(memory).filter((other) => other !== id);
  await memory.update(KEY, isStarred ? [...others, id] : others);
}
