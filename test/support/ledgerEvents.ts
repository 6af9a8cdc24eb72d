import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  writeEvent,
  type EventOf,
  type EventType,
  type LedgerEvent,
  type UnknownEvent,
} from '../../src/core/ledger/event';
import { foldModel, type StoredEvent } from '../../src/core/ledger/fold';
import { createUlid } from '../../src/core/ledger/ulid';
import { metric, versionFacts } from './versionFacts';

/** One step in a history of several people who work on branches of one model. */
export type Step =
  | { readonly kind: 'fork'; readonly from: number }
  | { readonly kind: 'merge'; readonly into: number; readonly from: number }
  | { readonly kind: 'event'; readonly on: number; readonly what: Change; readonly minutes: number };

type Change =
  | { readonly type: 'registered'; readonly value: number }
  | { readonly type: 'aliased'; readonly alias: string; readonly target: number | null }
  | { readonly type: Exclude<EventType, 'registered' | 'aliased'>; readonly target: number; readonly text: string }
  | { readonly type: 'foretold'; readonly text: string };

const words = fc.constantFrom('a', 'b', 'champion', '__proto__', 'constructor', '');
const position = fc.nat(9);

// JSON has no negative zero; adding zero makes it the usual one.
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('registered' as const),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    }),
  },
  fc.record({
    type: fc.constant('aliased' as const),
    alias: fc.constantFrom('champion', 'challenger', '__proto__'),
    target: fc.option(position),
  }),
  fc.record({
    type: fc.constantFrom('documented', 'staged', 'tagged', 'reviewed', 'deployed', 'renumbered', 'archived', 'linked'),
    target: position,
    text: words,
  }),
  fc.record({ type: fc.constant('foretold' as const), text: words }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fork' as const), from: position }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), into: position, from: position }) },
  {
    weight: 5,
    // Minutes may be negative: clocks differ between machines.
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      on: position,
      what: change,
      minutes: fc.integer({ min: -3, max: 5 }),
    }),
  },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 40 });

export interface History {
  /** Every event of every branch. */
  readonly all: readonly StoredEvent[];
  /** What each branch has at the end. */
  readonly branches: readonly (readonly StoredEvent[])[];
}

/** Plays the steps as real people would: an event builds on the heads that its branch knows. */
export function play(history: readonly Step[]): History {
  const branches: StoredEvent[][] = [[]];
  const all: StoredEvent[] = [];
  let clock = Date.parse('2024-06-12T08:00:00Z');
  const branch = (index: number) => branches[index % branches.length] ?? [];
  for (const [position, one] of history.entries()) {
    if (one.kind === 'fork') {
      branches.push([...branch(one.from)]);
    } else if (one.kind === 'merge') {
      const target = branch(one.into);
      const known = new Set(target.map((stored) => stored.event.id));
      target.push(...branch(one.from).filter((stored) => !known.has(stored.event.id)));
    } else {
      clock += one.minutes * 60_000;
      const known = branch(one.on);
      const stored = store(makeEvent(one.what, { known, clock, position }));
      known.push(stored);
      all.push(stored);
    }
  }
  return { all, branches };
}

export function store(event: LedgerEvent | UnknownEvent): StoredEvent {
  const text = writeEvent(event as LedgerEvent);
  return { event, sha256: createHash('sha256').update(text).digest('hex') };
}

function makeEvent(
  what: Change,
  at: { readonly known: readonly StoredEvent[]; readonly clock: number; readonly position: number },
): LedgerEvent | UnknownEvent {
  const state = foldModel('churn', at.known);
  const highest = state.versions.at(-1)?.version ?? 0;
  const envelope = {
    schema: 1,
    id: createUlid(at.clock, () => createHash('md5').update(`${at.position}`).digest()),
    at: new Date(at.clock).toISOString(),
    by: { name: 'Ada', email: 'ada@example.com' },
    model: 'churn',
    parents: state.heads.map(({ id, sha256 }) => ({ id, sha256 })),
  };
  const make = <T extends EventType>(type: T, body: EventOf<T>['body']) =>
    ({ ...envelope, type, body }) as unknown as LedgerEvent;
  if (what.type === 'foretold') {
    return { ...envelope, type: 'foretold', body: { text: what.text } } as UnknownEvent;
  }
  if (what.type === 'registered') {
    const facts = versionFacts({
      metrics: [metric('accuracy', what.value)],
    }) as unknown as EventOf<'registered'>['body'];
    return make('registered', { ...facts, version: highest + 1, name: `churn_v${highest + 1}` });
  }
  const chosen = what.target === null ? undefined : state.versions[what.target % Math.max(1, state.versions.length)];
  // Without a version to speak of, the event is about one that is not there: that must do no harm either.
  const target = { registration: chosen?.id ?? '01ARZ3NDEKTSV4RRFFQ69G5FAV', version: chosen?.version ?? 1 };
  switch (what.type) {
    case 'aliased':
      return make('aliased', {
        alias: what.alias,
        ...(what.target === null ? { registration: null, version: null } : target),
      });
    case 'documented':
      return make('documented', { ...target, documentation: { rationale: what.text } });
    case 'staged':
      return make('staged', { ...target, stage: what.text === '' ? 'staging' : what.text });
    case 'tagged':
      return make('tagged', { ...target, tags: { owner: what.text, gone: what.text === '' ? null : 'here' } });
    case 'reviewed':
      return make('reviewed', { ...target, verdict: 'comment', comment: what.text });
    case 'deployed':
      return make('deployed', { ...target, target: 'cluster', status: what.text });
    case 'renumbered':
      return make('renumbered', {
        ...target,
        version: highest + 1,
        from: target.version,
        name: `churn_v${highest + 1}`,
      });
    case 'archived':
      return make('archived', { ...target, archived: what.text !== '', reason: what.text });
    case 'linked':
      return make('linked', { ...target, kind: 'ticket', url: what.text });
    default:
      return what satisfies never;
  }
}
