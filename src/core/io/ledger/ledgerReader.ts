import { LedgerError } from '../../errors';
import { foldModel, foldOrdered, type StoredEvent } from '../../ledger/fold';
import { formatReference, type EventId, type ModelState, type Version } from '../../model';
import { listEventFiles, readEventFile, type EventFile } from './eventFiles';
import type { IndexedModel } from './indexedModel';
import type { LedgerPaths } from './ledgerPaths';
import { throwIfCancelled } from '../files/lock';
import type { ModelIndex } from './modelIndex';

/** By number the holder of the number is meant; the id of the registration also finds a version in conflict. */
export type VersionRef =
  | { readonly id: EventId; readonly model?: undefined; readonly version?: undefined }
  | { readonly model: string; readonly version: number; readonly id?: EventId };

/** Files read without giving way to others in this process. */
const BATCH = 250;

/** Whole models and versions from their event files; the index only says where to look. */
export class LedgerReader {
  constructor(
    private readonly paths: LedgerPaths,
    private readonly index: ModelIndex,
  ) {}

  /** Every usable event of a model, in file order. */
  async events(model: string, signal?: AbortSignal): Promise<readonly EventFile[]> {
    const folder = await listEventFiles(this.paths, model);
    return this.readAll(model, folder?.files ?? [], signal);
  }

  async model(model: string, initialStage: string): Promise<ModelState> {
    const events: readonly StoredEvent[] = await this.events(model);
    if (events.length === 0) {
      throw await this.modelUnknown(model);
    }
    return foldModel(model, events, initialStage);
  }

  /** Reads only the version's own files; its place among the others comes from the index. */
  async version(ref: VersionRef, initialStage: string): Promise<Version> {
    const { indexed, summary } = await this.locate(ref, initialStage);
    const wanted = new Set(summary.events);
    const files = [...indexed.rows.values()].filter((row) => wanted.has(row.event.id)).map((row) => row.file);
    const events = new Map((await this.readAll(indexed.model, files)).map((file) => [file.event.id, file.event]));
    const ordered = summary.events.flatMap((id) => events.get(id) ?? []);
    const whole = foldOrdered(indexed.model, ordered, [], initialStage).versions[0];
    if (whole === undefined) {
      throw versionUnknown(indexed, summary.version);
    }
    const { version, name, aliases, conflict } = summary;
    return { ...whole, version, name, aliases, conflict };
  }

  /** A version with its model, as the index has it. */
  async locate(
    ref: VersionRef,
    initialStage: string,
  ): Promise<{ readonly indexed: IndexedModel; readonly summary: Version }> {
    if (ref.model === undefined) {
      return this.locateAnywhere(ref.id, initialStage);
    }
    const indexed = await this.requireModel(ref.model);
    const { versions } = indexed.state(initialStage);
    const summary = versions.find((version) =>
      ref.id === undefined ? version.version === ref.version : version.id === ref.id,
    );
    if (summary === undefined) {
      throw versionUnknown(indexed, ref.version);
    }
    return { indexed, summary };
  }

  async requireModel(model: string): Promise<IndexedModel> {
    const indexed = await this.index.refresh(model);
    if (indexed === null || indexed.rows.size === 0) {
      throw await this.modelUnknown(model);
    }
    return indexed;
  }

  private async locateAnywhere(id: EventId, initialStage: string) {
    const { models } = await this.index.refreshAll();
    for (const indexed of models) {
      const summary = indexed.state(initialStage).versions.find((version) => version.id === id);
      if (summary !== undefined) {
        return { indexed, summary };
      }
    }
    throw new LedgerError('version-unknown', `No version was registered as ${id}.`, { id });
  }

  private async readAll(model: string, files: readonly string[], signal?: AbortSignal): Promise<readonly EventFile[]> {
    const events: EventFile[] = [];
    for (const [position, file] of files.entries()) {
      if (position % BATCH === BATCH - 1) {
        throwIfCancelled(signal);
        await new Promise((resolve) => setImmediate(resolve));
      }
      const content = readEventFile(this.paths, model, file)?.content;
      if (content !== undefined && 'event' in content) {
        events.push(content);
      }
    }
    return events;
  }

  private async modelUnknown(model: string): Promise<LedgerError> {
    const known = (await this.index.refreshAll()).models.map((other) => other.model);
    const advice =
      known.length === 0
        ? 'The ledger has no models yet; register a version to make the first one.'
        : `Known models: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}.`;
    return new LedgerError('model-unknown', `There is no model ${model}. ${advice}`, { model, known });
  }
}

function versionUnknown(indexed: IndexedModel, asked: number | string): LedgerError {
  const { model } = indexed;
  const newest = indexed.state().versions.at(-1)?.version;
  const name = typeof asked === 'number' ? formatReference(model, asked) : `${model}@${asked}`;
  const advice =
    newest === undefined
      ? `${model} has no readable version.`
      : `The newest version is ${formatReference(model, newest)}.`;
  return new LedgerError('version-unknown', `There is no ${name}. ${advice}`, {
    model,
    version: asked,
    newest: newest ?? null,
  });
}
