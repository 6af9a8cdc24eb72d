import { createHash } from 'node:crypto';
import {
  listEventFiles,
  listModels,
  statEventFile,
  type FileStats,
  type LedgerFault,
  type ModelFolder,
} from './eventFiles';
import type { LedgerPaths } from './ledgerPaths';

/** A model's folder, and what the system says of each of its event files. */
interface ModelLook extends ModelFolder {
  readonly stats: ReadonlyMap<string, FileStats>;
}

/**
 * Names, sizes and times of all event files at one moment. Of ten thousand files these questions take longer than
 * anything else that a list does, so they are asked once and both the answer that is kept and the index go by them.
 */
export class LedgerLook {
  private overtaken = false;
  private readonly written = new Map<string, string>();

  private constructor(
    private readonly looks: ReadonlyMap<string, ModelLook>,
    readonly faults: readonly LedgerFault[],
  ) {}

  /** Null where something other than a file has the name of an event, or a file goes while it is looked at. */
  static async take(paths: LedgerPaths): Promise<LedgerLook | null> {
    const { models, faults } = await listModels(paths);
    const looks = new Map<string, ModelLook>();
    for (const model of models) {
      const folder = await listEventFiles(paths, model);
      const stats = folder === null ? null : statAll(paths, folder);
      if (folder === null || stats === null) {
        return null;
      }
      looks.set(model, { ...folder, stats });
    }
    return new LedgerLook(looks, faults);
  }

  /** In name order. */
  get models(): readonly string[] {
    return [...this.looks.keys()];
  }

  folder(model: string): ModelFolder | null {
    return this.looks.get(model) ?? null;
  }

  stats(model: string, file: string): FileStats | undefined {
    return this.looks.get(model)?.stats.get(file);
  }

  /** Who reads a file says what it was like then; undefined when it was gone. */
  compare(model: string, file: string, now: FileStats | undefined): void {
    const before = this.stats(model, file);
    this.overtaken ||= before?.size !== now?.size || before?.mtime !== now?.mtime;
  }

  /** True when a file had changed before it was read: what was read is of no one moment. */
  get isOvertaken(): boolean {
    return this.overtaken;
  }

  /** True when nothing lies between the models and their events that does not belong there. */
  get isClean(): boolean {
    return this.faults.length === 0 && [...this.looks.values()].every(({ faults }) => faults.length === 0);
  }

  /** A line for each file of a model, in name order: its name, its size and its time. */
  facts(model: string): string {
    const known = this.written.get(model);
    if (known !== undefined) {
      return known;
    }
    let facts = '';
    for (const [file, { size, mtime }] of this.looks.get(model)?.stats ?? []) {
      facts += `${file} ${size} ${mtime}\n`;
    }
    this.written.set(model, facts);
    return facts;
  }

  /** The same for the same files with the same sizes and times. */
  digest(): string {
    const hash = createHash('sha256').update(JSON.stringify(this.faults));
    for (const { model, faults } of this.looks.values()) {
      hash.update(`${model}/ ${JSON.stringify(faults)}\n`).update(this.facts(model));
    }
    return hash.digest('hex');
  }
}

function statAll(paths: LedgerPaths, { model, files }: ModelFolder): ReadonlyMap<string, FileStats> | null {
  const stats = new Map<string, FileStats>();
  for (const file of files) {
    const one = statEventFile(paths, model, file);
    if (one === null || 'code' in one) {
      return null;
    }
    stats.set(file, one);
  }
  return stats;
}
