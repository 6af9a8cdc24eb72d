// npm run test:services [vitest arguments]: tests that need other programs, which are installed into .services/.
import { buildBundles } from './build';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { runVitest } from './runVitest';

await runMain(async () => {
  const progress = progressFor('test:services');
  await buildBundles(progress);
  return runVitest({
    name: 'services',
    title: 'Service tests',
    config: 'test/services/vitest.config.mts',
    args: process.argv.slice(2),
  });
});
