import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { LedgerError } from '../../errors';
import { gitEnvironment, type Git } from './git';

/** The text of a blob. */
export function readBlob(git: Git, blob: string): Promise<string> {
  return git.raw(['cat-file', 'blob', blob]);
}

export async function sizeOfBlob(git: Git, blob: string): Promise<number> {
  return Number((await git.raw(['cat-file', '-s', blob])).trim());
}

/** SHA-256 of a blob's bytes, in constant memory; simple-git knows texts only. Throws `git-failed`, `cancelled`. */
export async function hashBlob(git: Git, blob: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const child = spawn('git', ['cat-file', 'blob', blob], {
    cwd: git.toplevel,
    env: gitEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    ...(signal === undefined ? {} : { signal }),
  });
  child.stdout.on('data', (chunk: Buffer) => hash.update(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new LedgerError('git-failed', `git cat-file failed in ${git.toplevel}: ${blob} could not be read.`, { blob });
  }
  return hash.digest('hex');
}

/** Control characters are escaped in JSON, so this stands in none of the texts. */
const SEPARATOR = '\x1e';

/** The texts of many JSON files of one commit, by path. */
export async function readJsonFiles(git: Git, commit: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const listing = await git.raw(['--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', commit, '--', folder]);
  const entries = listing.split('\0').flatMap((line) => {
    const [facts = '', path] = line.split('\t');
    const [mode, , blob] = facts.split(' ');
    return path !== undefined && blob !== undefined && mode?.startsWith('100') === true ? [{ path, blob }] : [];
  });
  if (entries.length === 0) {
    return new Map();
  }
  const input = entries.map(({ blob, path }) => `${blob} ${path}\n`).join('');
  const output = await git.raw(['cat-file', `--batch=${SEPARATOR}%(rest)`], { input });
  const texts = output.split(SEPARATOR).slice(1);
  return new Map(
    texts.map((text) => {
      const end = text.indexOf('\n');
      return [text.slice(0, end), text.slice(end + 1)];
    }),
  );
}
