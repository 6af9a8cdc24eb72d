import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../files/atomicFile';
import { isMissing } from '../files/fileErrors';
import type { LedgerPaths } from './ledgerPaths';

/** Ours alone, beside the ledger; the repository's own files are never touched. */
const FILES: Readonly<Record<string, string>> = {
  '.gitignore': [
    '# Written by Model Ledger. Everything else in this folder belongs into Git, also where the repository ignores',
    '# such names elsewhere: models/, *.json and *.png are ignored in many.',
    '!/.gitattributes',
    '!/config.json',
    '!/models/',
    '!/models/**',
    '!/objects/',
    '!/objects/**',
    '/store/',
    '/drafts/',
    '/.cache/',
    '/.lock*',
    '',
  ].join('\n'),
  '.gitattributes': [
    '# Written by Model Ledger. Events are hashed byte for byte: no line endings and no filters may change them.',
    '/models/** -text -filter',
    '/objects/** -text -filter -diff',
    '',
  ].join('\n'),
};

/**
 * Makes the folder of a new ledger. Files that are there already stay as they are. Call it under the lock, so that two
 * first registrations do not write at once.
 */
export async function prepareFolder(paths: LedgerPaths, project: string): Promise<void> {
  const config = `${JSON.stringify({ project, naming: { pattern: '{project}_{model}_v{version}_{date}' } }, null, 2)}\n`;
  for (const [name, content] of Object.entries({ ...FILES, 'config.json': config })) {
    const path = join(paths.folder, name);
    if (!(await isThere(path))) {
      await writeFileAtomic(path, content, { temporaryFolder: paths.temporary, durable: true });
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}
