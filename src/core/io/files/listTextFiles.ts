import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from './lock';
import { IgnoreRules } from './ignoreRules';

export interface ListOptions {
  /** By name: which files are wanted. */
  readonly isWanted: (name: string) => boolean;
  /** Files at most; a workspace may be a whole disk. */
  readonly most: number;
  readonly signal?: AbortSignal | undefined;
}

/** Folders that hold other people's files, whether Git ignores them or not. */
const SKIPPED = new Set([
  '.git',
  '.hg',
  '.svn',
  '.dvc',
  '.model-ledger',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.tox',
  'site-packages',
  'mlruns',
  'wandb',
]);

interface Folder {
  readonly path: string;
  /** The rules of the folders above and of this one, each with the way from its folder to here. */
  readonly rules: readonly { readonly rules: IgnoreRules; readonly way: string }[];
}

/**
 * The files below a folder that a person would call theirs: what Git ignores is left out, and so are the folders of tools.
 * Reads `.gitignore` itself, because Git may not be started in a workspace that is not trusted. Links are not followed.
 */
export async function* listTextFiles(root: string, { isWanted, most, signal }: ListOptions): AsyncGenerator<string> {
  let left = most;
  const folders: Folder[] = [{ path: root, rules: [] }];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    throwIfCancelled(signal);
    // A folder that may not be read has nothing to find.
    const entries = await readdir(folder.path, { withFileTypes: true }).catch(() => []);
    const { path } = folder;
    const hasRules = entries.some((entry) => entry.isFile() && entry.name === '.gitignore');
    const rules = hasRules ? [...folder.rules, { rules: await readRules(path), way: '' }] : folder.rules;
    for (const entry of entries) {
      const isFolder = entry.isDirectory();
      if (isFolder ? SKIPPED.has(entry.name) : !entry.isFile() || !isWanted(entry.name)) {
        continue;
      }
      if (isIgnored(rules, entry.name, isFolder)) {
        continue;
      }
      if (isFolder) {
        const deeper = rules.map(({ rules: own, way }) => ({ rules: own, way: `${way}${entry.name}/` }));
        folders.push({ path: join(path, entry.name), rules: deeper });
        continue;
      }
      if (left === 0) {
        return;
      }
      left -= 1;
      yield join(path, entry.name);
    }
  }
}

async function readRules(folder: string): Promise<IgnoreRules> {
  return new IgnoreRules(await readFile(join(folder, '.gitignore'), 'utf8').catch(() => ''));
}

/** The innermost file that says anything decides. */
function isIgnored(rules: Folder['rules'], name: string, isFolder: boolean): boolean {
  for (const { rules: own, way } of rules.toReversed()) {
    const verdict = own.ignores(way + name, isFolder);
    if (verdict !== null) {
      return verdict;
    }
  }
  return false;
}
