// npm run test:unit [vitest arguments]: everything that runs without VS Code.
import { buildBundles } from './build';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { runVitest } from './runVitest';

await runMain(async () => {
  const progress = progressFor('test:unit');
  // The command line's tests start the bundle that is published.
  await buildBundles(progress);
  return runVitest({ name: 'unit', title: 'Unit tests', args: process.argv.slice(2) });
});
