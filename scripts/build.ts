import { existsSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from './plainError';
import type { Progress } from './progress';
import { projectRoot } from './projectRoot';
import { runProcess } from './runProcess';

/** Builds the bundles in dist/ as they are published. */
export async function buildBundles(progress: Progress): Promise<void> {
  if (process.env['MODEL_LEDGER_BUILT'] === 'true' && existsSync(path.join(projectRoot, 'dist', 'extension.js'))) {
    // The caller, one of our scripts, has just built them for several runs.
    return;
  }
  progress('Building the bundles …');
  const webpack = path.join(projectRoot, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const args = [webpack, '--mode', 'production'];
  const result = await runProcess({ command: process.execPath, args, cwd: projectRoot });
  if (result.code !== 0) {
    throw new PlainError(`The bundles could not be built:\n${result.output.trimEnd()}`);
  }
}
