import * as v from 'valibot';

/**
 * The JSON that `model-ledger --json` prints, as docs/cli.md promises it. Strict objects: a field that appears without
 * having been promised fails a test just as one that disappears.
 */
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const id = v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const number = v.pipe(v.number(), v.integer(), v.minValue(1));
const person = v.strictObject({ name: v.string(), email: v.string() });
const value = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const reference = v.pipe(v.string(), v.regex(/^[^@]+@v\d+$/));
const kept = v.picklist(['store', 'git', 'lfs', 'dvc', 'none']);

const fact = v.strictObject({
  path: v.optional(v.string()),
  cell: v.optional(count),
  output: v.optional(count),
  line: v.optional(count),
});

const metric = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_]*$/)),
  value: v.pipe(v.number(), v.finite()),
  split: v.nullable(v.string()),
  model: v.optional(v.nullable(v.string())),
  higherIsBetter: v.nullable(v.boolean()),
  headline: v.boolean(),
});

const inspectedMetric = v.looseObject({
  name: v.string(),
  value: v.pipe(v.number(), v.finite()),
  split: v.nullable(v.string()),
  model: v.nullable(v.string()),
  higherIsBetter: v.nullable(v.boolean()),
  cell: count,
  headline: v.boolean(),
});

export const inspectSchema = v.looseObject({
  framework: v.array(v.string()),
  metrics: v.array(inspectedMetric),
  params: v.array(v.looseObject({ name: v.string(), value, cell: count })),
  datasets: v.array(v.looseObject({ path: v.string(), cell: count })),
  artifacts: v.array(v.looseObject({ path: v.string(), cell: count })),
});

export const registerSchema = v.strictObject({
  registered: v.boolean(),
  model: v.string(),
  version: number,
  name: v.string(),
  id,
  event: v.string(),
  artifacts: v.array(v.strictObject({ path: v.string(), sha256, size: count, kept })),
  warnings: v.array(v.string()),
  duplicateOf: v.nullable(reference),
});

export const listSchema = v.strictObject({
  models: v.array(
    v.strictObject({
      model: v.string(),
      conflicts: count,
      versions: v.array(
        v.strictObject({
          version: number,
          name: v.string(),
          id,
          stage: v.string(),
          aliases: v.array(v.string()),
          at: time,
          by: person,
          metrics: v.array(metric),
          documented: v.boolean(),
          archived: v.boolean(),
          conflict: v.nullable(id),
          tags: v.record(v.string(), v.string()),
          commit: v.nullable(v.string()),
        }),
      ),
    }),
  ),
  faults: v.array(v.strictObject({ code: v.string(), path: v.string(), message: v.string() })),
});

const stamp = { at: time, by: person };

export const showSchema = v.strictObject({
  reference,
  model: v.string(),
  version: number,
  name: v.string(),
  id,
  ...stamp,
  stage: v.string(),
  stagedAt: v.nullable(time),
  aliases: v.array(v.string()),
  source: v.strictObject({
    kind: v.picklist(['notebook', 'artifact', 'script', 'metrics', 'none']),
    path: v.string(),
  }),
  metrics: v.array(v.strictObject({ ...metric.entries, source: v.optional(fact) })),
  params: v.array(v.strictObject({ name: v.string(), value, source: v.optional(fact) })),
  datasets: v.array(
    v.strictObject({
      path: v.string(),
      identity: v.strictObject({
        kind: v.picklist(['dvc', 'lfs', 'git', 'sha256', 'unresolved']),
        digest: v.optional(v.string()),
        pointer: v.optional(v.string()),
      }),
      size: v.optional(count),
      source: v.optional(fact),
    }),
  ),
  artifacts: v.array(
    v.strictObject({
      path: v.string(),
      sha256,
      size: count,
      kept,
      keeperId: v.optional(v.string()),
      source: v.optional(fact),
    }),
  ),
  evidence: v.array(
    v.strictObject({
      kind: v.picklist(['plot', 'log', 'notebook', 'environment', 'curve']),
      name: v.string(),
      mime: v.string(),
      sha256,
      size: count,
      source: v.optional(fact),
    }),
  ),
  documentation: v.strictObject({ rationale: v.string(), changes: v.string(), impact: v.string() }),
  writtenIn: v.strictObject({
    rationale: v.optional(v.strictObject({ commit: v.string(), ...stamp })),
    changes: v.optional(v.strictObject({ commit: v.string(), ...stamp })),
    impact: v.optional(v.strictObject({ commit: v.string(), ...stamp })),
  }),
  code: v.strictObject({
    commit: v.nullable(v.string()),
    branch: v.nullable(v.string()),
    dirty: v.boolean(),
    snapshot: v.nullable(v.string()),
    sourceSha256: v.nullable(sha256),
  }),
  environment: v.strictObject({
    framework: v.array(v.string()),
    kernel: v.nullable(v.string()),
    language: v.nullable(v.string()),
    python: v.nullable(v.string()),
    packages: v.optional(v.record(v.string(), v.string())),
  }),
  execution: v.nullable(
    v.strictObject({
      order: v.array(v.nullable(count)),
      startedAt: v.nullable(time),
      finishedAt: v.nullable(time),
      durationMs: v.nullable(v.number()),
    }),
  ),
  tags: v.record(v.string(), v.string()),
  reviews: v.array(
    v.strictObject({
      ...stamp,
      verdict: v.picklist(['approved', 'changes-requested', 'comment']),
      comment: v.string(),
    }),
  ),
  deployments: v.array(
    v.strictObject({ ...stamp, target: v.string(), status: v.string(), url: v.optional(v.string()) }),
  ),
  links: v.array(v.strictObject({ ...stamp, kind: v.string(), url: v.string(), title: v.optional(v.string()) })),
  archived: v.nullable(v.strictObject({ ...stamp, reason: v.string() })),
  conflict: v.nullable(id),
  events: v.array(id),
  documented: v.boolean(),
  commit: v.nullable(v.string()),
  event: v.string(),
});

const differing = v.array(v.strictObject({ name: v.string(), values: v.array(v.nullable(v.string())) }));

export const compareSchema = v.strictObject({
  versions: v.array(
    v.strictObject({
      reference,
      model: v.string(),
      version: number,
      name: v.string(),
      id,
      ...stamp,
      stage: v.string(),
      aliases: v.array(v.string()),
      archived: v.boolean(),
      documentation: v.strictObject({ rationale: v.string(), changes: v.string(), impact: v.string() }),
    }),
  ),
  baseline: count,
  metrics: v.array(
    v.strictObject({
      name: v.string(),
      split: v.nullable(v.string()),
      model: v.nullable(v.string()),
      higherIsBetter: v.nullable(v.boolean()),
      headline: v.boolean(),
      values: v.array(v.nullable(v.number())),
      best: v.nullable(count),
      delta: v.nullable(v.number()),
      deltas: v.array(v.nullable(v.number())),
    }),
  ),
  params: v.array(v.strictObject({ name: v.string(), values: v.array(value), set: v.array(v.boolean()) })),
  data: differing,
  code: differing,
  environment: differing,
});

const problem = v.strictObject({ code: v.string(), path: v.string(), message: v.string() });

export const verifySchema = v.strictObject({
  ok: v.boolean(),
  events: count,
  problems: v.array(problem),
  unavailable: v.array(problem),
});

export const checkSchema = v.strictObject({
  ok: v.boolean(),
  required: v.boolean(),
  looked: v.picklist(['staged', 'commit', 'range']),
  commits: v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/))),
  registered: v.array(v.strictObject({ reference, model: v.string(), version: number, id })),
  concerns: v.array(
    v.strictObject({
      code: v.picklist(['version-undocumented', 'artifact-unregistered', 'metrics-moved', 'data-changed']),
      path: v.string(),
      versions: v.array(reference),
      missing: v.array(v.picklist(['rationale', 'changes', 'impact'])),
      answered: v.boolean(),
      message: v.string(),
    }),
  ),
  problems: v.array(v.strictObject({ code: v.string(), message: v.string(), key: v.string(), value: v.string() })),
});

export const hookSchema = v.strictObject({
  command: v.boolean(),
  hooks: v.array(
    v.strictObject({
      hook: v.picklist(['prepare-commit-msg', 'commit-msg']),
      path: v.string(),
      installed: v.boolean(),
      manager: v.nullable(v.picklist(['husky', 'lefthook', 'pre-commit'])),
    }),
  ),
});

const target = { model: v.string(), version: number, id };

export const undoSchema = v.strictObject({ ...target, removed: v.array(v.string()) });
export const archiveSchema = v.strictObject({ ...target, archived: v.boolean(), reason: v.string() });
export const documentSchema = v.strictObject({
  ...target,
  documentation: v.strictObject({ rationale: v.string(), changes: v.string(), impact: v.string() }),
});
export const stageSchema = v.strictObject({ ...target, stage: v.string(), previous: v.string() });
export const aliasSchema = v.strictObject({
  model: v.string(),
  alias: v.string(),
  version: v.nullable(number),
  id: v.nullable(id),
  previous: v.nullable(number),
});
export const reviewSchema = v.strictObject({
  ...target,
  verdict: v.picklist(['approved', 'changes-requested', 'comment']),
  comment: v.string(),
});
export const tagSchema = v.strictObject({ ...target, tags: v.record(v.string(), v.string()) });
export const restoreSchema = v.strictObject({
  ...target,
  artifacts: v.array(v.strictObject({ path: v.string(), file: v.string(), sha256, size: count, written: v.boolean() })),
});
export const exportSchema = v.strictObject({ ...target, path: v.nullable(v.string()), markdown: v.string() });
export const renumberSchema = v.strictObject({
  renumbered: v.array(v.strictObject({ model: v.string(), id, from: number, version: number, name: v.string() })),
});

export const errorSchema = v.strictObject({
  error: v.strictObject({ code: v.string(), message: v.string(), data: v.record(v.string(), v.unknown()) }),
});
