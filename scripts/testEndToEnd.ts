// npm run test:e2e [vitest arguments]: clicks through the real workbench with the packaged extension installed.
import { buildBundles } from './build';
import { findBrowser } from './host/findBrowser';
import { installHost } from './host/installHost';
import { packageExtension } from './packageExtension';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { runVitest } from './runVitest';

await runMain(async () => {
  const progress = progressFor('test:e2e');
  await buildBundles(progress);
  const vsix = await packageExtension({ progress });
  await installHost(progress);
  await findBrowser(progress);
  progress('Clicking through VS Code …');
  return runVitest({
    name: 'e2e',
    title: 'End-to-end tests',
    config: 'test/e2e/vitest.config.mts',
    env: { MODEL_LEDGER_VSIX: vsix },
    args: process.argv.slice(2),
  });
});
