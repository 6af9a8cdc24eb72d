import type { EventOf, LedgerEvent, UnknownEvent } from './event';
import type { Artifact } from './model';
import { clipDocumentation } from './versionSummary';

/**
 * The part of an event that summaries are folded from, as an array: the index holds one per event, and keys would make
 * it three times as long. A change of this form needs a new number in `COMPACT_FORMAT`.
 */
export type CompactEvent = readonly [
  id: string,
  type: string,
  at: string,
  by: readonly [name: string, email: string],
  parents: readonly string[],
  body: unknown,
];

/** Part of the index's format: readers of another one start anew. */
export const COMPACT_FORMAT = 1;

type CompactMetric = readonly [string, number, string | null, string | null, boolean | null, 0 | 1];
type CompactArtifact = readonly [string, string, number, Artifact['kept']];

interface CompactRegistration {
  readonly v: number;
  readonly n: string;
  readonly s: readonly [kind: EventOf<'registered'>['body']['source']['kind'], path: string];
  readonly m: readonly CompactMetric[];
  readonly a: readonly CompactArtifact[];
  readonly d: readonly [rationale: string, changes: string, impact: string];
  readonly c: readonly [commit: string | null, sourceSha256: string | null];
  readonly f: readonly string[];
  readonly t?: Readonly<Record<string, string>>;
}

export function compactEvent(event: LedgerEvent | UnknownEvent): CompactEvent {
  const by = 'by' in event ? event.by : { name: '', email: '' };
  const parents = event.parents.map((parent) => parent.id);
  return [event.id, event.type, event.at, [by.name, by.email], parents, compactBody(event)];
}

function compactBody(event: LedgerEvent | UnknownEvent): unknown {
  if (!('body' in event)) {
    return null;
  }
  switch (event.type) {
    case 'registered':
      return compactRegistration(event);
    case 'documented': {
      const { rationale = '', changes = '', impact = '' } = event.body.documentation;
      const clipped = clipDocumentation({ rationale, changes, impact });
      const written = Object.entries(clipped).filter(([field]) => field in event.body.documentation);
      return { ...event.body, documentation: Object.fromEntries(written) };
    }
    case 'reviewed':
      // Kept so that the version's events are complete; the comment is only shown on its card.
      return { ...event.body, comment: '' };
    case 'staged':
    case 'aliased':
    case 'tagged':
    case 'deployed':
    case 'renumbered':
    case 'archived':
    case 'linked':
      return event.body;
    default:
      event satisfies never;
      return null;
  }
}

function compactRegistration({ body }: EventOf<'registered'>): CompactRegistration {
  const documentation = clipDocumentation(body.documentation);
  return {
    v: body.version,
    n: body.name,
    s: [body.source.kind, body.source.path],
    m: body.metrics.map((metric) => [
      metric.name,
      metric.value,
      metric.split,
      metric.model ?? null,
      metric.higherIsBetter,
      metric.headline ? 1 : 0,
    ]),
    a: body.artifacts.map((artifact) => [artifact.path, artifact.sha256, artifact.size, artifact.kept]),
    d: [documentation.rationale, documentation.changes, documentation.impact],
    c: [body.code.commit, body.code.sourceSha256],
    f: body.environment.framework,
    ...(Object.keys(body.tags).length === 0 ? {} : { t: body.tags }),
  };
}

/** An event that folds to what the whole one folds to, as far as summaries show it. */
export function expandEvent(compact: CompactEvent, model: string): LedgerEvent | UnknownEvent {
  const [id, type, at, by, parents, body] = compact;
  return {
    schema: 1,
    id,
    type,
    at,
    by: { name: by[0], email: by[1] },
    model,
    parents: parents.map((parent) => ({ id: parent, sha256: '' })),
    ...(body === null ? {} : { body: type === 'registered' ? expandRegistration(body as CompactRegistration) : body }),
    // The index is ours alone and checked by its format number; nothing else writes this shape.
  } as LedgerEvent | UnknownEvent;
}

function expandRegistration(body: CompactRegistration): EventOf<'registered'>['body'] {
  return {
    version: body.v,
    name: body.n,
    source: { kind: body.s[0], path: body.s[1] },
    metrics: body.m.map(expandMetric),
    params: [],
    datasets: [],
    artifacts: body.a.map(([path, sha256, size, kept]) => ({ path, sha256, size, kept })),
    evidence: [],
    documentation: { rationale: body.d[0], changes: body.d[1], impact: body.d[2] },
    code: { commit: body.c[0], branch: null, dirty: false, snapshot: null, sourceSha256: body.c[1] },
    environment: { framework: [...body.f], kernel: null, language: null, python: null },
    execution: null,
    tags: body.t ?? {},
  };
}

function expandMetric([name, value, split, model, higherIsBetter, headline]: CompactMetric) {
  return { name, value, split, model, higherIsBetter, headline: headline === 1 };
}
