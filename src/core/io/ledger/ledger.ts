import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ConfigReading } from '../../config';
import type { EventOf, EventType } from '../../ledger/event';
import type { StoredEvent } from '../../ledger/fold';
import type { DocumentationField, ModelState, Person, Review, Sha256, Version, VersionFacts } from '../../model';
import type { ModelSummary } from '../../ledger/versionSummary';
import { ArtifactStore, type StoredFile } from './artifactStore';
import type { LedgerFault } from './eventFiles';
import { readConfig, updateConfig, type ConfigChanges } from './configFile';
import { isMissing } from '../files/fileErrors';
import type { Git } from '../git/git';
import type { HashOptions } from '../files/hashFile';
import { CommittedDocumentations } from './committedDocumentation';
import { KeptAnswer, type AnswerBasis, type MakeAnswer } from './keptAnswer';
import { ListAnswer, type ListWords } from './listAnswer';
import { LedgerHistory, type Commits } from './ledgerHistory';
import type { LedgerLook } from './ledgerLook';
import { LedgerPaths } from './ledgerPaths';
import { LedgerReader, type VersionRef } from './ledgerReader';
import { undoVersion, type Undone } from './ledgerUndo';
import { LedgerVerbs } from './ledgerVerbs';
import { asUnwritable, LedgerWriter, type WrittenEvent } from './ledgerWriter';
import { ModelIndex } from './modelIndex';
import { Objects, type ObjectContent } from './objects';
import { readPerson } from './person';
import { Summariser } from './summariser';
import type { Verification, VerifyOptions } from './checking';
import { verifyLedger } from './verify';

export type { ModelSummary, VersionSummary } from '../../ledger/versionSummary';
export type { LedgerFault } from './eventFiles';
export { findLedgerRoot } from './ledgerPaths';

export interface LedgerOptions {
  readonly now?: () => Date;
  readonly person?: Person;
  /** Never starts Git: a repository's own configuration can make Git run other programs. */
  readonly withoutGit?: boolean;
  /** Never writes, not even what saves the next reader time. */
  readonly readOnly?: boolean;
  /** Told of each event file that was made (it is there now) or taken away through this ledger, relative to the root. */
  readonly onWritten?: (path: string, isThere: boolean) => void;
}

/** One repository's ledger: every host reads and writes it through this class only. */
export class Ledger {
  readonly folder: string;
  private readonly index: ModelIndex;
  private readonly reader: LedgerReader;
  private readonly writer: LedgerWriter;
  private readonly verbs: LedgerVerbs;
  private readonly history: LedgerHistory;
  private readonly objects: Objects;
  private readonly store: ArtifactStore;
  private openedGit: Promise<Git | null> | null = null;
  private knownPerson: Promise<Person> | null = null;
  private readonly summariser: Summariser;
  private readonly committed = new CommittedDocumentations();

  private constructor(
    readonly paths: LedgerPaths,
    private readonly options: LedgerOptions,
  ) {
    this.folder = paths.folder;
    this.index = new ModelIndex(paths);
    this.summariser = new Summariser(paths, this.committed);
    this.reader = new LedgerReader(paths, this.index);
    this.objects = new Objects(paths);
    this.store = new ArtifactStore(paths);
    this.history = new LedgerHistory(paths, () => this.git());
    this.writer = new LedgerWriter(paths, this.index, {
      now: () => this.options.now?.() ?? new Date(),
      person: () => this.person(),
      projectName: () => this.projectName(),
      written: (path) => this.options.onWritten?.(path, true),
    });
    this.verbs = new LedgerVerbs({
      paths,
      reader: this.reader,
      writer: this.writer,
      objects: this.objects,
      store: this.store,
      config: () => this.config(),
      projectName: () => this.projectName(),
      git: () => this.git(),
      person: () => this.person(),
    });
  }

  /** Cheap: looks at nothing. `root` is what `findLedgerRoot` gives. */
  static open(root: string, options: LedgerOptions = {}): Ledger {
    return new Ledger(new LedgerPaths(root, options.readOnly), options);
  }

  get root(): string {
    return this.paths.root;
  }

  async exists(): Promise<boolean> {
    try {
      return (await stat(this.folder)).isDirectory();
    } catch (error) {
      if (isMissing(error)) {
        return false;
      }
      throw error;
    }
  }

  /** Read anew each time. The defaults when there is no file. */
  config(): Promise<ConfigReading> {
    return readConfig(this.paths);
  }

  /** Sets the given keys and keeps all others, known or not; undefined removes a key. Throws `config-invalid`. */
  saveConfig(changes: ConfigChanges): Promise<void> {
    return this.writer.locked(undefined, () => updateConfig(this.paths, changes));
  }

  async projectName(): Promise<string> {
    const { project } = (await this.config()).config;
    return project !== undefined && project.trim() !== '' ? project : basename(this.root);
  }

  /** The repository of the root; null without one. A repository that is made later is found then. */
  async git(): Promise<Git | null> {
    if (this.options.withoutGit === true) {
      return null;
    }
    // Imported when first needed: lists and most writes do without Git, and its library takes a while to load.
    this.openedGit ??= import('../git/git').then(({ Git }) => Git.open(this.root));
    const git = await this.openedGit;
    if (git === null) {
      this.openedGit = null;
    }
    return git;
  }

  async person(): Promise<Person> {
    if (this.options.person !== undefined) {
      return this.options.person;
    }
    this.knownPerson ??= this.git().then(readPerson);
    return this.knownPerson;
  }

  /** What lists show, from the index, in model order. Empty without a ledger. */
  async summaries(signal?: AbortSignal): Promise<readonly ModelSummary[]> {
    return (await this.overview(signal)).models;
  }

  /** Summaries and faults of one reading, which costs half of two. */
  async overview(
    signal?: AbortSignal,
    look?: LedgerLook,
  ): Promise<{ readonly models: readonly ModelSummary[]; readonly faults: readonly LedgerFault[] }> {
    const { models, faults } = await this.read(signal, look);
    return { models, faults };
  }

  /** The whole list as bytes in the words of who asks: those of last time as far as they still hold. */
  list(words: ListWords): Promise<Uint8Array> {
    const list = new ListAnswer(this.paths, this.history, words, (look) => this.read(undefined, look));
    return this.answer('list', words.form, (look, before) => list.make(look, before));
  }

  /**
   * The bytes of one answer that is made from `overview` alone: those of last time while nothing has changed, else what
   * `make` gives. `form` names what the answer is made of.
   */
  answer(name: string, form: string, make: MakeAnswer, basis?: AnswerBasis): Promise<Uint8Array> {
    return new KeptAnswer(this.paths, this.history, name, form, basis).get(make);
  }

  /** The whole state from every file of the model. Throws `model-unknown`. For one version `version` is far cheaper. */
  async model(name: string): Promise<ModelState> {
    const [state, indexed, texts] = await Promise.all([
      this.reader.model(name, await this.initialStage()),
      this.reader.requireModel(name),
      this.history.texts(),
    ]);
    const versions = state.versions.map((version) => this.committed.complete(version, indexed, texts));
    return { ...state, versions };
  }

  /** Throws `model-unknown` or `version-unknown`. */
  async version(ref: VersionRef): Promise<Version> {
    return this.complete(await this.reader.version(ref, await this.initialStage()));
  }

  /** `churn@v4`, `churn@champion`, `churn@<registration id>`. Throws `reference-invalid` or what `version` throws. */
  async find(reference: string): Promise<Version> {
    return this.complete(await this.verbs.find(reference, await this.initialStage()));
  }

  /** What in the ledger cannot be used, by name. */
  async faults(): Promise<readonly LedgerFault[]> {
    const [{ faults }, { problems }] = await Promise.all([this.index.refreshAll(), this.config()]);
    return [...faults, ...this.configFaults(problems)];
  }

  /**
   * Gives the version its number and name and writes it. Evidence and artifacts must be stored already. Throws
   * `documentation-missing`, `config-invalid`, `model-name-invalid`, `metric-invalid`, `object-missing`, ….
   */
  register(model: string, facts: VersionFacts, signal?: AbortSignal): Promise<WrittenEvent<'registered'>> {
    return this.verbs.register(model, facts, signal);
  }

  /** Any other event, as it is; the verbs below check what they are given. Throws `model-unknown`. */
  async append<T extends Exclude<EventType, 'registered'>>(
    model: string,
    type: T,
    body: EventOf<T>['body'],
    signal?: AbortSignal,
  ): Promise<WrittenEvent<T>> {
    await this.reader.requireModel(model);
    return this.verbs.append(model, { type, body }, signal);
  }

  document(ref: VersionRef, fields: Partial<Record<DocumentationField, string>>): Promise<StoredEvent> {
    return this.verbs.document(ref, fields);
  }

  /** `archived` goes through `archive`, so it needs a reason. Throws `stage-unknown`, `already-archived`. */
  stage(ref: VersionRef, stage: string, reason?: string): Promise<StoredEvent> {
    return this.verbs.stage(ref, stage, reason);
  }

  /** Throws `reason-missing`, `already-archived`. */
  archive(ref: VersionRef, reason: string): Promise<StoredEvent> {
    return this.verbs.archive(ref, reason);
  }

  /** Throws `not-archived`. */
  unarchive(ref: VersionRef, reason = ''): Promise<StoredEvent> {
    return this.verbs.unarchive(ref, reason);
  }

  /** Null takes the alias away. Throws `alias-invalid`. */
  setAlias(model: string, alias: string, version: number | null): Promise<StoredEvent> {
    return this.verbs.setAlias(model, alias, version);
  }

  /** A null value removes the tag. */
  tag(ref: VersionRef, tags: Readonly<Record<string, string | null>>): Promise<StoredEvent> {
    return this.verbs.tag(ref, tags);
  }

  review(ref: VersionRef, verdict: Review['verdict'], comment: string): Promise<StoredEvent> {
    return this.verbs.review(ref, verdict, comment);
  }

  /** Gives a version in conflict the next free number. Throws `no-conflict`. */
  renumber(ref: VersionRef): Promise<WrittenEvent<'renumbered'>> {
    return this.verbs.renumber(ref);
  }

  /** Takes back a registration that is not committed. Throws `undo-committed`, `undo-built-upon`. */
  async undo(ref: VersionRef): Promise<Undone> {
    const { summary } = await this.reader.locate(ref, await this.initialStage());
    return this.writer.locked(undefined, async () =>
      undoVersion(
        {
          paths: this.paths,
          store: this.store,
          git: await this.git(),
          taken: (path) => this.options.onWritten?.(path, false),
        },
        summary,
      ),
    );
  }

  /** Keeps evidence, named `name` in errors. Throws `object-too-large` above the config's `evidence.maxBytes`. */
  async putObject(content: ObjectContent, name?: string): Promise<StoredFile> {
    const { config } = await this.config();
    try {
      return await this.objects.put(content, config.evidence.maxBytes, name);
    } catch (error) {
      throw asUnwritable(error, this.folder);
    }
  }

  objectPath(sha256: Sha256): string {
    return this.paths.object(sha256);
  }

  /** Throws `object-missing`. */
  readObject(sha256: Sha256): Promise<Uint8Array> {
    return this.objects.read(sha256);
  }

  /** Copies an artifact into the store while hashing it. Throws as `hashFile` does. */
  async storeArtifact(file: string, options: HashOptions = {}): Promise<StoredFile> {
    try {
      return await this.store.put(file, options);
    } catch (error) {
      throw asUnwritable(error, this.folder);
    }
  }

  /** Where the store has, or would have, a copy of these bytes. */
  storePath(sha256: Sha256): string {
    return this.paths.stored(sha256);
  }

  /** Another one when HEAD leads elsewhere; null before the first commit. Read from Git's files, without starting it. */
  historyState(): Promise<string | null> {
    return this.history.state();
  }

  /** The commits that brought the events, by path relative to the root; one pass over Git's log, kept by HEAD. */
  commits(): Promise<Commits> {
    return this.history.commits();
  }

  /** Recomputes the chain, and compares it with Git and with the bytes that it speaks of. */
  async verify(options: VerifyOptions = {}): Promise<Verification> {
    const [git, config] = await Promise.all([this.git(), this.config()]);
    const shallow = await this.history.shallowCommits();
    return verifyLedger({ paths: this.paths, store: this.store, git, config, shallow }, options);
  }

  /** Of the files as they are, or as `look` has them. */
  private async read(signal?: AbortSignal, look?: LedgerLook) {
    const [{ models, faults }, { config, problems }, { commits, texts }] = await Promise.all([
      this.index.refreshAll(signal, look),
      this.config(),
      this.history.read(),
    ]);
    const initialStage = config.stages[0] ?? 'none';
    const required = config.documentation.required;
    const summaries = this.summariser.summarise(models, { initialStage, commits, texts, required });
    return { models: summaries, faults: [...faults, ...this.configFaults(problems)], indexed: models };
  }

  /** With what commit messages say of it. */
  private async complete(version: Version): Promise<Version> {
    const texts = await this.history.texts();
    return texts.has(version.model)
      ? this.committed.complete(version, await this.reader.requireModel(version.model), texts)
      : version;
  }

  private configFaults(problems: readonly string[]): readonly LedgerFault[] {
    const path = this.paths.relative(this.paths.config);
    return problems.map((message) => ({ code: 'config-invalid', path, message }) as const);
  }

  private async initialStage(): Promise<string> {
    return (await this.config()).config.stages[0] ?? 'none';
  }
}
