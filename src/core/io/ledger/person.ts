import { userInfo } from 'node:os';
import type { Person } from '../../model';
import type { Git } from '../git/git';

/** Who acts: as Git would name the author, else the user of this machine. */
export async function readPerson(git: Git | null): Promise<Person> {
  const configured = git === null ? {} : await readConfigured(git);
  const name = process.env['GIT_AUTHOR_NAME'] ?? configured.name ?? userName();
  const email = process.env['GIT_AUTHOR_EMAIL'] ?? configured.email ?? '';
  return { name, email };
}

async function readConfigured(git: Git): Promise<{ readonly name?: string; readonly email?: string }> {
  let text: string;
  try {
    text = await git.raw(['config', '-z', '--get-regexp', '^user\\.(name|email)$']);
  } catch {
    // Git answers with a failure when neither is set.
    return {};
  }
  const entries = text.split('\0').map((entry) => {
    const [key = '', ...value] = entry.split('\n');
    return [key.replace('user.', ''), value.join('\n').trim()] as const;
  });
  // Later entries win, as in Git: global first, then the repository's.
  return Object.fromEntries(entries.filter(([key, value]) => key !== '' && value !== ''));
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // No entry for this user id, as in some containers.
    return process.env['USER'] ?? 'unknown';
  }
}
