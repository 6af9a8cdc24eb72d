import { installHost } from './host/installHost';
import { runMain } from './plainError';
import { progressFor } from './progress';

await runMain(async () => {
  await installHost(progressFor('host'));
  return 0;
});
