import * as v from 'valibot';

const PERCENT = /^\d+(\.\d+)?\s*%$/;

/**
 * `.model-ledger/config.json`. Every key has a default, so an absent file is a valid one; unknown keys are kept.
 * The JSON schema that VS Code shows (`media/config.schema.json`) is generated from this definition.
 */
const documentationField = v.picklist(['rationale', 'changes', 'impact']);

/** From saying nothing to refusing. */
export const RATIONALE_POLICIES = ['off', 'ask', 'require'] as const;
export type RationalePolicy = (typeof RATIONALE_POLICIES)[number];

export const configSchema = v.looseObject({
  project: v.optional(
    v.pipe(v.string(), v.description('Project name for version names. Default: the name of the repository folder.')),
  ),
  naming: v.optional(
    v.looseObject({
      pattern: v.optional(
        v.pipe(
          v.string(),
          v.description(
            'How a version is named. Placeholders: {project} {model} {version} {date} {time} {author} {branch} {commit} {framework}. {date:YYYY-MM-DD} and {version:000} set a format.',
          ),
        ),
        '{project}_{model}_v{version}_{date}',
      ),
    }),
    {},
  ),
  stages: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.minLength(1))),
      v.minLength(1),
      v.description('Stages in the order of promotion. The first one is where every version starts.'),
    ),
    ['none', 'staging', 'production', 'archived'],
  ),
  documentation: v.optional(
    v.looseObject({
      required: v.optional(
        v.pipe(v.array(documentationField), v.description('Fields without which a version cannot be registered.')),
        [],
      ),
    }),
    {},
  ),
  commit: v.optional(
    v.looseObject({
      rationale: v.optional(
        v.pipe(
          v.picklist(RATIONALE_POLICIES),
          v.description(
            'What a commit without a reason meets: nothing (off), a question (ask), or a refusal of the hook and of check (require).',
          ),
        ),
        'ask',
      ),
    }),
    {},
  ),
  metrics: v.optional(
    v.pipe(
      v.record(
        v.string(),
        v.looseObject({
          higherIsBetter: v.optional(v.boolean()),
          /** Shown first and used for the trend. */
          headline: v.optional(v.boolean()),
          unit: v.optional(v.string()),
          tolerance: v.optional(
            v.pipe(
              v.union([
                v.pipe(v.number(), v.minValue(0)),
                v.pipe(v.string(), v.regex(PERCENT, 'is no tolerance: write a number, or a percentage such as "1 %"')),
              ]),
              v.description(
                'How much worse than the baseline this metric may get before a comparison flags it: a number in the unit of the metric, or a percentage of the baseline such as "1 %".',
              ),
            ),
          ),
        }),
      ),
      v.description('Directions, headline choice and tolerance per metric name, over the built-in ones.'),
    ),
    {},
  ),
  evidence: v.optional(
    v.looseObject({
      maxBytes: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(0), v.description('Largest single evidence file, in bytes.')),
        5_000_000,
      ),
    }),
    {},
  ),
  store: v.optional(
    v.looseObject({
      enabled: v.optional(
        v.pipe(v.boolean(), v.description('Keep a copy of artifacts that neither Git, LFS nor DVC keeps.')),
        true,
      ),
    }),
    {},
  ),
  targets: v.optional(v.array(v.looseObject({ name: v.string() })), []),
});

export type LedgerConfig = v.InferOutput<typeof configSchema>;

export function defaultConfig(): LedgerConfig {
  return v.parse(configSchema, {});
}

export interface ConfigReading {
  /** The defaults where the text could not be used. */
  readonly config: LedgerConfig;
  /** Sentences, one per fault, each naming the key; empty when the text is sound. */
  readonly problems: readonly string[];
}

/** One fault of a configuration that is JSON but not as the schema wants it. */
export interface ConfigIssue {
  /** Keys, and indexes of arrays, down to the value that is at fault; empty for the whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Never throws: a damaged config must not hide the ledger. */
export function parseConfig(text: string): ConfigReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { config: defaultConfig(), problems: [`config.json is not valid JSON: ${(error as Error).message}.`] };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { config: defaultConfig(), problems: ['config.json does not hold an object.'] };
  }
  const result = v.safeParse(configSchema, json);
  if (result.success) {
    return { config: result.output, problems: [] };
  }
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'config.json'}: ${issue.message}.`);
  return { config: defaultConfig(), problems };
}

/** Where the values are that keep a configuration from being used; empty for a text that is no JSON. */
export function findConfigIssues(text: string): readonly ConfigIssue[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The editor's own JSON support says where it is broken.
    return [];
  }
  const result = v.safeParse(configSchema, json);
  return (result.issues ?? []).map((issue) => ({
    path: (issue.path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? key : [])),
    message: issue.message,
  }));
}
