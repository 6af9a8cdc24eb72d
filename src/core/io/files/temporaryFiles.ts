import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './fileErrors';
import { isAlive, thisProcess } from './processIdentity';

/** After this time nobody writes to a file of another machine any more, in milliseconds. */
const FORGOTTEN_AFTER = 7 * 24 * 60 * 60 * 1000;
const NAME = /^(?<pid>\d+)-(?<host>[0-9a-f]{8})-[0-9a-f]{16}\.tmp$/;

/** Nobody else's, and telling whose it is, so that what a killed process left can be recognised. */
export async function temporaryName(): Promise<string> {
  const { pid, host } = await thisProcess();
  return `${pid}-${tagOf(host)}-${randomBytes(8).toString('hex')}.tmp`;
}

/** Takes away what killed processes left in a folder of temporary files. Files of living ones stay. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (await isLeftBehind(folder, name)) {
      await rm(join(folder, name), { force: true });
    }
  }
}

async function isLeftBehind(folder: string, name: string): Promise<boolean> {
  const { host } = await thisProcess();
  const maker = NAME.exec(name)?.groups;
  if (maker?.['host'] === tagOf(host)) {
    return (await isAlive({ pid: Number(maker['pid']), host, started: null })) === false;
  }
  try {
    return Date.now() - (await stat(join(folder, name))).mtimeMs > FORGOTTEN_AFTER;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

function tagOf(host: string): string {
  return createHash('sha256').update(host).digest('hex').slice(0, 8);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) {
      return [];
    }
    throw error;
  }
}
