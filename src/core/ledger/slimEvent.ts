import type { EventOf, LedgerEvent, UnknownEvent } from './event';
import { clipDocumentation } from './versionSummary';

/**
 * The event without what summaries do not show: sources of facts, params, datasets, evidence, the rest of its texts.
 * It folds to what the whole event folds to, as far as summaries show it.
 */
export function slimEvent(event: LedgerEvent | UnknownEvent): LedgerEvent | UnknownEvent {
  const { schema, id, type, at, model } = event;
  const parents = event.parents.map((parent) => ({ id: parent.id, sha256: '' }));
  const body = 'body' in event ? slimBody(event) : null;
  const by = 'by' in event ? { name: event.by.name, email: event.by.email } : { name: '', email: '' };
  const envelope = { schema, id, type, at, by, model, parents };
  // A body is slimmed to the shape that its type has; without one the event is of an unknown type.
  return (body === null ? envelope : { ...envelope, body }) as unknown as LedgerEvent | UnknownEvent;
}

function slimBody(event: LedgerEvent): object | null {
  switch (event.type) {
    case 'registered':
      return slimRegistration(event.body);
    case 'documented': {
      const { rationale = '', changes = '', impact = '' } = event.body.documentation;
      const clipped = clipDocumentation({ rationale, changes, impact });
      const written = Object.entries(clipped).filter(([field]) => field in event.body.documentation);
      return { ...event.body, documentation: Object.fromEntries(written) };
    }
    case 'reviewed':
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
      // A type of a newer program: nobody here can say what of it a summary would show.
      event satisfies never;
      return null;
  }
}

function slimRegistration(body: EventOf<'registered'>['body']): EventOf<'registered'>['body'] {
  return {
    version: body.version,
    name: body.name,
    source: { kind: body.source.kind, path: body.source.path },
    metrics: body.metrics.map(({ name, value, split, model, higherIsBetter, headline }) => ({
      name,
      value,
      split,
      model: model ?? null,
      higherIsBetter,
      headline,
    })),
    artifacts: body.artifacts.map(({ path, sha256, size, kept }) => ({ path, sha256, size, kept })),
    documentation: { ...clipDocumentation(body.documentation) },
    code: slimCode(body.code.commit, body.code.sourceSha256),
    environment: slimEnvironment(body.environment.framework),
    tags: body.tags,
    ...NOT_SHOWN,
  };
}

/** Shared by all slim events: nobody changes an event. */
export const NOT_SHOWN: Pick<EventOf<'registered'>['body'], 'params' | 'datasets' | 'evidence' | 'execution'> = {
  params: [],
  datasets: [],
  evidence: [],
  execution: null,
};

export function slimCode(commit: string | null, sourceSha256: string | null) {
  return { commit, branch: null, dirty: false, snapshot: null, sourceSha256 };
}

export function slimEnvironment(framework: string[]) {
  return { framework, kernel: null, language: null, python: null };
}
