import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { call } from './cli';

/** A folder of its own, with a space and letters beyond ASCII in its name, as people have them. */
export async function makeFolder(name = 'çhurn 项目'): Promise<string> {
  const folder = join(await realpath(await mkdtemp(join(tmpdir(), 'model-ledger-test-'))), name);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** A real Git repository with one commit. */
export async function makeRepository(name?: string): Promise<string> {
  const root = await makeFolder(name);
  await git(root, 'init', '-q', '-b', 'main');
  await git(root, 'config', 'user.name', 'Ada Lovelace');
  await git(root, 'config', 'user.email', 'ada@example.org');
  await write(root, 'README.md', '# churn\n');
  await commitAll(root, 'start');
  return root;
}

export async function commitAll(root: string, message: string): Promise<void> {
  await git(root, 'add', '-A');
  await git(root, 'commit', '-q', '-m', message);
}

export async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await call('git', args, root);
  if (code !== 0) {
    throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
  }
  return stdout;
}

export async function write(root: string, path: string, content: string | Uint8Array): Promise<string> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}
