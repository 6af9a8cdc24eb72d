// Runs a TypeScript script: node scripts/run.mjs scripts/start.ts [arguments]. It is bundled to out/scripts first, because
// Node 20 reads no TypeScript; npm packages stay outside the bundle.
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { bundleScript } from './bundleScript.mjs';

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('Name a script: node scripts/run.mjs scripts/start.ts');
  process.exit(2);
}
const bundled = await bundleScript(path.resolve(script));
process.argv = [process.argv[0], bundled, ...args];
await import(pathToFileURL(bundled).href);
