import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent, writeEvent, type LedgerEvent } from '../../../src/core/ledger/event';
import { decodeEvents, encodeEvents, type EventTable } from '../../../src/core/ledger/eventTable';
import { findHeads, foldModel, type StoredEvent } from '../../../src/core/ledger/fold';
import type { ModelState } from '../../../src/core/model';
import { slimEvent } from '../../../src/core/ledger/slimEvent';
import { summarise } from '../../../src/core/ledger/versionSummary';
import { play, steps, store } from '../../support/ledgerEvents';

/** The same events in an order that `seed` decides. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({ item, key: Math.imul(index + 1, seed * 2 + 1) ^ (index << 3) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function summaries(state: ModelState) {
  return state.versions.map((version) => summarise(version, { event: '', commit: null, required: [] }));
}

describe('foldModel', () => {
  it('gives one state for one set of events, in whatever order they are read', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.integer(), { minLength: 1, maxLength: 4 }), (history, seeds) => {
        const { all } = play(history);
        const state = foldModel('churn', all);

        for (const seed of seeds) {
          expect(foldModel('churn', shuffled(all, seed))).toEqual(state);
        }
        expect(foldModel('churn', [...all, ...all])).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  it('gives two branches the same state after a merge, whoever merges whom', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { branches } = play(history);
        const mine = branches[0] ?? [];
        const theirs = branches.at(-1) ?? [];
        const merged = foldModel('churn', union(mine, theirs));

        expect(foldModel('churn', union(theirs, mine))).toEqual(merged);
        expect(merged.heads).toEqual(findHeads(union(mine, theirs)));
      }),
      { numRuns: 300 },
    );
  });

  it('never loses a version, and leaves each number to one holder', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { all } = play(history);
        const { versions } = foldModel('churn', all);

        const registered = all.filter(({ event }) => event.type === 'registered').map(({ event }) => event.id);
        const holders = versions.filter((version) => version.conflict === null);
        expect(versions.map((version) => version.id).sort()).toEqual(registered.sort());
        expect(new Set(holders.map((version) => version.version)).size).toBe(holders.length);
        for (const version of versions.filter((candidate) => candidate.conflict !== null)) {
          expect(holders.find((holder) => holder.id === version.conflict)?.version).toBe(version.version);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('folds the slim events of the index to the same summaries', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { all } = play(history);
        const table = encodeEvents(all.map(({ event }) => slimEvent(event)));
        const slim = decodeEvents(JSON.parse(JSON.stringify(table)) as EventTable, 'churn');
        const compacted = all.map(({ sha256 }, index) => ({ event: slim[index] as LedgerEvent, sha256 }));

        const state = foldModel('churn', compacted);
        const whole = foldModel('churn', all);

        expect(summaries(state)).toEqual(summaries(whole));
        expect(state.heads).toEqual(whole.heads);
        expect(state.aliases).toEqual(whole.aliases);
      }),
      { numRuns: 300 },
    );
  });

  it('reads every event back as it was written', () => {
    fc.assert(
      fc.property(steps, (history) => {
        for (const { event } of play(history).all) {
          const reading = readEvent(writeEvent(event as LedgerEvent));
          expect('event' in reading && reading.event).toEqual(JSON.parse(JSON.stringify(event)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the number to the earlier of two registrations until one is renumbered', () => {
    const first = registration('01J0000000000000000000000A', '2024-06-12T08:00:00.000Z', []);
    const mine = registration('01J0000000000000000000000C', '2024-06-12T09:00:00.000Z', [first]);
    const theirs = registration('01J0000000000000000000000B', '2024-06-12T10:00:00.000Z', [first]);
    const events = [first, mine, theirs].map((event) => store(event));
    const conflict = foldModel('churn', events);
    const renumbered = store({
      ...theirs,
      id: '01J0000000000000000000000D',
      type: 'renumbered',
      at: '2024-06-12T11:00:00.000Z',
      parents: conflict.heads.map(({ id, sha256 }) => ({ id, sha256 })),
      body: { registration: theirs.id, version: 3, from: 2, name: 'churn_v3' },
    } as unknown as LedgerEvent);

    const resolved = foldModel('churn', [...events, renumbered]);

    expect(numbers(conflict)).toEqual([
      [1, first.id, null],
      [2, mine.id, null],
      [2, theirs.id, mine.id],
    ]);
    expect(numbers(resolved)).toEqual([
      [1, first.id, null],
      [2, mine.id, null],
      [3, theirs.id, null],
    ]);
  });

  it('keeps unknown fields of a newer schema', () => {
    const event = registration('01J0000000000000000000000A', '2024-06-12T08:00:00.000Z', []);
    const newer = { ...event, schema: 2, mood: 'good', body: { ...event.body, carbon: { grams: 3 } } };

    const reading = readEvent(writeEvent(newer));

    expect(reading).toMatchObject({ kind: 'event', event: { mood: 'good', body: { carbon: { grams: 3 } } } });
    expect(foldModel('churn', [store(newer)]).versions[0]).toMatchObject({ carbon: { grams: 3 } });
  });

  it('keeps an event of a newer form in the chain without effect', () => {
    const event = registration('01J0000000000000000000000A', '2024-06-12T08:00:00.000Z', []);
    const reading = readEvent(JSON.stringify({ ...event, schema: 2, body: { number: 'one' } }));

    expect(reading.kind).toBe('unknown');
    const stored = { event: 'event' in reading ? reading.event : event, sha256: 'a'.repeat(64) };
    expect(foldModel('churn', [stored])).toMatchObject({ versions: [], heads: [{ id: event.id }] });
  });

  it('shows an archived version in the archived stage and brings the earlier stage back', () => {
    const event = registration('01J0000000000000000000000A', '2024-06-12T08:00:00.000Z', []);
    const follow = (id: string, type: string, body: object) =>
      store({
        ...event,
        id: `01J000000000000000000000${id}`,
        at: `2024-06-13T08:00:${id}.000Z`,
        type,
        body: { registration: event.id, version: 1, ...body },
      } as unknown as LedgerEvent);
    const staged = follow('01', 'staged', { stage: 'production' });
    const archived = follow('02', 'archived', { archived: true, reason: 'Superseded.' });
    const restored = follow('03', 'archived', { archived: false, reason: '' });
    const stageAfter = (...events: StoredEvent[]) => foldModel('churn', [store(event), ...events]).versions[0]?.stage;

    expect(stageAfter()).toBe('none');
    expect(stageAfter(staged, archived)).toBe('archived');
    expect(stageAfter(staged, archived, restored)).toBe('production');
  });
});

function union(mine: readonly StoredEvent[], theirs: readonly StoredEvent[]): readonly StoredEvent[] {
  const known = new Set(mine.map(({ event }) => event.id));
  return [...mine, ...theirs.filter(({ event }) => !known.has(event.id))];
}

function numbers(state: ModelState) {
  return state.versions.map((version) => [version.version, version.id, version.conflict]);
}

function registration(id: string, at: string, before: readonly LedgerEvent[]) {
  const [first] = play([{ kind: 'event', on: 0, what: { type: 'registered', value: 1 }, minutes: 0 }]).all;
  const event = first?.event as Extract<LedgerEvent, { type: 'registered' }>;
  const number = before.length + 1;
  return {
    ...event,
    id,
    at,
    parents: before.map((parent) => ({ id: parent.id, sha256: store(parent).sha256 })),
    body: { ...event.body, version: number, name: `churn_v${number}` },
  };
}
