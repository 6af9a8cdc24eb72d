import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The variable that names the folder of the run; `runFolder.ts` sets it before any test. */
export const RUN_FOLDER = 'MODEL_LEDGER_TEST_RUN';
/** In that folder, what is built once for all tests. */
export const BUILT = 'built';

/**
 * A folder that `build` has filled from the sources as they are now: once for all files of tests of a run, whose processes
 * know nothing of each other. Outside of a run everybody builds for themselves.
 */
export async function builtOnce(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const run = process.env[RUN_FOLDER] ?? (await mkdtemp(join(tmpdir(), 'model-ledger-built-')));
  const folder = join(run, BUILT, name);
  await mkdir(join(run, BUILT), { recursive: true });
  if (await isFirst(folder)) {
    const failure = await build(folder).then(
      () => '',
      (error: unknown) => String(error),
    );
    await writeFile(`${folder}.built`, failure);
  }
  const failure = await whenBuilt(`${folder}.built`);
  if (failure !== '') {
    throw new Error(failure);
  }
  return folder;
}

async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    // A mask of the user's must not keep others from what one of the tests runs as another user.
    await chmod(folder, 0o755);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function whenBuilt(file: string): Promise<string> {
  for (;;) {
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw error;
      }
      await setTimeout(50);
    }
  }
}
