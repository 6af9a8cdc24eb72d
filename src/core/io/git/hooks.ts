import { chmod, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { LedgerError } from '../../errors';
import { isMissing } from '../files/fileErrors';
import { relativeInside } from '../files/workspacePath';
import type { Git } from './git';
import { foreignHook, hasBlock, hookManager, HOOKS, withBlock, withoutBlock, type HookName } from './hookFile';

export interface HookState {
  readonly hook: HookName;
  /** Absolute. */
  readonly path: string;
  readonly installed: boolean;
  /** The program that wrote the rest of the hook, where one is known by its words. */
  readonly manager: ReturnType<typeof hookManager>;
}

interface HookFolder {
  readonly path: string;
  /** Their files are run by husky, so that they need no mark as programs. */
  readonly isHusky: boolean;
}

/** Whether our lines stand in the hooks that Git runs here. */
export async function readHooks(git: Git): Promise<readonly HookState[]> {
  const folder = await findHookFolder(git);
  return Promise.all(HOOKS.map((hook) => readHook(folder, hook)));
}

/**
 * Adds our lines to the hooks that Git runs here, whoever made them, and makes those that are not there. Throws
 * `hook-foreign` where they cannot stand, before anything is written, and `hooks-shared` for the hooks of all
 * repositories unless `shared` is given.
 */
export async function installHooks(git: Git, { shared }: { readonly shared: boolean }): Promise<readonly HookState[]> {
  const folder = await findHookFolder(git);
  if (!shared) {
    await refuseShared(git, folder);
  }
  const texts = await Promise.all(HOOKS.map(async (hook) => ({ hook, text: await readText(folder, hook) })));
  await Promise.all(texts.map(({ hook, text }) => requireOurs(folder, hook, text)));
  for (const { hook, text } of texts) {
    const wanted = withBlock(text, hook);
    if (wanted !== text) {
      await writeHook(join(folder.path, hook), wanted, text === null);
    }
  }
  return readHooks(git);
}

/** Takes our lines out again; a hook that was ours alone goes away. */
export async function uninstallHooks(git: Git): Promise<readonly HookState[]> {
  const folder = await findHookFolder(git);
  for (const hook of HOOKS) {
    const text = await readText(folder, hook);
    const rest = text === null ? null : withoutBlock(text);
    if (text === null || rest === text) {
      continue;
    }
    if (rest === null) {
      await rm(join(folder.path, hook));
    } else {
      await writeHook(join(folder.path, hook), rest, false);
    }
  }
  return readHooks(git);
}

async function findHookFolder(git: Git): Promise<HookFolder> {
  const path = resolve(git.toplevel, (await git.raw(['rev-parse', '--git-path', 'hooks'])).replace(/\r?\n$/, ''));
  // Husky points Git at a folder that it makes anew; what people write stands beside it.
  const isHusky = basename(path) === '_' && (await isFile(join(path, 'h')));
  return { path: isHusky ? dirname(path) : path, isHusky };
}

async function readHook(folder: HookFolder, hook: HookName): Promise<HookState> {
  const text = await readText(folder, hook);
  const manager = folder.isHusky ? 'husky' : hookManager(text ?? '');
  return { hook, path: join(folder.path, hook), installed: text !== null && hasBlock(text), manager };
}

async function readText(folder: HookFolder, hook: HookName): Promise<string | null> {
  try {
    // Latin 1 keeps every byte, so that what is not ours comes back as it was.
    return await readFile(join(folder.path, hook), 'latin1');
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
}

/** `core.hooksPath` of a person's or machine's settings is used by every repository. */
async function refuseShared(git: Git, folder: HookFolder): Promise<void> {
  const common = resolve(git.toplevel, (await git.raw(['rev-parse', '--git-common-dir'])).replace(/\r?\n$/, ''));
  if (relativeInside(git.toplevel, folder.path) === null && relativeInside(common, folder.path) === null) {
    throw new LedgerError(
      'hooks-shared',
      `Git runs the hooks in ${folder.path} here, which lie outside of this repository and may serve others too. Give --shared to add to them.`,
      { path: folder.path },
    );
  }
}

async function requireOurs({ path: folder, isHusky }: HookFolder, hook: HookName, text: string | null): Promise<void> {
  if (text === null || hasBlock(text)) {
    return;
  }
  const path = join(folder, hook);
  const facts = await lstat(path);
  const isIdle = process.platform !== 'win32' && !isHusky && (facts.mode & 0o111) === 0;
  const reason =
    (facts.isSymbolicLink() ? 'is a link to another file' : null) ??
    foreignHook(text) ??
    (isIdle ? 'is not executable, so Git does not run it' : null);
  if (reason !== null) {
    const arguments_ = hook === 'commit-msg' ? '"$1"' : '"$@"';
    throw new LedgerError(
      'hook-foreign',
      `${path} ${reason}, and nothing is added to it. Let it call: model-ledger hook ${hook} ${arguments_}`,
      { path },
    );
  }
}

/** As a whole, with the mode that it had; executable when it is new. */
async function writeHook(path: string, text: string, isNew: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const mode = isNew ? 0o755 : (await stat(path)).mode & 0o777;
  const temporary = `${path}.model-ledger-${process.pid}`;
  try {
    await writeFile(temporary, text, { encoding: 'latin1', flag: 'wx' });
    await chmod(temporary, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}
