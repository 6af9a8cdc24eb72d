import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../../scripts/projectRoot';
import { runProcess } from '../../../../scripts/runProcess';

/** Builds the page as it is published, from the sources as they are now, and answers the folder with its files. */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'model-ledger-page-'));
  const webpack = path.join(projectRoot, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const { code, output } = await runProcess({
    command: process.execPath,
    args: [webpack, '--mode', 'production', '--config-name', 'webview', '--output-path', folder],
    cwd: projectRoot,
  });
  if (code !== 0) {
    throw new Error(`The page could not be built:\n${output}`);
  }
  return path.join(folder, 'webview');
}
