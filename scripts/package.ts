// npm run package: builds and packs the VSIX into the project's folder.
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildBundles } from './build';
import { packageExtension } from './packageExtension';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { projectRoot } from './projectRoot';

await runMain(async () => {
  const progress = progressFor('package');
  await buildBundles(progress);
  const vsix = await packageExtension({ progress, folder: projectRoot });
  console.log(`${path.relative(process.cwd(), vsix)} (${Math.round(statSync(vsix).size / 1000)} kB)`);
  return 0;
});
