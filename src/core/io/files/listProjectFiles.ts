import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { toSlashes } from './workspacePath';

/** Never what a person means by a file of the project. Folders whose name begins with a dot are left out too. */
const SKIPPED = new Set(['node_modules', '__pycache__', 'venv', 'site-packages']);
const LIMIT = 5_000;
const FOLDERS = 2_000;

/** Files below a folder to choose from, nearest first, relative and with forward slashes. Large folders are cut off. */
export async function listProjectFiles(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  let level: readonly string[] = [''];
  let folders = 0;
  while (level.length > 0 && files.length < LIMIT && folders < FOLDERS) {
    folders += level.length;
    const entries = await Promise.all(level.map((folder) => readFolder(root, folder)));
    files.push(...entries.flatMap((found) => found.files));
    level = entries.flatMap((found) => found.folders).slice(0, FOLDERS);
  }
  return files.slice(0, LIMIT);
}

async function readFolder(
  root: string,
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly folders: readonly string[] }> {
  // A folder that cannot be read has nothing to offer.
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  const shown = entries
    .filter(({ name }) => !name.startsWith('.') && !SKIPPED.has(name))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const named = (isWanted: (entry: (typeof shown)[number]) => boolean) =>
    shown.filter(isWanted).map(({ name }) => toSlashes(path.join(folder, name)));
  return {
    files: named((entry) => entry.isFile() || entry.isSymbolicLink()),
    folders: named((entry) => entry.isDirectory()),
  };
}
