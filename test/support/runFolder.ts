import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { BUILT, RUN_FOLDER } from './builtOnce';

/**
 * One folder for all that the tests of a run, and the programs that they start, put where temporary files belong. It is gone
 * when the run ends, whatever a test that failed has left in it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'model-ledger-tests-')));
  // As the system's own: some tests run a program as another user.
  await chmod(folder, 0o1777);
  for (const name of [RUN_FOLDER, 'TMPDIR', 'TEMP', 'TMP']) {
    process.env[name] = folder;
  }
  // When a source was edited, what was built of it is old.
  project.onTestsRerun(() => rm(join(folder, BUILT), { recursive: true, force: true }));
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
