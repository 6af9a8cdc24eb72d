import type { ConfigReading, LedgerConfig } from '../../config';
import { LedgerError } from '../../errors';
import type { EventType } from '../../ledger/event';
import { ARCHIVED_STAGE } from '../../ledger/fold';
import { formatReference, parseReference } from '../../model';
import type { DocumentationField, Person, Review, Version, VersionFacts } from '../../model';
import { buildName } from '../../ledger/naming';
import type { ArtifactStore } from './artifactStore';
import type { Git } from '../git/git';
import type { LedgerPaths } from './ledgerPaths';
import type { LedgerReader, VersionRef } from './ledgerReader';
import type { LedgerWriter, Proposal, WrittenEvent } from './ledgerWriter';
import type { Objects } from './objects';

export interface VerbsContext {
  readonly paths: LedgerPaths;
  readonly reader: LedgerReader;
  readonly writer: LedgerWriter;
  readonly objects: Objects;
  readonly store: ArtifactStore;
  readonly config: () => Promise<ConfigReading>;
  readonly projectName: () => Promise<string>;
  readonly git: () => Promise<Git | null>;
  readonly person: () => Promise<Person>;
}

/** An alias must not read as a number (`v4`), hold the sign between model and alias, or look like a path. */
const ALIAS = /^(?!v?\d+$)[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;
const EVENT_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** What can be done to a ledger, each verb checked before its one event is written. */
export class LedgerVerbs {
  constructor(private readonly context: VerbsContext) {}

  async find(reference: string, initialStage: string): Promise<Version> {
    const { reader } = this.context;
    const numbered = parseReference(reference);
    if (numbered !== null) {
      return reader.version(numbered, initialStage);
    }
    const [model = '', word = '', ...rest] = reference.trim().split('@');
    if (model === '' || word === '' || rest.length > 0) {
      throw new LedgerError(
        'reference-invalid',
        `"${reference}" names no version. Write model@v4, or model@alias such as churn@champion.`,
        { reference },
      );
    }
    if (EVENT_ID.test(word)) {
      return reader.version({ id: word }, initialStage);
    }
    const { aliases } = (await reader.requireModel(model)).state(initialStage);
    const version = Object.hasOwn(aliases, word) ? aliases[word] : undefined;
    if (version === undefined) {
      const known = Object.keys(aliases);
      const advice = known.length === 0 ? `${model} has no aliases.` : `Aliases of ${model}: ${known.join(', ')}.`;
      throw new LedgerError('alias-unknown', `There is no ${model}@${word}. ${advice}`, { model, alias: word, known });
    }
    return reader.version({ model, version }, initialStage);
  }

  append<T extends EventType>(model: string, proposal: Proposal<T>, signal?: AbortSignal): Promise<WrittenEvent<T>> {
    return this.context.writer.write(model, () => Promise.resolve(proposal), signal);
  }

  async register(model: string, facts: VersionFacts, signal?: AbortSignal): Promise<WrittenEvent<'registered'>> {
    const config = await this.soundConfig();
    requireDocumentation(facts, config.documentation.required);
    requireNumbers(facts);
    const project = await this.context.projectName();
    const author = (await this.context.person()).name;
    const propose = async ({ highest }: { readonly highest: number }, at: Date): Promise<Proposal<'registered'>> => {
      // Inside the lock: an undo in another process may have removed what it found to be unused.
      await this.requireKept(facts);
      const version = highest + 1;
      const { branch, commit } = facts.code;
      const { framework } = facts.environment;
      const named = { project, model, version, at, author, branch, commit, framework };
      const body = { version, name: buildName(config.naming.pattern, named), ...writable(facts) };
      return { type: 'registered', body };
    };
    return this.context.writer.write(model, propose, signal);
  }

  async document(ref: VersionRef, documentation: Partial<Record<DocumentationField, string>>) {
    const version = await this.locate(ref);
    return this.append(version.model, { type: 'documented', body: { ...target(version), documentation } });
  }

  async stage(ref: VersionRef, stage: string, reason?: string) {
    if (stage === ARCHIVED_STAGE) {
      return this.archive(ref, reason ?? '');
    }
    const { stages } = await this.soundConfig();
    if (!stages.includes(stage)) {
      throw new LedgerError(
        'stage-unknown',
        `There is no stage ${stage}. The stages of this project are ${stages.join(', ')}.`,
        { stage, stages },
      );
    }
    const version = await this.locate(ref);
    requireNotArchived(version);
    const why = reason === undefined || reason.trim() === '' ? {} : { reason };
    return this.append(version.model, { type: 'staged', body: { ...target(version), stage, ...why } });
  }

  async archive(ref: VersionRef, reason: string) {
    const version = await this.locate(ref);
    requireNotArchived(version);
    if (reason.trim() === '') {
      throw new LedgerError(
        'reason-missing',
        `Archiving ${formatReference(version.model, version.version)} needs a reason, which stays in its history.`,
      );
    }
    return this.append(version.model, { type: 'archived', body: { ...target(version), archived: true, reason } });
  }

  async unarchive(ref: VersionRef, reason: string) {
    const version = await this.locate(ref);
    if (version.archived === null) {
      throw new LedgerError('not-archived', `${formatReference(version.model, version.version)} is not archived.`);
    }
    return this.append(version.model, { type: 'archived', body: { ...target(version), archived: false, reason } });
  }

  async setAlias(model: string, alias: string, version: number | null) {
    if (!ALIAS.test(alias)) {
      throw new LedgerError(
        'alias-invalid',
        `"${alias}" cannot be an alias. Use 1 to 64 letters, digits, dots, hyphens and underscores; not a number such as v4.`,
        { alias },
      );
    }
    if (version === null) {
      const { aliases } = (await this.context.reader.requireModel(model)).state();
      if (!Object.hasOwn(aliases, alias)) {
        throw new LedgerError('alias-unknown', `${model} has no alias ${alias}.`, { model, alias });
      }
      return this.append(model, { type: 'aliased', body: { alias, registration: null, version: null } });
    }
    const holder = await this.locate({ model, version });
    requireNotArchived(holder);
    return this.append(model, { type: 'aliased', body: { alias, ...target(holder) } });
  }

  async tag(ref: VersionRef, tags: Readonly<Record<string, string | null>>) {
    const version = await this.locate(ref);
    return this.append(version.model, { type: 'tagged', body: { ...target(version), tags: { ...tags } } });
  }

  async review(ref: VersionRef, verdict: Review['verdict'], comment: string) {
    const version = await this.locate(ref);
    return this.append(version.model, { type: 'reviewed', body: { ...target(version), verdict, comment } });
  }

  async renumber(ref: VersionRef): Promise<WrittenEvent<'renumbered'>> {
    const version = await this.locate(ref);
    const reference = formatReference(version.model, version.version);
    if (version.conflict === null) {
      throw new LedgerError('no-conflict', `${reference} is the only holder of its number, so it keeps it.`);
    }
    const { naming } = await this.soundConfig();
    const { code, environment } = await this.context.reader.version(version, 'none');
    const project = await this.context.projectName();
    return this.context.writer.write(version.model, ({ highest }) => {
      const name = buildName(naming.pattern, {
        project,
        model: version.model,
        version: highest + 1,
        // It stays the version of that day and that author; only its number is new.
        at: new Date(version.at),
        author: version.by.name,
        branch: code.branch,
        commit: code.commit,
        framework: environment.framework,
      });
      const body = { registration: version.id, version: highest + 1, from: version.version, name };
      return Promise.resolve({ type: 'renumbered', body });
    });
  }

  private async locate(ref: VersionRef): Promise<Version> {
    return (await this.context.reader.locate(ref, 'none')).summary;
  }

  /** Writing by the defaults where the project's own rules cannot be read would break them unseen. */
  private async soundConfig(): Promise<LedgerConfig> {
    const { config, problems } = await this.context.config();
    if (problems.length > 0) {
      const words = problems.join(' ');
      throw new LedgerError('config-invalid', `${words} Correct ${this.context.paths.config} and try again.`, {
        problems,
      });
    }
    return config;
  }

  private async requireKept(facts: VersionFacts): Promise<void> {
    const { objects, store } = this.context;
    for (const { name, sha256, size } of facts.evidence) {
      if (!(await objects.has(sha256, size))) {
        throw new LedgerError('object-missing', `The evidence ${name} is not in the ledger. Register again.`, { name });
      }
    }
    for (const { path, sha256, size } of facts.artifacts.filter((artifact) => artifact.kept === 'store')) {
      if (!(await store.has(sha256, size))) {
        throw new LedgerError('artifact-missing', `The store has no copy of ${path}. Register again.`, { path });
      }
    }
  }
}

function target(version: Version): { readonly registration: string; readonly version: number } {
  return { registration: version.id, version: version.version };
}

function requireNotArchived(version: Version): void {
  if (version.archived !== null) {
    const reference = formatReference(version.model, version.version);
    throw new LedgerError(
      'already-archived',
      `${reference} is archived (${version.archived.reason}). Take it out of the archive first.`,
      { model: version.model, version: version.version },
    );
  }
}

function requireDocumentation(facts: VersionFacts, required: readonly DocumentationField[]): void {
  const missing = required.filter((field) => facts.documentation[field].trim() === '');
  if (missing.length > 0) {
    throw new LedgerError(
      'documentation-missing',
      `This project requires ${missing.join(' and ')} for every version. Write ${missing.length > 1 ? 'them' : 'it'} and register again.`,
      { missing },
    );
  }
}

/** JSON has no NaN and no infinities: they would be written as null and make the event unreadable. */
function requireNumbers(facts: VersionFacts): void {
  const metric = facts.metrics.find((candidate) => !Number.isFinite(candidate.value));
  if (metric !== undefined) {
    throw new LedgerError(
      'metric-invalid',
      `The metric ${metric.name} is ${metric.value}, which is no number to record. Remove it or give its value.`,
      { name: metric.name },
    );
  }
  const param = facts.params.find(({ value }) => typeof value === 'number' && !Number.isFinite(value));
  if (param !== undefined) {
    throw new LedgerError(
      'param-invalid',
      `The param ${param.name} is ${String(param.value)}, which JSON cannot hold. Record it as text.`,
      { name: param.name },
    );
  }
}

type WritableFacts = Pick<Proposal<'registered'>['body'], keyof VersionFacts>;

/** Facts are readonly all the way down, event bodies are not; the event is only written, so sharing is safe. */
function writable(facts: VersionFacts): WritableFacts {
  return facts as unknown as WritableFacts;
}
