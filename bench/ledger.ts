import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Ledger } from '../src/core/io/ledger/ledger';
import type { VersionFacts } from '../src/core/model';
import { projectRoot } from '../scripts/projectRoot';
import { atMost, type Figure, median } from './figure';
import { makeLedger, type LedgerSize } from './makeLedger';
import { memoryOfProcess, timeProcess } from './measureProcess';

const WARM_ROUNDS = 9;
const COLD_ROUNDS = 3;
const REGISTRATIONS = 20;

/** The shapes of a ledger of 10,000 versions: several models, as teams have, and all of them in one. */
const SHAPES: readonly (readonly [name: string, size: LedgerSize])[] = [
  ['10 models', { models: 10, versionsPerModel: 1000, commits: 20 }],
  ['one model', { models: 1, versionsPerModel: 10_000, commits: 20 }],
];

export async function benchLedgers(folder: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [name, size] of SHAPES) {
    const root = path.join(folder, name.replace(' ', '-'));
    makeLedger(root, size);
    figures.push(...(await benchList(root, name)), await benchRegistration(root, name));
  }
  return figures;
}

async function benchList(root: string, shape: string): Promise<readonly Figure[]> {
  const list = [path.join(projectRoot, 'dist', 'cli.js'), 'list', '--json', '--cwd', root];
  const cold = await repeat(COLD_ROUNDS, async () => {
    await rm(path.join(root, '.model-ledger', '.cache'), { recursive: true, force: true });
    return await timeProcess(list, root);
  });
  const warm = await repeat(WARM_ROUNDS, () => timeProcess(list, root));
  const ledger = Ledger.open(root);
  let round = 0;
  const changed = await repeat(WARM_ROUNDS, async () => {
    round += 1;
    await ledger.register('model-00', facts(round));
    return await timeProcess(list, root);
  });
  const lost = await repeat(COLD_ROUNDS, async () => {
    await rm(path.join(root, '.model-ledger', '.cache', 'list.answer'), { force: true });
    return await timeProcess(list, root);
  });
  const empty = await repeat(WARM_ROUNDS, () => timeProcess(['-e', '0'], root));
  const memory = await memoryOfProcess(list, root);
  const bare = `of that ${median(empty).toFixed(3)} s is Node itself; the answer of the last call still holds`;
  return [
    atMost(`list --json of 10,000 versions (${shape}), warm, whole process`, 0.3, median(warm), 's', bare),
    atMost(
      `list --json of 10,000 versions (${shape}), first after a change`,
      0.3,
      median(changed),
      's',
      'a version was registered; the versions before it are taken over from the kept answer',
    ),
    atMost(
      `list --json of 10,000 versions (${shape}), all of it anew`,
      0.3,
      median(lost),
      's',
      'the index is warm; for the rare change that touches versions that it does not name, such as a merge or an alias',
    ),
    atMost(`list --json of 10,000 versions (${shape}), warm, memory`, 150, memory, 'MB'),
    atMost(`list --json of 10,000 versions (${shape}), cold, whole process`, 2, median(cold), 's'),
  ];
}

async function benchRegistration(root: string, shape: string): Promise<Figure> {
  const ledger = Ledger.open(root);
  const times: number[] = [];
  for (let round = 0; round < REGISTRATIONS; round += 1) {
    const started = process.hrtime.bigint();
    await ledger.register('model-00', facts(round));
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  const [first = 0, ...later] = times;
  const note = `the first one of the process ${first.toFixed(0)} ms, the slowest later one ${Math.max(...later).toFixed(0)} ms`;
  return atMost(`one registration at 10,000 versions (${shape})`, 60, median(later), 'ms', note);
}

async function repeat(times: number, work: () => Promise<number>): Promise<readonly number[]> {
  const results: number[] = [];
  for (let round = 0; round < times; round += 1) {
    results.push(await work());
  }
  return results;
}

function facts(round: number): VersionFacts {
  return {
    source: { kind: 'notebook', path: 'notebooks/train.ipynb' },
    metrics: [{ name: 'roc_auc', value: 0.9 + round / 1000, split: 'test', higherIsBetter: true, headline: true }],
    params: [{ name: 'max_depth', value: round }],
    datasets: [],
    artifacts: [],
    evidence: [],
    documentation: { rationale: `Round ${round}.`, changes: '', impact: '' },
    code: { commit: null, branch: null, dirty: false, snapshot: null, sourceSha256: null },
    environment: { framework: [], kernel: null, language: null, python: null },
    execution: null,
    tags: {},
  };
}
