import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EVENT_TYPES, modelNameProblem, newerSchema, readEvent, writtenType } from '../../ledger/event';
import type { StoredEvent } from '../../ledger/fold';
import { isMissing } from '../files/fileErrors';
import type { LedgerPaths } from './ledgerPaths';

/** Something in the ledger that cannot be used. It hides nothing else. */
export interface LedgerFault {
  readonly code: 'event-damaged' | 'event-foreign' | 'event-too-new' | 'config-invalid';
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly message: string;
}

/** By which a file is known to be the one that was read before. */
export interface FileStats {
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

/** An event with the file that holds it. */
export interface EventFile extends StoredEvent {
  readonly file: string;
}

/** What is in a file that has the name of an event. */
export interface FileReading {
  readonly stats: FileStats;
  /** Null when it could not be read. */
  readonly bytes: Buffer | null;
  readonly content: EventFile | LedgerFault;
}

export interface ModelFolder {
  readonly model: string;
  /** Names that an event file can have, sorted; nothing is known about their content. */
  readonly files: readonly string[];
  readonly faults: readonly LedgerFault[];
}

/** `<id>-<type>.json`. */
export const EVENT_FILE = /^(?<id>[0-9A-HJKMNP-TV-Z]{26})-(?<type>[a-z][a-z-]{0,40})\.json$/;
/** What file managers and Git habits leave in folders. */
const HARMLESS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.gitkeep', '.gitignore']);
/** No event comes near; a larger file is something else, and reading it would only fill the memory. */
const LARGEST_EVENT = 32 * 1024 * 1024;

export function eventFileName(id: string, type: string): string {
  return `${id}-${type}.json`;
}

/** The models in name order, and what lies between them without being one. */
export async function listModels(
  paths: LedgerPaths,
): Promise<{ readonly models: readonly string[]; readonly faults: readonly LedgerFault[] }> {
  const models: string[] = [];
  const faults: LedgerFault[] = [];
  for (const entry of await entriesOf(paths.models)) {
    if (entry.isDirectory() && modelNameProblem(entry.name) === null) {
      models.push(entry.name);
    } else if (!HARMLESS.has(entry.name)) {
      const what = entry.isSymbolicLink() ? 'a symbolic link' : entry.isDirectory() ? 'no name of a model' : 'a file';
      faults.push(foreign(paths.relative(join(paths.models, entry.name)), `${what}, not the folder of a model`));
    }
  }
  return { models: models.sort(), faults };
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) {
      return [];
    }
    throw error;
  }
}

/** Null when the model has no folder. Looks at names only. */
export async function listEventFiles(paths: LedgerPaths, model: string): Promise<ModelFolder | null> {
  // The name may come from a person or a record, and it becomes part of a path.
  if (modelNameProblem(model) !== null) {
    return null;
  }
  let names: string[];
  try {
    names = await readdir(paths.model(model));
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
  const files: string[] = [];
  const faults: LedgerFault[] = [];
  for (const name of names.sort()) {
    if (EVENT_FILE.test(name)) {
      files.push(name);
    } else if (!HARMLESS.has(name)) {
      faults.push(foreign(paths.relativeEvent(model, name), 'no event of this model by its name'));
    }
  }
  return { model, files, faults };
}

/** Size and time of an event file, or the fault of something that is no file. Null when it has just gone. */
export function statEventFile(paths: LedgerPaths, model: string, file: string): FileStats | LedgerFault | null {
  const stats = lstatIfThere(paths.event(model, file));
  if (stats === null) {
    return null;
  }
  if (stats.isFile()) {
    return { size: stats.size, mtime: Math.round(stats.mtimeMs) };
  }
  const what = stats.isSymbolicLink() ? 'a symbolic link' : stats.isDirectory() ? 'a folder' : 'no regular file';
  return foreign(paths.relativeEvent(model, file), `${what}, not an event file`);
}

function lstatIfThere(path: string): Stats | null {
  try {
    // An error that nobody needs takes longer than the answer.
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
}

/**
 * One event, or the fault of its file; null when it has just gone. Synchronous, because reading ten thousand small
 * files takes four times as long through promises; callers pause between batches.
 */
export function readEventFile(paths: LedgerPaths, model: string, file: string): FileReading | null {
  const stats = statEventFile(paths, model, file);
  if (stats === null) {
    return null;
  }
  if ('code' in stats) {
    return { stats: { size: -1, mtime: -1 }, bytes: null, content: stats };
  }
  const path = paths.relativeEvent(model, file);
  if (stats.size > LARGEST_EVENT) {
    return { stats, bytes: null, content: damaged(path, `it has ${stats.size} bytes, more than any event`) };
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(paths.event(model, file));
  } catch (error) {
    const words = (error as Error).message;
    return isMissing(error) ? null : { stats, bytes: null, content: damaged(path, `it cannot be read (${words})`) };
  }
  return { stats, bytes, content: parseEventFile({ model, file, path }, bytes) };
}

/** What the bytes of an event file say. */
export function parseEventFile(
  place: { readonly model: string; readonly file: string; readonly path: string },
  bytes: Buffer,
): EventFile | LedgerFault {
  const reading = readEvent(bytes.toString('utf8'));
  if (reading.kind === 'damaged') {
    return damaged(place.path, reading.reason);
  }
  const { event } = reading;
  if (event.model !== place.model) {
    return damaged(place.path, `it says that it belongs to the model ${event.model}`);
  }
  if (eventFileName(event.id, writtenType(event)) !== place.file) {
    return damaged(place.path, `it holds the event ${event.id} of type ${writtenType(event)}`);
  }
  return { event, sha256: createHash('sha256').update(bytes).digest('hex'), file: place.file };
}

/** The fault of an event that only a newer program understands: it stays in the chain and changes nothing. */
export function tooNewFault(paths: LedgerPaths, model: string, file: string, type: string): LedgerFault | null {
  if (KNOWN_TYPES.has(type)) {
    return null;
  }
  const schema = newerSchema(type);
  const what = schema === null ? `of the type ${type}, which is not known here` : `in schema ${schema}, a newer form`;
  return {
    code: 'event-too-new',
    path: paths.relativeEvent(model, file),
    message: `${file} is ${what}. It is kept and changes nothing; update Model Ledger to see what it says.`,
  };
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

function damaged(path: string, reason: string): LedgerFault {
  return {
    code: 'event-damaged',
    path,
    message: `${path} is damaged: ${reason}. Restore it from Git; everything else is shown as usual.`,
  };
}

function foreign(path: string, reason: string): LedgerFault {
  return { code: 'event-foreign', path, message: `${path} is ${reason}. Move it out of the ledger.` };
}
