// npm test: builds once, then every runner that needs no servers. A failing runner does not keep the next from running.
import path from 'node:path';
import { buildBundles } from './build';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { projectRoot } from './projectRoot';
import { addUp, clearResult, describeCounts, readResult } from './results';
import { runProcess } from './runProcess';

const runners = [
  { name: 'unit', script: 'scripts/testUnit.ts' },
  { name: 'vscode', script: 'scripts/testVscode.ts' },
  { name: 'e2e', script: 'scripts/testEndToEnd.ts' },
] as const;

await runMain(async () => {
  const progress = progressFor('test');
  runners.forEach(({ name }) => clearResult(name));
  await buildBundles(progress);
  const run = path.join(projectRoot, 'scripts', 'run.mjs');
  const env = { ...process.env, MODEL_LEDGER_BUILT: 'true' };
  let allEndedWell = true;
  for (const { name, script } of runners) {
    progress(`npm run test:${name}`);
    const args = [run, script];
    const { code } = await runProcess({ command: process.execPath, args, cwd: projectRoot, env, output: 'show' });
    allEndedWell &&= code === 0;
  }
  const results = runners.map(({ name }) => readResult(name));
  results.forEach((counts) => console.log(describeCounts(counts)));
  const total = addUp('npm test', results);
  console.log(describeCounts(total));
  return allEndedWell && total.failed === 0 ? 0 : 1;
});
