import type { EventOf, LedgerEvent, UnknownEvent } from './event';
import type {
  Deployment,
  Documentation,
  DocumentationField,
  EventId,
  Link,
  ModelState,
  ParentRef,
  Review,
  Sha256,
  Version,
} from '../model';
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
  const parents = new Set<EventId>();
  for (const { event } of events) {
    for (const parent of event.parents) {
      parents.add(parent.id);
    }
  }
  return events
    .filter(({ event }) => !parents.has(event.id))
    .map(({ event, sha256 }) => ({ id: event.id, sha256 }))
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
  // In the order of file names, as an index has them, the ids grow.
  const isGrowing = events.every(({ event }, index) => index === 0 || (events[index - 1]?.event.id ?? '') < event.id);
  if (isGrowing || new Set(events.map(({ event }) => event.id)).size === events.length) {
    return events;
  }
  const byId = new Map<EventId, StoredEvent>();
  for (const stored of events) {
    const other = byId.get(stored.event.id);
    if (other === undefined || stored.sha256 < other.sha256) {
      byId.set(stored.event.id, stored);
    }
  }
  return [...byId.values()];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A version in the making: the fold alone has it, so its lists grow in place. */
interface Growing extends Mutable<Version> {
  readonly events: EventId[];
  readonly aliases: string[];
  readonly reviews: Review[];
  readonly deployments: Deployment[];
  readonly links: Link[];
}

/** The position of the event that gave a version its number, and the stage that archiving hides. */
interface Standing {
  readonly version: Growing;
  stage: string;
  claim: number;
}

class Fold {
  private readonly versions = new Map<EventId, Standing>();
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
      const version = grow(this.model, event, this.initialStage);
      this.versions.set(event.id, { version, stage: this.initialStage, claim: this.position });
      return;
    }
    if (event.type === 'aliased') {
      this.alias(event);
      return;
    }
    const standing = this.versions.get(event.body.registration);
    if (standing === undefined) {
      this.remark(event, event.body.registration);
      return;
    }
    standing.version.events.push(event.id);
    this.change(standing, event);
  }

  state(heads: readonly ParentRef[]): ModelState {
    const holders = this.findHolders();
    const aliases = this.settleAliases();
    const versions = [...this.versions.values()]
      .sort((a, b) => a.version.version - b.version.version || a.claim - b.claim)
      .map(({ version, stage }) => {
        const holder = holders.get(version.version)?.version;
        version.conflict = holder === undefined || holder === version ? null : holder.id;
        version.stage = version.archived === null ? stage : ARCHIVED_STAGE;
        return version;
      });
    return { model: this.model, versions, aliases, heads, remarks: this.remarks };
  }

  /** Of all that claim a number, the one whose claim comes first in the order of the fold. */
  private findHolders(): ReadonlyMap<number, Standing> {
    const holders = new Map<number, Standing>();
    for (const standing of this.versions.values()) {
      const holder = holders.get(standing.version.version);
      if (holder === undefined || standing.claim < holder.claim) {
        holders.set(standing.version.version, standing);
      }
    }
    return holders;
  }

  private settleAliases(): Readonly<Record<string, number>> {
    const aliases: [string, number][] = [];
    for (const [alias, id] of [...this.aliases].sort(([a], [b]) => compareText(a, b))) {
      const version = this.versions.get(id)?.version;
      if (version !== undefined) {
        version.aliases.push(alias);
        aliases.push([alias, version.version]);
      }
    }
    return Object.fromEntries(aliases);
  }

  private alias(event: EventOf<'aliased'>): void {
    const { alias, registration } = event.body;
    const standing = this.versions.get(registration ?? this.aliases.get(alias) ?? '');
    standing?.version.events.push(event.id);
    if (registration === null) {
      this.aliases.delete(alias);
    } else if (standing === undefined) {
      this.remark(event, registration);
    } else {
      this.aliases.set(alias, registration);
    }
  }

  private change(standing: Standing, event: Exclude<LedgerEvent, { type: 'registered' | 'aliased' }>): void {
    const { version } = standing;
    const stamp = { at: event.at, by: event.by };
    switch (event.type) {
      case 'documented':
        version.documentation = { ...version.documentation, ...event.body.documentation };
        settleEmptied(version, event.body.documentation);
        return;
      case 'staged':
        standing.stage = event.body.stage;
        version.stagedAt = event.at;
        return;
      case 'tagged':
        version.tags = withTags(version.tags, event.body.tags);
        return;
      case 'reviewed':
        version.reviews.push({ ...stamp, verdict: event.body.verdict, comment: event.body.comment });
        return;
      case 'deployed': {
        const { target, status, url } = event.body;
        version.deployments.push({ ...stamp, target, status, ...(url === undefined ? {} : { url }) });
        return;
      }
      case 'renumbered':
        version.version = event.body.version;
        version.name = event.body.name;
        standing.claim = this.position;
        return;
      case 'archived':
        version.archived = event.body.archived ? { ...stamp, reason: event.body.reason } : null;
        return;
      case 'linked': {
        const { kind, url, title } = event.body;
        version.links.push({ ...stamp, kind, url, ...(title === undefined ? {} : { title }) });
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

/** Field by field, because copying whole bodies takes most of the time of a large fold; what is not known comes last. */
function grow(model: string, { id, at, by, body }: EventOf<'registered'>, initialStage: string): Growing {
  const version: Growing = {
    model,
    version: body.version,
    name: body.name,
    id,
    at,
    by,
    source: body.source,
    metrics: body.metrics,
    params: body.params,
    datasets: body.datasets,
    artifacts: body.artifacts,
    evidence: body.evidence,
    documentation: body.documentation,
    code: body.code,
    environment: body.environment,
    execution: body.execution,
    tags: body.tags,
    stage: initialStage,
    stagedAt: null,
    aliases: [],
    reviews: [],
    deployments: [],
    links: [],
    archived: null,
    conflict: null,
    events: [id],
  };
  for (const field in body) {
    if (!Object.hasOwn(version, field)) {
      Object.defineProperty(version, field, { value: body[field], enumerable: true });
    }
  }
  return version;
}

/** Absent unless something was emptied, so that versions of one ledger have one shape. */
function settleEmptied(version: Growing, written: Partial<Documentation>): void {
  const fields = Object.keys(written) as DocumentationField[];
  const emptied = (version.emptied ?? [])
    .filter((field) => !fields.includes(field))
    .concat(fields.filter((field) => written[field]?.trim() === ''));
  if (emptied.length > 0) {
    version.emptied = emptied;
  } else {
    delete version.emptied;
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
