import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Low } from 'lowdb';
import { writtenType } from '../../ledger/event';
import { decodeEvents, encodeEvents, TABLE_FORMAT, type EventTable } from '../../ledger/eventTable';
import { slimEvent } from '../../ledger/slimEvent';
import { openCacheFile } from './cacheFile';
import {
  eventFileName,
  listEventFiles,
  listModels,
  readEventFile,
  statEventFile,
  tooNewFault,
  type EventFile,
  type FileStats,
  type LedgerFault,
  type ModelFolder,
} from './eventFiles';
import { IndexedModel, type BrokenFile, type IndexRow, type Tip } from './indexedModel';
import type { LedgerLook } from './ledgerLook';
import type { LedgerPaths } from './ledgerPaths';
import { throwIfCancelled } from '../files/lock';

/** Column by column; row n of each is about the same event. */
interface SavedIndex {
  readonly format: number;
  readonly table: EventTable;
  /** One after another without anything between. */
  readonly digests: string;
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
}

/** What the next event builds on, and the names of the files that this is true for. */
export interface TipReading {
  readonly tip: Tip;
  readonly files: readonly string[];
}

interface RefreshOptions {
  readonly signal?: AbortSignal | undefined;
  readonly namesOnly?: boolean;
  readonly look?: LedgerLook | undefined;
}

interface Entry {
  readonly indexed: IndexedModel;
  /** Rows that the index on disk does not have, or has although they are gone. */
  readonly unsaved: number;
}

interface SavedTip extends Tip {
  readonly format: number;
  readonly files: string;
}

/** Grows with every change of what this file writes; the table's own format counts in. */
const INDEX_FORMAT = 200 + TABLE_FORMAT;
const DIGEST_LENGTH = 64;
/** A reader takes this many events from their own files before the index is written again. */
const UNSAVED_AT_MOST = 64;
/** And in small ledgers, where writing costs little, fewer: one in fifty. */
const UNSAVED_SHARE = 50;
/** Files read without giving way to others in this process. */
const BATCH = 250;

/**
 * The derived index: what summaries need of every event, in `.cache/index`, and in memory while the process lives.
 * A row counts only while its file is there with the same size and time; so nothing in the index outlives its file.
 */
export class ModelIndex {
  private readonly memory = new Map<string, Entry>();

  constructor(private readonly paths: LedgerPaths) {}

  /**
   * Every model with at least one event, in name order, and the faults of the whole folder: as it is, or as `look` has it.
   */
  async refreshAll(
    signal?: AbortSignal,
    look?: LedgerLook,
  ): Promise<{ readonly models: readonly IndexedModel[]; readonly faults: readonly LedgerFault[] }> {
    const { models, faults } = look ?? (await listModels(this.paths));
    const indexed: IndexedModel[] = [];
    const all: LedgerFault[] = [...faults];
    for (const model of models) {
      const one = await this.refresh(model, { signal, look });
      if (one !== null) {
        all.push(...one.faults);
      }
      if (one !== null && one.rows.size > 0) {
        indexed.push(one);
      }
    }
    for (const gone of [...this.memory.keys()].filter((model) => !models.includes(model))) {
      this.memory.delete(gone);
    }
    return { models: indexed, faults: all };
  }

  /**
   * The model as its folder has it now; null when it has no folder. With `namesOnly` files that are known by name are
   * not looked at: writers need no more, since the chain holds what an event was when it was first read.
   */
  async refresh(model: string, options: RefreshOptions = {}): Promise<IndexedModel | null> {
    const folder = options.look?.folder(model) ?? (await listEventFiles(this.paths, model));
    if (folder === null) {
      this.memory.delete(model);
      return null;
    }
    return this.take(folder, options);
  }

  /** What the next event builds on, and the files that this is true for. Call it under the lock. */
  async tip(model: string): Promise<TipReading> {
    const folder = await listEventFiles(this.paths, model);
    if (folder === null) {
      return { tip: { heads: [], highest: 0 }, files: [] };
    }
    if (!this.memory.has(model)) {
      const saved = this.openTip(model);
      await saved.read();
      if (saved.data.format === INDEX_FORMAT && saved.data.files === digestOfNames(folder.files)) {
        return { tip: saved.data, files: folder.files };
      }
    }
    return { tip: (await this.take(folder, { namesOnly: true })).tip, files: folder.files };
  }

  /** Takes over an event that was just written on top of `before`, still under the lock. */
  async add(model: string, written: EventFile, before: TipReading, tip: Tip): Promise<void> {
    const entry = this.memory.get(model);
    const stats = statEventFile(this.paths, model, written.file);
    if (entry !== undefined && stats !== null && !('code' in stats)) {
      const row = rowOf(written, stats);
      this.memory.set(model, { indexed: entry.indexed.plus(row, tip), unsaved: entry.unsaved + 1 });
    }
    // A damaged file can be restored under the same name: then it must be read, so no tip vouches for its folder.
    if (entry === undefined || entry.indexed.broken.size === 0) {
      await this.saveTip(model, tip, [...before.files, written.file].sort());
    }
  }

  private async take(folder: ModelFolder, options: RefreshOptions): Promise<IndexedModel> {
    const { model } = folder;
    const entry = this.memory.get(model) ?? { indexed: await this.load(model), unsaved: 0 };
    const { indexed, changes } = await this.read(folder, entry.indexed, options);
    const unsaved = entry.unsaved + changes;
    const isWorthSaving = unsaved > UNSAVED_AT_MOST || unsaved * UNSAVED_SHARE > indexed.rows.size;
    if (isWorthSaving && unsaved > 0) {
      await this.save(indexed);
    }
    this.memory.set(model, { indexed, unsaved: isWorthSaving ? 0 : unsaved });
    if (changes > 0 && indexed.broken.size === 0) {
      // A reader folds anyway; so the next writer, in whatever process, need not.
      await this.saveTip(model, indexed.tip, folder.files);
    }
    return indexed;
  }

  /** The same object when nothing is different, so that what was folded or drawn from it stays valid. */
  private async read(
    folder: ModelFolder,
    known: IndexedModel,
    options: RefreshOptions,
  ): Promise<{ readonly indexed: IndexedModel; readonly changes: number }> {
    const unknown = folder.files.filter((file) => !this.isKnown(folder.model, known.rows.get(file), options));
    const hasAll = unknown.length === 0 && known.rows.size === folder.files.length;
    if (hasAll && known.faults.length === 0 && folder.faults.length === 0) {
      return { indexed: known, changes: 0 };
    }
    const { fresh, broken } = await this.readFiles(folder.model, unknown, options);
    const rows = new Map<string, IndexRow>();
    for (const file of folder.files) {
      const row = fresh.get(file) ?? (broken.has(file) ? undefined : known.rows.get(file));
      if (row !== undefined) {
        rows.set(file, row);
      }
    }
    const changes = countDifferences(known.rows, rows);
    const faults = this.faultsOf(folder, rows, broken);
    const isSame = changes === 0 && describeFaults(faults) === describeFaults(known.faults);
    return { indexed: isSame ? known : new IndexedModel(folder.model, rows, broken, faults), changes };
  }

  private async readFiles(model: string, files: readonly string[], { signal, look }: RefreshOptions) {
    const fresh = new Map<string, IndexRow>();
    const broken = new Map<string, BrokenFile>();
    for (const [position, file] of files.entries()) {
      if (position % BATCH === BATCH - 1) {
        throwIfCancelled(signal);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const reading = readEventFile(this.paths, model, file);
      look?.compare(model, file, reading?.stats);
      if (reading !== null && 'code' in reading.content) {
        broken.set(file, { ...reading.stats, fault: reading.content });
      } else if (reading !== null && 'event' in reading.content) {
        fresh.set(file, rowOf(reading.content, reading.stats));
      }
    }
    return { fresh, broken };
  }

  private faultsOf(
    folder: ModelFolder,
    rows: ReadonlyMap<string, IndexRow>,
    broken: ReadonlyMap<string, BrokenFile>,
  ): readonly LedgerFault[] {
    const damaged = [...broken.values()].map((file) => file.fault);
    return [...folder.faults, ...damaged, ...this.tooNew(folder.model, rows)];
  }

  private tooNew(model: string, rows: ReadonlyMap<string, IndexRow>): readonly LedgerFault[] {
    const faults: LedgerFault[] = [];
    for (const { file, event } of rows.values()) {
      const fault = tooNewFault(this.paths, model, file, event.type);
      if (fault !== null) {
        faults.push(fault);
      }
    }
    return faults;
  }

  private isKnown(model: string, row: IndexRow | undefined, options: RefreshOptions): boolean {
    if (row === undefined || options.namesOnly === true) {
      return row !== undefined;
    }
    const stats = options.look?.stats(model, row.file) ?? statEventFile(this.paths, model, row.file);
    return stats !== null && !('code' in stats) && stats.size === row.size && stats.mtime === row.mtime;
  }

  private async load(model: string): Promise<IndexedModel> {
    const saved = this.openIndex(model);
    await saved.read();
    const { format, table, digests, sizes, mtimes } = saved.data;
    const rows = new Map<string, IndexRow>();
    if (format === INDEX_FORMAT) {
      for (const [position, event] of decodeEvents(table, model).entries()) {
        const file = eventFileName(event.id, writtenType(event));
        const sha256 = digests.slice(position * DIGEST_LENGTH, (position + 1) * DIGEST_LENGTH);
        rows.set(file, { file, sha256, size: sizes[position] ?? -1, mtime: mtimes[position] ?? -1, event });
      }
    }
    // A row tells of no fault, but its event may be one that only a newer program understands.
    return new IndexedModel(model, rows, new Map(), this.tooNew(model, rows));
  }

  private async save(model: IndexedModel): Promise<void> {
    const rows = [...model.rows.values()];
    const saved = this.openIndex(model.model);
    saved.data = {
      format: INDEX_FORMAT,
      table: encodeEvents(rows.map((row) => row.event)),
      digests: rows.map((row) => row.sha256).join(''),
      sizes: rows.map((row) => row.size),
      mtimes: rows.map((row) => row.mtime),
    };
    await saved.write();
  }

  private async saveTip(model: string, tip: Tip, files: readonly string[]): Promise<void> {
    const saved = this.openTip(model);
    saved.data = { heads: tip.heads, highest: tip.highest, format: INDEX_FORMAT, files: digestOfNames(files) };
    await saved.write();
  }

  private openIndex(model: string): Low<SavedIndex> {
    const table = { shared: [], rows: [] };
    const nothing = () => ({ format: 0, table, digests: '', sizes: [], mtimes: [] });
    return openCacheFile<SavedIndex>(this.paths, join(this.paths.index, `${model}.json`), nothing);
  }

  private openTip(model: string): Low<SavedTip> {
    const none = () => ({ format: 0, files: '', heads: [], highest: 0 });
    // Model names end in a letter or digit, so no model's index has this name.
    return openCacheFile<SavedTip>(this.paths, join(this.paths.index, `${model}.json.tip`), none);
  }
}

function rowOf({ event, sha256, file }: EventFile, { size, mtime }: FileStats): IndexRow {
  return { file, sha256, size, mtime, event: slimEvent(event) };
}

function digestOfNames(files: readonly string[]): string {
  return createHash('sha256').update(files.join('\n')).digest('hex');
}

function countDifferences(before: ReadonlyMap<string, IndexRow>, after: ReadonlyMap<string, IndexRow>): number {
  let kept = 0;
  let fresh = 0;
  for (const [file, row] of after) {
    if (before.get(file) === row) {
      kept += 1;
    } else {
      fresh += 1;
    }
  }
  return fresh + (before.size - kept);
}

function describeFaults(faults: readonly LedgerFault[]): string {
  return faults.map((fault) => `${fault.code} ${fault.path} ${fault.message}`).join('\n');
}
