import { chmodSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Bundles one TypeScript entry into out/, keeping its place in the tree, and answers the path of the result, which can be
 * started by itself.
 */
export async function bundleScript(entry) {
  const outfile = path.join(root, 'out', path.relative(root, entry).replace(/\.[cm]?tsx?$/, '.mjs'));
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
    banner: { js: '#!/usr/bin/env node' },
  });
  // The bundler's own process would stay for as long as the script runs.
  await stop();
  chmodSync(outfile, 0o755);
  return outfile;
}
