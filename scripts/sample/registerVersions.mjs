// Makes sample/.model-ledger anew by registering for real, in a repository with the sample's history:
//
//     npm run build && node scripts/sample/registerVersions.mjs
//
// Needed whenever a file of the first commits has changed (data, notebooks 1 and 2, their models), because the events name
// those commits. test/sample.test.ts says so when it was forgotten.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  LEDGER,
  TRAININGS,
  commitRegistration,
  commitTraining,
  initialise,
  sampleFolder,
  untracked,
} from './createWorkspace.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const cli = path.resolve(here, '..', '..', 'dist', 'cli.js');
const clock = pathToFileURL(path.join(here, 'clock.mjs')).href;

const VERBS = new Map([
  [
    1,
    [
      [
        'register',
        'notebooks/01-baseline-logistic-regression.ipynb',
        '--model',
        'churn',
        '--rationale',
        'A baseline that everything later has to beat: plain logistic regression, every column as it comes, no tuning.',
        '--changes',
        'First version.',
        '--impact',
        'Finds 29 % of the customers who leave. Not good enough to steer the retention team, good enough to compare with.',
      ],
    ],
  ],
  [
    2,
    [
      [
        'register',
        'notebooks/02-xgboost.ipynb',
        '--model',
        'churn',
        '--rationale',
        'People leave for combinations of reasons (trouble in the first year, a dear tariff that is hardly used), and trees see combinations. The same split as v1, so that the numbers can be laid side by side.',
        '--changes',
        'XGBoost instead of logistic regression, 15 % of the training rows tell when to stop. One-hot columns; no scaling, which trees do not need. Data and test split as in v1.',
      ],
      ['stage', 'churn@v2', 'production', '--reason', 'Better than v1 on every metric; agreed with the retention team.'],
      ['alias', 'churn@v2', 'champion'],
    ],
  ],
]);

const run = promisify(execFile);
const workspace = await mkdtemp(path.join(os.tmpdir(), 'model-ledger-sample-'));
try {
  await initialise(workspace);
  for (const training of TRAININGS) {
    await copyFiles(training.files);
    await commitTraining(workspace, training);
    await register(training);
    await commitRegistration(workspace, training, await untracked(workspace));
  }
  await replaceLedger();
} finally {
  await rm(workspace, { recursive: true, force: true });
}

/** Only what the commit holds lies in the folder: a later training's files would make the state dirty. */
async function copyFiles(files) {
  for (const file of files) {
    await cp(path.join(sampleFolder, file), path.join(workspace, file));
  }
}

async function register({ version, author, registeredAt }) {
  for (const [index, verb] of (VERBS.get(version) ?? []).entries()) {
    const at = new Date(Date.parse(registeredAt) + index * 15_000).toISOString();
    const args = ['--import', clock, cli, '--cwd', workspace, '--json', ...verb];
    const { stdout } = await run(process.execPath, args, {
      env: { ...process.env, ...identity(author), SAMPLE_CLOCK: at },
    });
    console.log(stdout.trim());
  }
}

/** The ledger asks `git config` who registers. */
function identity({ name, email }) {
  return {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'user.name',
    GIT_CONFIG_VALUE_0: name,
    GIT_CONFIG_KEY_1: 'user.email',
    GIT_CONFIG_VALUE_1: email,
  };
}

async function replaceLedger() {
  const target = path.join(sampleFolder, LEDGER);
  await rm(target, { recursive: true, force: true });
  const passing = new Set(['.cache', 'store', 'drafts']);
  await cp(path.join(workspace, LEDGER), target, {
    recursive: true,
    filter: (source) => !passing.has(path.basename(source)),
  });
}
