import path from 'node:path';
import { projectRoot } from '../../../../scripts/projectRoot';
import { runProcess } from '../../../../scripts/runProcess';
import { builtOnce } from '../../../support/builtOnce';

/** The page as it is published, from the sources as they are now: the folder with its files. */
export async function buildPage(): Promise<string> {
  return path.join(await builtOnce('page', runWebpack), 'webview');
}

async function runWebpack(folder: string): Promise<void> {
  const webpack = path.join(projectRoot, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const { code, output } = await runProcess({
    command: process.execPath,
    args: [webpack, '--mode', 'production', '--config-name', 'webview', '--output-path', folder],
    cwd: projectRoot,
  });
  if (code !== 0) {
    throw new Error(`The page could not be built:\n${output}`);
  }
}
