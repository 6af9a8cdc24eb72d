import * as v from 'valibot';
import { LedgerError } from '../errors';

/** The number every event written by this program carries. Readers accept newer ones and keep what they do not know. */
export const EVENT_SCHEMA = 1;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const eventId = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const isoTime = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not a time'),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const number = v.pipe(v.number(), v.integer(), v.minValue(1));
const person = v.looseObject({ name: v.string(), email: v.string() });

const factSource = v.looseObject({
  path: v.optional(v.string()),
  cell: v.optional(count),
  output: v.optional(count),
  line: v.optional(count),
});

const metric = v.looseObject({
  name: v.pipe(v.string(), v.minLength(1)),
  value: v.number(),
  split: v.nullable(v.string()),
  model: v.optional(v.nullable(v.string())),
  higherIsBetter: v.nullable(v.boolean()),
  headline: v.boolean(),
  source: v.optional(factSource),
});

const paramValue = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const param = v.looseObject({ name: v.string(), value: paramValue, source: v.optional(factSource) });

const dataset = v.looseObject({
  path: v.string(),
  identity: v.variant('kind', [
    v.looseObject({ kind: v.literal('dvc'), digest: v.string(), pointer: v.string() }),
    v.looseObject({ kind: v.literal('lfs'), digest: v.string() }),
    v.looseObject({ kind: v.literal('git'), digest: v.string() }),
    v.looseObject({ kind: v.literal('sha256'), digest: sha256 }),
    v.looseObject({ kind: v.literal('unresolved') }),
  ]),
  size: v.optional(count),
  source: v.optional(factSource),
});

const artifact = v.looseObject({
  path: v.string(),
  sha256,
  size: count,
  kept: v.picklist(['store', 'git', 'lfs', 'dvc', 'none']),
  keeperId: v.optional(v.string()),
  source: v.optional(factSource),
});

const evidence = v.looseObject({
  kind: v.picklist(['plot', 'log', 'notebook', 'environment', 'curve']),
  name: v.string(),
  mime: v.string(),
  sha256,
  size: count,
  source: v.optional(factSource),
});

const documentation = v.looseObject({ rationale: v.string(), changes: v.string(), impact: v.string() });

const registeredBody = v.looseObject({
  version: number,
  name: v.string(),
  source: v.looseObject({
    kind: v.picklist(['notebook', 'artifact', 'script', 'metrics', 'none']),
    path: v.string(),
  }),
  metrics: v.array(metric),
  params: v.array(param),
  datasets: v.array(dataset),
  artifacts: v.array(artifact),
  evidence: v.array(evidence),
  documentation,
  code: v.looseObject({
    commit: v.nullable(v.string()),
    branch: v.nullable(v.string()),
    dirty: v.boolean(),
    snapshot: v.nullable(v.string()),
    sourceSha256: v.nullable(sha256),
  }),
  environment: v.looseObject({
    framework: v.array(v.string()),
    kernel: v.nullable(v.string()),
    language: v.nullable(v.string()),
    python: v.nullable(v.string()),
    packages: v.optional(v.record(v.string(), v.string())),
  }),
  execution: v.nullable(
    v.looseObject({
      order: v.array(v.nullable(count)),
      startedAt: v.nullable(isoTime),
      finishedAt: v.nullable(isoTime),
      durationMs: v.nullable(v.number()),
    }),
  ),
  tags: v.record(v.string(), v.string()),
});

/**
 * Which version an event is about: the id of its registration (which never changes) and, for people who read the
 * file, the number it had at that time.
 */
const target = { registration: eventId, version: number };

const bodies = {
  registered: registeredBody,
  documented: v.looseObject({ ...target, documentation: v.partial(documentation) }),
  staged: v.looseObject({ ...target, stage: v.pipe(v.string(), v.minLength(1)), reason: v.optional(v.string()) }),
  /** `registration` null takes the alias away. */
  aliased: v.looseObject({
    alias: v.pipe(v.string(), v.minLength(1)),
    registration: v.nullable(eventId),
    version: v.nullable(number),
  }),
  /** A null value removes the tag. */
  tagged: v.looseObject({ ...target, tags: v.record(v.string(), v.nullable(v.string())) }),
  reviewed: v.looseObject({
    ...target,
    verdict: v.picklist(['approved', 'changes-requested', 'comment']),
    comment: v.string(),
  }),
  deployed: v.looseObject({ ...target, target: v.string(), status: v.string(), url: v.optional(v.string()) }),
  /** `version` is the new number. */
  renumbered: v.looseObject({ registration: eventId, version: number, from: number, name: v.string() }),
  /** `archived: false` takes an archiving back. */
  archived: v.looseObject({ ...target, archived: v.boolean(), reason: v.string() }),
  linked: v.looseObject({ ...target, kind: v.string(), url: v.string(), title: v.optional(v.string()) }),
} as const;

export type EventType = keyof typeof bodies;
export const EVENT_TYPES = Object.keys(bodies) as readonly EventType[];

type Body<T extends EventType> = v.InferOutput<(typeof bodies)[T]>;

interface Envelope<T extends EventType> {
  readonly schema: number;
  readonly id: string;
  readonly type: T;
  readonly at: string;
  readonly by: v.InferOutput<typeof person>;
  readonly model: string;
  readonly parents: readonly { readonly id: string; readonly sha256: string }[];
  readonly body: Body<T>;
}

/** One immutable record, as its file has it. */
export type LedgerEvent = { [T in EventType]: Envelope<T> }[EventType];
export type EventOf<T extends EventType> = Extract<LedgerEvent, { type: T }>;
export type RegisteredBody = Body<'registered'>;

const envelope = {
  schema: number,
  id: eventId,
  at: isoTime,
  by: person,
  model: v.pipe(v.string(), v.minLength(1)),
  parents: v.array(v.looseObject({ id: eventId, sha256 })),
};

const eventSchema = v.variant(
  'type',
  EVENT_TYPES.map((type) => v.looseObject({ ...envelope, type: v.literal(type), body: bodies[type] })) as never,
);

/** An event of a type that a newer program writes: kept in the chain, without effect on the state. */
export interface UnknownEvent {
  readonly schema: number;
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly model: string;
  readonly parents: readonly { readonly id: string; readonly sha256: string }[];
}

const unknownEventSchema = v.looseObject({ ...envelope, type: v.string() });

export type EventReading =
  | { readonly kind: 'event'; readonly event: LedgerEvent }
  | { readonly kind: 'unknown'; readonly event: UnknownEvent }
  /** `reason` completes the sentence "… is damaged: ". */
  | { readonly kind: 'damaged'; readonly reason: string };

/** Reads the text of one event file. Never throws; unknown fields are kept as they are. */
export function readEvent(text: string): EventReading {
  if (text.trim() === '') {
    return { kind: 'damaged', reason: 'the file is empty' };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'damaged', reason: 'it is not valid JSON' };
  }
  const type = typeof json === 'object' && json !== null ? (json as { type?: unknown }).type : undefined;
  if (typeof type === 'string' && !(type in bodies)) {
    const unknown = v.safeParse(unknownEventSchema, json);
    return unknown.success
      ? { kind: 'unknown', event: unknown.output }
      : { kind: 'damaged', reason: describe(unknown.issues[0]) };
  }
  const result = v.safeParse(eventSchema, json);
  if (result.success) {
    return { kind: 'event', event: result.output as LedgerEvent };
  }
  const newer = v.safeParse(unknownEventSchema, json);
  return newer.success && newer.output.schema > EVENT_SCHEMA
    ? { kind: 'unknown', event: { ...newer.output, type: `${newer.output.type}${NEWER}${newer.output.schema}` } }
    : { kind: 'damaged', reason: describe(result.issues[0]) };
}

/** Between type and schema of an event whose type is known but whose form is newer, so that no fold takes it for ours. */
const NEWER = '@';

/** The schema that the type `registered@2` names, or null for a type that is simply not known here. */
export function newerSchema(type: string): number | null {
  const schema = type.split(NEWER)[1];
  return schema === undefined ? null : Number(schema);
}

/** The type as the file has it. */
export function writtenType(event: LedgerEvent | UnknownEvent): string {
  const end = event.type.indexOf(NEWER);
  return end < 0 ? event.type : event.type.slice(0, end);
}

function describe(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'the event'}: ${issue.message.replace(/^Invalid/, 'invalid')}`;
}

/** The bytes of an event file: two-space JSON and a final newline, so that Git diffs read well. */
export function writeEvent(event: LedgerEvent): string {
  return `${JSON.stringify(event, null, 2)}\n`;
}

const MODEL_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/;
/** Device names that Windows refuses as folder names, whatever the extension. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Null when `name` can be a model's name; otherwise the sentence that says why not. */
export function modelNameProblem(name: string): string | null {
  if (name === '') {
    return 'A model needs a name, such as churn-xgb.';
  }
  if (!MODEL_NAME.test(name) || name.includes('..')) {
    return `"${name}" cannot be a model name. Use letters, digits, ".", "-" and "_" (at most 100), with a letter or digit at both ends.`;
  }
  if (WINDOWS_DEVICE.test(name)) {
    return `"${name}" is a device name on Windows and cannot be a folder there. Choose another model name.`;
  }
  return null;
}

export function requireModelName(name: string): string {
  const problem = modelNameProblem(name);
  if (problem !== null) {
    throw new LedgerError('model-name-invalid', problem, { name });
  }
  return name;
}
