import type { EventOf, LedgerEvent, UnknownEvent } from './event';
import type { Deployment, EventId, Link, ModelState, ParentRef, Review, Sha256, Version } from './model';
import { orderEvents } from './order';

/** An event as its file has it, with the SHA-256 of the file's bytes. */
export interface StoredEvent {
  readonly event: LedgerEvent | UnknownEvent;
  readonly sha256: Sha256;
}

/** Shown while a version is archived; taking the archiving back brings the earlier stage again. */
export const ARCHIVED_STAGE = 'archived';

/** Where a version starts when the config says nothing else. */
const INITIAL_STAGE = 'none';

/** The state of a model. It depends on the set of events only: not on their order, and not on events given twice. */
export function foldModel(
  model: string,
  events: readonly StoredEvent[],
  initialStage: string = INITIAL_STAGE,
): ModelState {
  const unique = withoutRepetitions(events);
  const ordered = orderEvents(unique.map((stored) => stored.event));
  return foldOrdered(model, ordered, findHeads(unique), initialStage);
}

/** The events that no other one has as a parent, by id. */
export function findHeads(events: readonly StoredEvent[]): readonly ParentRef[] {
  const parents = new Set(events.flatMap((stored) => stored.event.parents.map((parent) => parent.id)));
  return events
    .filter((stored) => !parents.has(stored.event.id))
    .map((stored) => ({ id: stored.event.id, sha256: stored.sha256 }))
    .sort((a, b) => compareText(a.id, b.id));
}

/** The fold proper, for events that are in fold order already. */
export function foldOrdered(
  model: string,
  ordered: readonly (LedgerEvent | UnknownEvent)[],
  heads: readonly ParentRef[] = [],
  initialStage: string = INITIAL_STAGE,
): ModelState {
  const fold = new Fold(model, initialStage);
  for (const event of ordered) {
    fold.apply(event);
  }
  return fold.state(heads);
}

/** Two files that hold the same id: the one with the smaller digest counts, so that every reader sees the same. */
function withoutRepetitions(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const byId = new Map<EventId, StoredEvent>();
  for (const stored of events) {
    const other = byId.get(stored.event.id);
    if (other === undefined || stored.sha256 < other.sha256) {
      byId.set(stored.event.id, stored);
    }
  }
  return byId.size === events.length ? events : [...byId.values()];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A version in the making. `claim` is the position of the event that gave it its number. */
interface Growing {
  readonly version: Mutable<Version>;
  readonly events: EventId[];
  readonly aliases: string[];
  readonly reviews: Review[];
  readonly deployments: Deployment[];
  readonly links: Link[];
  stage: string;
  claim: number;
}

class Fold {
  private readonly versions = new Map<EventId, Growing>();
  private readonly aliases = new Map<string, EventId>();
  private readonly remarks: string[] = [];
  private position = 0;

  constructor(
    private readonly model: string,
    private readonly initialStage: string,
  ) {}

  apply(event: LedgerEvent | UnknownEvent): void {
    this.position += 1;
    if (!isKnown(event)) {
      return;
    }
    if (event.type === 'registered') {
      this.register(event);
      return;
    }
    if (event.type === 'aliased') {
      this.alias(event);
      return;
    }
    const growing = this.versions.get(event.body.registration);
    if (growing === undefined) {
      this.remark(event, event.body.registration);
      return;
    }
    growing.events.push(event.id);
    this.change(growing, event);
  }

  state(heads: readonly ParentRef[]): ModelState {
    const holders = new Map<number, Growing>();
    for (const growing of this.versions.values()) {
      const holder = holders.get(growing.version.version);
      if (holder === undefined || growing.claim < holder.claim) {
        holders.set(growing.version.version, growing);
      }
    }
    const aliases: [string, number][] = [];
    for (const [alias, id] of [...this.aliases].sort(([a], [b]) => compareText(a, b))) {
      const growing = this.versions.get(id);
      if (growing !== undefined) {
        growing.aliases.push(alias);
        aliases.push([alias, growing.version.version]);
      }
    }
    const ordered = [...this.versions.values()].sort(
      (a, b) => a.version.version - b.version.version || a.claim - b.claim,
    );
    const versions = ordered.map((growing) => {
      const { version } = growing;
      const holder = holders.get(version.version);
      version.conflict = holder === undefined || holder === growing ? null : holder.version.id;
      version.stage = version.archived === null ? growing.stage : ARCHIVED_STAGE;
      return version;
    });
    return { model: this.model, versions, aliases: Object.fromEntries(aliases), heads, remarks: this.remarks };
  }

  private register(event: EventOf<'registered'>): void {
    const lists = { events: [event.id], aliases: [], reviews: [], deployments: [], links: [] };
    const version: Mutable<Version> = {
      ...event.body,
      model: this.model,
      id: event.id,
      at: event.at,
      by: event.by,
      stage: this.initialStage,
      stagedAt: null,
      archived: null,
      conflict: null,
      ...lists,
    };
    this.versions.set(event.id, { version, ...lists, stage: this.initialStage, claim: this.position });
  }

  private alias(event: EventOf<'aliased'>): void {
    const { alias, registration } = event.body;
    if (registration === null) {
      const holder = this.aliases.get(alias);
      if (holder !== undefined) {
        this.versions.get(holder)?.events.push(event.id);
      }
      this.aliases.delete(alias);
      return;
    }
    const growing = this.versions.get(registration);
    if (growing === undefined) {
      this.remark(event, registration);
      return;
    }
    growing.events.push(event.id);
    this.aliases.set(alias, registration);
  }

  private change(growing: Growing, event: Exclude<LedgerEvent, { type: 'registered' | 'aliased' }>): void {
    const { version } = growing;
    const stamp = { at: event.at, by: event.by };
    switch (event.type) {
      case 'documented':
        version.documentation = { ...version.documentation, ...event.body.documentation };
        return;
      case 'staged':
        growing.stage = event.body.stage;
        version.stagedAt = event.at;
        return;
      case 'tagged':
        version.tags = withTags(version.tags, event.body.tags);
        return;
      case 'reviewed':
        growing.reviews.push({ ...stamp, verdict: event.body.verdict, comment: event.body.comment });
        return;
      case 'deployed': {
        const { target, status, url } = event.body;
        growing.deployments.push({ ...stamp, target, status, ...(url === undefined ? {} : { url }) });
        return;
      }
      case 'renumbered':
        version.version = event.body.version;
        version.name = event.body.name;
        growing.claim = this.position;
        return;
      case 'archived':
        version.archived = event.body.archived ? { ...stamp, reason: event.body.reason } : null;
        return;
      case 'linked': {
        const { kind, url, title } = event.body;
        growing.links.push({ ...stamp, kind, url, ...(title === undefined ? {} : { title }) });
        return;
      }
      default:
        event satisfies never;
    }
  }

  private remark(event: LedgerEvent, registration: EventId): void {
    this.remarks.push(`The ${event.type} event ${event.id} is about ${registration}, which is not in the ledger.`);
  }
}

/** An unknown event has no body that this program could read. */
function isKnown(event: LedgerEvent | UnknownEvent): event is LedgerEvent {
  return KNOWN[event.type] === true;
}

const KNOWN: Readonly<Record<string, true | undefined>> = {
  registered: true,
  documented: true,
  staged: true,
  aliased: true,
  tagged: true,
  reviewed: true,
  deployed: true,
  renumbered: true,
  archived: true,
  linked: true,
} satisfies Record<LedgerEvent['type'], true>;

function withTags(
  tags: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const merged = new Map(Object.entries(tags));
  for (const [tag, value] of Object.entries(changes)) {
    if (value === null) {
      merged.delete(tag);
    } else {
      merged.set(tag, value);
    }
  }
  return Object.fromEntries(merged);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
