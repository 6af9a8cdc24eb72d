import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the nearest folder above this file that has a package.json, wherever the bundled script lies. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** Downloads and installs for the tests; git-ignored, may be deleted at any time. */
export const testCacheFolder = path.join(projectRoot, '.vscode-test');
export const resultsFolder = path.join(projectRoot, 'test-results');

function findRoot(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(path.join(folder, 'package.json')) || parent === folder ? folder : findRoot(parent);
}
