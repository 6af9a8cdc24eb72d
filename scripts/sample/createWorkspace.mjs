// A copy of sample/ as a Git repository with a history: the same commits on every machine, because the registrations in
// sample/.model-ledger name them. After a change of a file that an early commit has, run registerVersions.mjs.
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const sampleFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'sample');
export const LEDGER = '.model-ledger';

const ada = { name: 'Ada Moreno', email: 'ada@example.com' };
const jonas = { name: 'Jonas Weber', email: 'jonas@example.com' };

/**
 * The first four commits, in order. A training commit lists its files; the registration after it takes what its events in
 * the ledger name. `at` is when; a registration's events lie a minute before its commit.
 */
export const TRAININGS = [
  {
    version: 1,
    author: ada,
    at: '2026-11-23T08:09:00Z',
    registeredAt: '2026-11-23T08:11:00Z',
    message: 'Baseline: logistic regression on every column',
    files: [
      '.gitignore',
      'requirements.txt',
      'data/make_churn.py',
      'data/churn.csv',
      'notebooks/01-baseline-logistic-regression.ipynb',
      'models/churn_logreg.joblib',
      `${LEDGER}/config.json`,
    ],
  },
  {
    version: 2,
    author: jonas,
    at: '2026-11-23T08:13:00Z',
    registeredAt: '2026-11-23T08:15:00Z',
    message: 'Find leavers with XGBoost and early stopping',
    files: ['notebooks/02-xgboost.ipynb', 'models/churn_xgb.json'],
  },
];

/** Left uncommitted: the training that a new user has just finished and registers first. */
const JUST_TRAINED = ['notebooks/03-tuned-gradient-boosting.ipynb', 'models/churn_hgb.joblib'];

/** What tools and people leave in a project folder and its Git ignores. */
const PASSING = new Set(['.venv', '__pycache__', '.ipynb_checkpoints', '.cache', 'store', 'drafts']);

/** Copies the sample to a folder that is new or empty and gives it its history; the third training stays uncommitted. */
export async function createSampleWorkspace(targetFolder) {
  await copySample(targetFolder);
  await initialise(targetFolder);
  const ledgerFiles = await filesByVersion(targetFolder);
  for (const training of TRAININGS) {
    await commitTraining(targetFolder, training);
    await commitRegistration(targetFolder, training, ledgerFiles.get(training.version) ?? []);
  }
  const others = await untracked(targetFolder);
  await commit(targetFolder, {
    author: ada,
    at: '2026-11-23T08:18:00Z',
    message: 'Say how to use the project',
    files: others.filter((file) => !JUST_TRAINED.includes(file)),
  });
}

export async function copySample(targetFolder) {
  await mkdir(targetFolder, { recursive: true });
  await cp(sampleFolder, targetFolder, {
    recursive: true,
    filter: (source) => !PASSING.has(path.basename(source)),
  });
}

export async function initialise(folder) {
  await git(folder, ['init', '--quiet', '--template=']);
  await git(folder, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
  // Later commands of the user must see the same bytes as these commits, whatever their own settings say.
  await git(folder, ['config', 'core.autocrlf', 'false']);
}

export function commitTraining(folder, { author, at, message, files }) {
  return commit(folder, { author, at, message, files });
}

export function commitRegistration(folder, { version, author, registeredAt }, files) {
  const at = new Date(Date.parse(registeredAt) + 60_000).toISOString();
  return commit(folder, { author, at, message: `Register churn@v${version}`, files });
}

/** Paths that Git neither has nor ignores, with forward slashes. */
export async function untracked(folder) {
  const text = await git(folder, ['ls-files', '-z', '--others', '--exclude-standard']);
  return text.split('\0').filter((file) => file !== '');
}

async function commit(folder, { author, at, message, files }) {
  await git(folder, ['add', '--', ...files]);
  const time = `${Date.parse(at) / 1000} +0000`;
  await git(folder, ['commit', '--quiet', '--no-verify', '--message', message], {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: time,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: time,
  });
}

/** Which files of the ledger came with which version: its events up to the next registration, and their objects. */
async function filesByVersion(folder) {
  const files = new Map();
  const models = path.join(folder, LEDGER, 'models', 'churn');
  let version = 0;
  for (const name of (await readdir(models)).sort()) {
    const event = JSON.parse(await readFile(path.join(models, name), 'utf8'));
    version = event.type === 'registered' ? event.body.version : version;
    const objects = (event.body.evidence ?? []).map(({ sha256 }) => `objects/${sha256.slice(0, 2)}/${sha256}`);
    const own = [`models/churn/${name}`, ...objects].map((file) => `${LEDGER}/${file}`);
    files.set(version, [...(files.get(version) ?? firstUseFiles(version)), ...own]);
  }
  return files;
}

/** The first registration in a repository writes these. */
function firstUseFiles(version) {
  return version === 1 ? [`${LEDGER}/.gitignore`, `${LEDGER}/.gitattributes`] : [];
}

const run = promisify(execFile);

/** Git with nobody's settings: a signing key, a hook or another hash would change the commits. */
export async function git(folder, args, env = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const { stdout } = await run('git', args, {
    cwd: folder,
    maxBuffer: 1 << 26,
    env: {
      ...Object.fromEntries(inherited),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_DEFAULT_HASH: 'sha1',
      ...env,
    },
  });
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [target] = process.argv.slice(2);
  if (target === undefined) {
    console.error('Name the folder to create: node scripts/sample/createWorkspace.mjs FOLDER');
    process.exit(2);
  }
  await createSampleWorkspace(path.resolve(target));
}
