import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildBundles } from '../scripts/build';
import { runMain } from '../scripts/plainError';
import { progressFor } from '../scripts/progress';
import { benchActivation } from './activation';
import { benchBrokenInputs } from './brokenInputs';
import { benchBundles } from './bundles';
import { type Figure, figureTable } from './figure';
import { benchHashing } from './hashing';
import { benchInspection } from './inspection';
import { benchLanguageServer } from './languageServer';
import { benchLedgers } from './ledger';
import { describeMachine } from './machine';

/** `npm run bench [part …]`: the figures of the design, each against what was measured here and now. */
const PARTS: Readonly<Record<string, (folder: string) => Promise<readonly Figure[]> | readonly Figure[]>> = {
  ledger: benchLedgers,
  hashing: benchHashing,
  inspection: benchInspection,
  brokenInputs: benchBrokenInputs,
  languageServer: benchLanguageServer,
  activation: benchActivation,
  bundles: benchBundles,
};

await runMain(async () => {
  const progress = progressFor('bench');
  const wanted = process.argv.slice(2);
  await buildBundles(progress);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(PARTS).filter(
    ([part]) => wanted.length === 0 || wanted.includes(part),
  )) {
    progress(`Measuring ${name} …`);
    const folder = await mkdtemp(path.join(tmpdir(), 'model-ledger-bench-'));
    try {
      figures.push(...(await measure(folder)));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  console.log(`\n${describeMachine()}\n\n${figureTable(figures)}\n`);
  // A figure that is missed is a fact to read, not a failure of the run.
  return 0;
});
