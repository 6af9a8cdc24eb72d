import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { readYaml } from '../../card/yamlText';
import { readDvcDirectory, readDvcFile, readDvcLock, type DvcOut } from '../../capture/dvcOuts';
import { relativeInside, toSlashes } from '../files/workspacePath';

export interface DvcRecord {
  readonly out: DvcOut;
  /** Absolute path of the `.dvc` file or `dvc.lock`. */
  readonly pointer: string;
  /** Milliseconds since the epoch at which the pointer was written. */
  readonly pointerModifiedAt: number;
  /** Absolute path of what is tracked. */
  readonly target: string;
  /** Path inside a tracked folder; the empty string when the file or folder itself is tracked. */
  readonly inside: string;
}

interface Pointer {
  readonly file: string;
  readonly modifiedAt: number;
  readonly outs: readonly DvcOut[];
}

const POINTERS_PER_FOLDER = 500;
const POINTER_BYTES = 10_000_000;

/** What the DVC files around some paths say. Each folder is read once per instance. */
export class DvcRecords {
  private readonly folders = new Map<string, Promise<readonly Pointer[]>>();

  /** `boundary`: the topmost folder to look in. */
  constructor(private readonly boundary: string) {}

  /** The record of `file` itself, else of the nearest tracked folder that it lies in. */
  async find(file: string): Promise<DvcRecord | null> {
    const found: DvcRecord[] = [];
    for (const folder of ancestors(this.boundary, file)) {
      for (const pointer of await this.pointers(folder)) {
        found.push(...pointer.outs.flatMap((out) => matchOut(pointer, out, file)));
      }
    }
    return found.sort((a, b) => b.target.length - a.target.length)[0] ?? null;
  }

  private pointers(folder: string): Promise<readonly Pointer[]> {
    const known = this.folders.get(folder) ?? readPointers(folder);
    this.folders.set(folder, known);
    return known;
  }
}

function ancestors(boundary: string, file: string): readonly string[] {
  if (relativeInside(boundary, file) === null) {
    return [];
  }
  const folders: string[] = [];
  for (let folder = path.dirname(file); relativeInside(boundary, folder) !== null; folder = path.dirname(folder)) {
    folders.push(folder);
    if (path.dirname(folder) === folder) {
      break;
    }
  }
  return folders;
}

function matchOut(pointer: Pointer, out: DvcOut, file: string): readonly DvcRecord[] {
  const target = path.resolve(path.dirname(pointer.file), out.wdir, out.path);
  const inside = relativeInside(target, file);
  return inside === null ? [] : [{ out, pointer: pointer.file, pointerModifiedAt: pointer.modifiedAt, target, inside }];
}

async function readPointers(folder: string): Promise<readonly Pointer[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile() && (entry.name === 'dvc.lock' || entry.name.endsWith('.dvc')))
    .map((entry) => entry.name)
    .slice(0, POINTERS_PER_FOLDER);
  const pointers = await Promise.all(names.map((name) => readPointer(path.join(folder, name))));
  return pointers.filter((pointer) => pointer !== null);
}

async function readPointer(file: string): Promise<Pointer | null> {
  try {
    const facts = await stat(file);
    if (facts.size > POINTER_BYTES) {
      return null;
    }
    const content = readYaml(await readFile(file, 'utf8'));
    const outs = path.basename(file) === 'dvc.lock' ? readDvcLock(content) : readDvcFile(content);
    return { file, modifiedAt: facts.mtimeMs, outs };
  } catch {
    // Unreadable: it identifies nothing.
    return null;
  }
}

/** The cache of the DVC repository that `pointer` belongs to, or null when there is none. */
export async function findDvcCache(pointer: string, boundary: string): Promise<string | null> {
  for (const folder of ancestors(boundary, pointer)) {
    const dvc = path.join(folder, '.dvc');
    if (await isFolder(dvc)) {
      return (await configuredCache(dvc)) ?? path.join(dvc, 'cache');
    }
  }
  return null;
}

/** `dir` under `[cache]`; `config.local` wins over `config`. */
async function configuredCache(dvc: string): Promise<string | null> {
  for (const name of ['config.local', 'config']) {
    const text = await readFile(path.join(dvc, name), 'utf8').catch(() => '');
    const section = /^\[cache\]\s*$([^[]*)/m.exec(text)?.[1] ?? '';
    const dir = /^\s*dir\s*=\s*(.+?)\s*$/m.exec(section)?.[1];
    if (dir !== undefined) {
      return path.resolve(dvc, dir);
    }
  }
  return null;
}

/** Where DVC keeps the bytes with this digest: in the layout of DVC 3, else in that of DVC 2. Null when it does not. */
export async function findDvcObject(cache: string, digest: string): Promise<string | null> {
  if (!/^[0-9a-f]{32}(?:\.dir)?$/.test(digest)) {
    return null;
  }
  const parts = [digest.slice(0, 2), digest.slice(2)];
  for (const file of [path.join(cache, 'files', 'md5', ...parts), path.join(cache, ...parts)]) {
    if ((await stat(file).catch(() => null))?.isFile() === true) {
      return file;
    }
  }
  return null;
}

/** Digests of the files in a tracked folder by their path in it, or null when its listing is not in the cache. */
export async function readDvcListing(cache: string, digest: string): Promise<ReadonlyMap<string, string> | null> {
  const file = await findDvcObject(cache, digest);
  if (file === null) {
    return null;
  }
  try {
    return readDvcDirectory(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // A damaged cache object: DVC will say so; here it only means that the file inside stays unnamed.
    return null;
  }
}

export function pointerPath(root: string, pointer: string): string {
  return relativeInside(root, pointer) ?? toSlashes(path.basename(pointer));
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null))?.isDirectory() === true;
}
