import { createHash } from 'node:crypto';
import type { EventId } from '../../model';
import type { IndexedModel } from './indexedModel';
import type { CommittedTexts } from './ledgerHistory';
import type { LedgerLook } from './ledgerLook';

/** What events may still change of a version besides what its own events say. */
export interface Standing {
  readonly aliases: readonly string[];
  readonly conflict: EventId | null;
}

/** A version of the list as it was written. */
export interface ListedVersion {
  readonly id: EventId;
  /** Where its text is in the bytes of the list. */
  readonly at: number;
  readonly length: number;
  readonly commit: string | null;
}

/** A model of the list as it was written, and where its next event follows on. */
export interface ListedModel {
  readonly model: string;
  readonly conflicts: number;
  /** The files, as a look told of them. */
  readonly facts: string;
  /** The ids of the events that no other one has as a parent. */
  readonly heads: readonly EventId[];
  /** The highest number; 0 without versions. */
  readonly highest: number;
  readonly versions: readonly ListedVersion[];
  /** Only of versions that have aliases or are in conflict. */
  readonly standings: Readonly<Record<EventId, Standing>>;
  /** Only of versions that have more events than their registration; in the order of the fold. */
  readonly events: Readonly<Record<EventId, readonly EventId[]>>;
}

/** What has to be the same for any part of a list to hold longer. */
export interface ListBasis {
  readonly form: string;
  readonly initialStage: string;
  readonly required: readonly string[];
  /** A digest of what commit messages say of versions. */
  readonly texts: string;
}

/** What a list notes of itself, so that the next one need not be made from the beginning. */
export interface ListNotes {
  readonly basis: ListBasis;
  readonly models: readonly ListedModel[];
}

/** Ids have one length, so that they need nothing between them. */
const ID_LENGTH = 26;

interface WrittenModel extends Omit<ListedModel, 'versions'> {
  readonly ids: string;
  readonly lengths: readonly number[];
  /** Positions in the list of commits; -1 for none. */
  readonly commits: readonly number[];
  /** Where the text of the first version is. */
  readonly at: number;
}

interface WrittenNotes {
  readonly basis: ListBasis;
  readonly commits: readonly string[];
  readonly models: readonly WrittenModel[];
}

export function writeNotes({ basis, models }: ListNotes): string {
  const commits = new Map<string, number>();
  const position = (commit: string | null): number => {
    if (commit === null) {
      return -1;
    }
    const known = commits.get(commit) ?? commits.size;
    commits.set(commit, known);
    return known;
  };
  const written = models.map(({ versions, ...model }) => ({
    ...model,
    ids: versions.map(({ id }) => id).join(''),
    lengths: versions.map(({ length }) => length),
    commits: versions.map(({ commit }) => position(commit)),
    at: versions[0]?.at ?? 0,
  }));
  return JSON.stringify({ basis, commits: [...commits.keys()], models: written } satisfies WrittenNotes);
}

/** Null where nothing was noted. The digest of what holds the notes has to be compared before. */
export function readNotes(text: string): ListNotes | null {
  if (text === '') {
    return null;
  }
  const { basis, commits, models } = JSON.parse(text) as WrittenNotes;
  return { basis, models: models.map((model) => readModel(model, commits)) };
}

function readModel({ ids, lengths, commits, at, ...model }: WrittenModel, all: readonly string[]): ListedModel {
  const versions: ListedVersion[] = [];
  let from = at;
  for (const [position, length] of lengths.entries()) {
    const id = ids.slice(position * ID_LENGTH, (position + 1) * ID_LENGTH);
    versions.push({ id, at: from, length, commit: all[commits[position] ?? -1] ?? null });
    // And the comma.
    from += length + 1;
  }
  return { ...model, versions };
}

/** All but the texts. Null for a model whose next event may change more than what it names. */
export function noteModel(
  indexed: IndexedModel,
  look: LedgerLook,
  initialStage: string,
): Omit<ListedModel, 'versions' | 'conflicts'> | null {
  const { versions, heads, remarks } = indexed.state(initialStage);
  if (remarks.length > 0 || indexed.faults.length > 0 || !isClosed(indexed)) {
    return null;
  }
  const standings: [EventId, Standing][] = [];
  const events: [EventId, readonly EventId[]][] = [];
  for (const version of versions) {
    if (version.aliases.length > 0 || version.conflict !== null) {
      standings.push([version.id, { aliases: version.aliases, conflict: version.conflict }]);
    }
    if (version.events.length > 1) {
      events.push([version.id, version.events]);
    }
  }
  return {
    model: indexed.model,
    facts: look.facts(indexed.model),
    heads: heads.map(({ id }) => id),
    highest: versions.at(-1)?.version ?? 0,
    standings: Object.fromEntries(standings),
    events: Object.fromEntries(events),
  };
}

/**
 * Whether every event comes after its parents by its name too, and no two have one id: then nothing is missing that could
 * still come and change the order of the others, and there is no cycle.
 */
function isClosed({ rows }: IndexedModel): boolean {
  const ids = new Set<EventId>();
  let before: EventId = '';
  for (const { event } of rows.values()) {
    // Most follow on the one before.
    if (event.id <= before || !event.parents.every(({ id }) => id === before || ids.has(id))) {
      return false;
    }
    ids.add(event.id);
    before = event.id;
  }
  return true;
}

export function digestTexts(texts: CommittedTexts): string {
  return texts.size === 0
    ? ''
    : createHash('sha256')
        .update(JSON.stringify([...texts]))
        .digest('hex');
}
