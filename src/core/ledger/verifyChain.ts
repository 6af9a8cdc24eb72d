import type { StoredEvent } from './fold';
import type { EventId, Sha256 } from '../model';

export type ProblemCode =
  | 'event-damaged'
  | 'event-edited'
  | 'event-foreign'
  | 'event-removed'
  | 'parent-missing'
  | 'artifact-changed'
  | 'artifact-missing'
  | 'object-missing'
  | 'object-changed'
  | 'config-invalid';

/** Something that does not match what the ledger recorded. */
export interface Problem {
  readonly code: ProblemCode;
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly message: string;
}

/** Recomputes the chain of one model: what later events say about earlier ones. */
export function verifyChain(
  events: readonly (StoredEvent & { readonly path: string })[],
  /** Ids whose files are there but damaged; they are named already. */
  damaged: ReadonlySet<EventId>,
): readonly Problem[] {
  const byId = new Map(events.map((event) => [event.event.id, event]));
  const edited = new Map<EventId, Sha256>();
  const missing: Problem[] = [];
  for (const { event, path } of events) {
    for (const parent of event.parents) {
      const found = byId.get(parent.id);
      if (found === undefined) {
        if (!damaged.has(parent.id)) {
          missing.push({
            code: 'parent-missing',
            path,
            message: `${path} follows the event ${parent.id}, which is not in the ledger. It was removed; restore its file from Git.`,
          });
        }
      } else if (found.sha256 !== parent.sha256) {
        edited.set(parent.id, parent.sha256);
      }
    }
  }
  const changed = [...edited.keys()].flatMap((id) => {
    const path = byId.get(id)?.path;
    return path === undefined ? [] : [editedProblem(path, 'later events recorded other bytes for it')];
  });
  return [...changed, ...missing];
}

export function editedProblem(path: string, how: string): Problem {
  return {
    code: 'event-edited',
    path,
    message: `${path} was edited after it was written: ${how}. Restore the original from Git.`,
  };
}
