import type { LedgerEvent } from '../../ledger/event';
import type { EventId } from '../../model';
import { readEventFile } from './eventFiles';
import type { LedgerLook } from './ledgerLook';
import type { LedgerPaths } from './ledgerPaths';
import type { ListedModel } from './listNotes';

/** What came to a model since it was listed, where that leaves all versions alone but those that it names. */
export interface ModelChanges {
  /** Registered since; the newest first. */
  readonly registered: readonly EventId[];
  /** Of every version that another event came to or that was registered: all its events, in the order of the fold. */
  readonly events: ReadonlyMap<EventId, readonly EventId[]>;
  readonly heads: readonly EventId[];
  readonly highest: number;
}

/**
 * Null where anything else has happened: a file that changed or went, events that were written beside each other, as
 * branches have them, numbers that two versions claim, aliases that move. Each new event has to follow on all events
 * before it, which is how they are written; then it comes last in the fold, whatever its time says.
 */
export function findChanges(paths: LedgerPaths, look: LedgerLook, before: ListedModel): ModelChanges | null {
  const now = look.facts(before.model);
  if (!now.startsWith(before.facts)) {
    return null;
  }
  const lines = now.slice(before.facts.length).split('\n').slice(0, -1);
  const known = new Set(before.versions.map(({ id }) => id));
  const registered: EventId[] = [];
  const events = new Map<EventId, readonly EventId[]>();
  let { heads, highest } = before;
  let last = lastId(before.facts);
  for (const line of lines) {
    const event = readNew(paths, look, before.model, line.slice(0, line.indexOf(' ')));
    if (event === null || event.id <= last || !isSame(event.parents, heads)) {
      return null;
    }
    last = event.id;
    heads = [event.id];
    if (event.type === 'registered') {
      if (event.body.version <= highest) {
        return null;
      }
      highest = event.body.version;
      registered.unshift(event.id);
      events.set(event.id, [event.id]);
      continue;
    }
    if (event.type === 'aliased' || event.type === 'renumbered') {
      return null;
    }
    const { registration } = event.body;
    if (!known.has(registration) && !events.has(registration)) {
      return null;
    }
    const earlier = events.get(registration) ?? before.events[registration] ?? [registration];
    events.set(registration, [...earlier, event.id]);
  }
  return { registered, events, heads, highest };
}

function readNew(paths: LedgerPaths, look: LedgerLook, model: string, file: string): LedgerEvent | null {
  const reading = readEventFile(paths, model, file);
  look.compare(model, file, reading?.stats);
  const content = reading?.content;
  if (content === undefined || !('event' in content) || !('body' in content.event)) {
    return null;
  }
  return content.event;
}

function isSame(parents: readonly { readonly id: EventId }[], heads: readonly EventId[]): boolean {
  const ids = new Set(parents.map(({ id }) => id));
  return ids.size === parents.length && ids.size === heads.length && heads.every((id) => ids.has(id));
}

/** Of the file that comes last by its name; empty without files. */
function lastId(facts: string): string {
  const line = facts.slice(facts.lastIndexOf('\n', facts.length - 2) + 1);
  return line.slice(0, line.indexOf('-'));
}
