import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where the working tree of a COMMIT_EDITMSG is: in a linked one that file lies inside the main one's Git folder. */
export async function workingTreeOf(path: string): Promise<string> {
  const folder = dirname(path);
  const link = await readFile(join(folder, 'gitdir'), 'utf8').catch(() => '');
  return link.trim() === '' ? path : dirname(link.trim());
}
