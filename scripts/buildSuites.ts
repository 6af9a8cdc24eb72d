import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './projectRoot';

/** Bundles the suites that run inside VS Code into out/test/extension, one file each, beside the entry that runs them. */
export async function buildSuites(): Promise<string> {
  const source = path.join(projectRoot, 'test', 'extension');
  const target = path.join(projectRoot, 'out', 'test', 'extension');
  await rm(target, { recursive: true, force: true });
  const suites = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['index.ts', ...suites].map((file) => path.join(source, file)),
    outbase: source,
    outdir: target,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return path.join(target, 'index.js');
}
