import { foldOrdered } from '../../ledger/fold';
import { slimEvent } from '../../ledger/slimEvent';
import { summarise, type ModelSummary, type VersionSummary } from '../../ledger/versionSummary';
import type { DocumentationField, EventId } from '../../model';
import { readConfig } from './configFile';
import { eventFileName, readEventFile, type LedgerFault } from './eventFiles';
import type { IndexedModel } from './indexedModel';
import type { Answer, EarlierAnswer } from './keptAnswer';
import type { Commits, LedgerHistory } from './ledgerHistory';
import type { LedgerLook } from './ledgerLook';
import type { LedgerPaths } from './ledgerPaths';
import { ListBytes, type ListRow, type ModelRows } from './listBytes';
import { findChanges, type ModelChanges } from './listChanges';
import {
  digestTexts,
  noteModel,
  readNotes,
  writeNotes,
  type ListBasis,
  type ListedModel,
  type ListedVersion,
} from './listNotes';

/** How who asks writes a list: JSON with one object a model, which ends with its versions. */
export interface ListWords {
  /** Has to change whenever the same ledger would be listed in other words. */
  readonly form: string;
  /** Whatever stands before the versions of a model. */
  readonly model: (model: Pick<ModelSummary, 'model' | 'conflicts'>) => object;
  readonly version: (version: VersionSummary) => object;
  /** The whole list of a ledger in which something cannot be used. */
  readonly faulty: (models: readonly ModelSummary[], faults: readonly LedgerFault[]) => Uint8Array;
}

interface Overview {
  readonly models: readonly ModelSummary[];
  readonly faults: readonly LedgerFault[];
  readonly indexed: readonly IndexedModel[];
}

/** More versions than this are written anew with all others, which costs less than looking for the files of each. */
const CHANGED_AT_MOST = 500;

/**
 * The list of all versions of a ledger as bytes. Of ten thousand versions hardly any is another one since the last list
 * was made, so what was written of the others is taken over; wherever that could be wrong, all of it is written anew.
 */
export class ListAnswer {
  constructor(
    private readonly paths: LedgerPaths,
    private readonly history: LedgerHistory,
    private readonly words: ListWords,
    private readonly overview: (look?: LedgerLook) => Promise<Overview>,
  ) {}

  async make(look?: LedgerLook, before?: EarlierAnswer): Promise<Answer> {
    const patched = look === undefined || before === undefined ? null : await this.patch(look, before);
    return patched ?? this.makeAnew(look);
  }

  private async makeAnew(look?: LedgerLook): Promise<Answer> {
    const { models, faults, indexed } = await this.overview(look);
    if (faults.length > 0) {
      return { bytes: this.words.faulty(models, faults), isLasting: false };
    }
    const basis = await this.basis();
    const list = new ListBytes(this.words);
    const listed: ListedModel[] = [];
    for (const [position, summary] of models.entries()) {
      const rows = summary.versions.map((from) => ({ id: from.id, commit: from.commit, from }));
      const written = list.add({ model: summary.model, conflicts: summary.conflicts, rows });
      const noted = indexed[position];
      const notes = look && basis && noted ? noteModel(noted, look, basis.initialStage) : null;
      if (notes !== null) {
        listed.push({ ...notes, conflicts: summary.conflicts, versions: written });
      }
    }
    const hasAll = basis !== null && listed.length === models.length;
    return { bytes: list.end(), isLasting: true, notes: hasAll ? writeNotes({ basis, models: listed }) : undefined };
  }

  /** Null where the list has to be made from the beginning. */
  private async patch(look: LedgerLook, before: EarlierAnswer): Promise<Answer | null> {
    const notes = readNotes(before.notes);
    const basis = await this.basis();
    if (notes === null || basis === null || !look.isClean || JSON.stringify(notes.basis) !== JSON.stringify(basis)) {
      return null;
    }
    const names = look.models.filter((model) => look.facts(model) !== '');
    const listed = new Map(notes.models.map((model) => [model.model, model]));
    if (names.filter((model) => listed.has(model)).length < listed.size) {
      return null;
    }
    const { commits, texts } = await this.history.read();
    const list = new ListBytes(this.words, before.bytes);
    const models: ListedModel[] = [];
    let left = CHANGED_AT_MOST;
    for (const model of names) {
      const old = listed.get(model) ?? noModel(model);
      const changes = findChanges(this.paths, look, old);
      if (changes === null) {
        return null;
      }
      const patch = new ModelPatch(this.paths, look, { old, changes, commits, basis });
      left -= patch.size;
      // What messages say of a version depends on all others, and is left to whoever has them all.
      const isAlone = patch.size === 0 || !texts.has(model);
      const rows = left >= 0 && isAlone ? patch.rows() : null;
      if (rows === null) {
        return null;
      }
      models.push({ ...patch.notes(), versions: list.add({ model, conflicts: old.conflicts, rows }) });
    }
    return { bytes: list.end(), isLasting: true, notes: writeNotes({ basis, models }) };
  }

  /** Null with a config of which not all can be used. */
  private async basis(): Promise<ListBasis | null> {
    const [{ config, problems }, { texts }] = await Promise.all([readConfig(this.paths), this.history.read()]);
    return problems.length > 0
      ? null
      : {
          form: this.words.form,
          initialStage: config.stages[0] ?? 'none',
          required: config.documentation.required,
          texts: digestTexts(texts),
        };
  }
}

interface PatchFacts {
  readonly old: ListedModel;
  readonly changes: ModelChanges;
  readonly commits: Commits;
  readonly basis: ListBasis;
}

/** The rows of a model of which some are written anew. */
class ModelPatch {
  private readonly changed: readonly ListedVersion[];

  constructor(
    private readonly paths: LedgerPaths,
    private readonly look: LedgerLook,
    private readonly facts: PatchFacts,
  ) {
    const { old, changes } = facts;
    this.changed = old.versions.filter(({ id, commit }) => changes.events.has(id) || this.commitOf(id) !== commit);
  }

  /** Versions that have to be written. */
  get size(): number {
    return this.changed.length + this.facts.changes.registered.length;
  }

  /** Null where a file is not what it was when it was looked at. */
  rows(): ModelRows['rows'] | null {
    const { old, changes } = this.facts;
    const written = new Map<EventId, VersionSummary>();
    for (const id of [...changes.registered, ...this.changed.map((version) => version.id)]) {
      const summary = this.summary(id);
      if (summary === null) {
        return null;
      }
      written.set(id, summary);
    }
    const row = (id: EventId): ListRow[] => {
      const from = written.get(id);
      return from === undefined ? [] : [{ id, commit: from.commit, from }];
    };
    return [...changes.registered.flatMap(row), ...old.versions.map((version) => row(version.id)[0] ?? version)];
  }

  notes(): Omit<ListedModel, 'versions'> {
    const { old, changes } = this.facts;
    const several = [...changes.events].filter(([, events]) => events.length > 1);
    return {
      model: old.model,
      conflicts: old.conflicts,
      facts: this.look.facts(old.model),
      heads: changes.heads,
      highest: changes.highest,
      standings: old.standings,
      events: { ...old.events, ...Object.fromEntries(several) },
    };
  }

  /** From the version's own files, as the index would have it. */
  private summary(id: EventId): VersionSummary | null {
    const { old, changes, basis } = this.facts;
    const ids = changes.events.get(id) ?? old.events[id] ?? [id];
    const files = new Map(
      this.look.folder(old.model)?.files.flatMap((file) => (ids.includes(idOf(file)) ? [[idOf(file), file]] : [])),
    );
    const events = ids.flatMap((one) => this.readEvent(files.get(one) ?? ''));
    const [folded] = foldOrdered(old.model, events, [], basis.initialStage).versions;
    if (folded === undefined || events.length < ids.length) {
      return null;
    }
    const { aliases, conflict } = old.standings[id] ?? NO_STANDING;
    return summarise(
      { ...folded, aliases, conflict },
      { event: this.pathOf(id), commit: this.commitOf(id), required: basis.required as readonly DocumentationField[] },
    );
  }

  private readEvent(file: string) {
    const reading = readEventFile(this.paths, this.facts.old.model, file);
    this.look.compare(this.facts.old.model, file, reading?.stats);
    const content = reading?.content;
    return content !== undefined && 'event' in content ? [slimEvent(content.event)] : [];
  }

  private commitOf(id: EventId): string | null {
    return this.facts.commits.get(this.pathOf(id))?.commit ?? null;
  }

  private pathOf(id: EventId): string {
    return this.paths.relativeEvent(this.facts.old.model, eventFileName(id, 'registered'));
  }
}

const NO_STANDING = { aliases: [], conflict: null };

function noModel(model: string): ListedModel {
  return { model, conflicts: 0, facts: '', heads: [], highest: 0, versions: [], standings: {}, events: {} };
}

function idOf(file: string): EventId {
  return file.slice(0, file.indexOf('-'));
}
