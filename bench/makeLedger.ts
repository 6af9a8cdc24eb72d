import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeEvent, type EventOf } from '../src/core/ledger/event';

export interface LedgerSize {
  readonly models: number;
  readonly versionsPerModel: number;
  /** Commits that the events arrive in; 0 leaves them uncommitted. */
  readonly commits: number;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const START = Date.UTC(2024, 0, 1);

/** A Git repository whose ledger has many versions, each as large as a real one, every event naming its parent. */
export function makeLedger(root: string, size: LedgerSize): void {
  mkdirSync(root, { recursive: true });
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'config', 'user.name', 'Ada Lovelace');
  git(root, 'config', 'user.email', 'ada@example.org');
  git(root, 'config', 'gc.auto', '0');
  writeFileSync(path.join(root, 'README.md'), '# bench\n');
  git(root, 'add', 'README.md');
  git(root, 'commit', '-q', '-m', 'start');
  const parents = new Map<string, { readonly id: string; readonly sha256: string }>();
  const total = size.models * size.versionsPerModel;
  const perCommit = size.commits === 0 ? Infinity : Math.ceil(total / size.commits);
  for (let index = 0; index < total; index += 1) {
    const model = `model-${String(index % size.models).padStart(2, '0')}`;
    writeVersion(root, model, Math.floor(index / size.models) + 1, index, parents);
    if ((index + 1) % perCommit === 0 || (index === total - 1 && size.commits > 0)) {
      git(root, 'add', '-A');
      git(root, 'commit', '-q', '-m', `versions up to ${index + 1}`);
    }
  }
}

function writeVersion(
  root: string,
  model: string,
  version: number,
  index: number,
  parents: Map<string, { readonly id: string; readonly sha256: string }>,
): void {
  const folder = path.join(root, '.model-ledger', 'models', model);
  if (version === 1) {
    mkdirSync(folder, { recursive: true });
  }
  const event = registration(model, version, index, parents.get(model));
  const text = writeEvent(event);
  writeFileSync(path.join(folder, `${event.id}-registered.json`), text);
  parents.set(model, { id: event.id, sha256: sha256(text) });
}

function registration(
  model: string,
  version: number,
  index: number,
  parent: { readonly id: string; readonly sha256: string } | undefined,
): EventOf<'registered'> {
  const time = START + index * 60_000;
  return {
    schema: 1,
    id: ulid(time, index),
    type: 'registered',
    at: new Date(time).toISOString(),
    by: { name: 'Ada Lovelace', email: 'ada@example.org' },
    model,
    parents: parent === undefined ? [] : [parent],
    body: {
      version,
      name: `bench_${model}_v${version}_${new Date(time).toISOString().slice(0, 10).replace(/-/g, '')}`,
      source: { kind: 'notebook', path: 'notebooks/train.ipynb' },
      metrics: METRICS.map(([name, split, base], at) => ({
        name,
        value: Number((base + (((index * 37 + at * 11) % 1000) - 500) / 20_000).toFixed(4)),
        split,
        higherIsBetter: name !== 'log_loss',
        headline: split === 'test' && at < 3,
        source: { path: 'notebooks/train.ipynb', cell: 12, output: 0, line: at },
      })),
      params: PARAMS.map(([name, value], at) => ({
        name,
        value: at === 0 ? (index % 12) + 2 : value,
        source: { cell: 7 },
      })),
      datasets: [
        {
          path: 'data/train.csv',
          identity: { kind: 'git', digest: sha256(`train ${index % 40}`).slice(0, 40) },
          size: 412_000,
        },
        { path: 'data/test.csv', identity: { kind: 'git', digest: sha256('test').slice(0, 40) }, size: 98_000 },
      ],
      artifacts: [
        { path: `models/${model}.pkl`, sha256: sha256(`artifact ${index}`), size: 1_400_000 + index, kept: 'none' },
      ],
      evidence: ['cell-14-0.png', 'train.ipynb', 'environment.json'].map((name) => ({
        kind: name.endsWith('png') ? 'plot' : name.endsWith('ipynb') ? 'notebook' : 'environment',
        name,
        mime: name.endsWith('png') ? 'image/png' : 'application/json',
        sha256: sha256(name),
        size: 12_000,
      })),
      documentation: {
        rationale: `Try number ${index}: deeper trees, because the validation curve was still rising with the last setting.`,
        changes: '- max_depth changed\n- data/train.csv has another month',
        impact: '- roc_auc (test): 0.912 → 0.934 (+0.022, better)',
      },
      code: {
        commit: null,
        branch: 'main',
        dirty: false,
        snapshot: null,
        sourceSha256: sha256(`source ${index % 200}`),
      },
      environment: { framework: ['scikit-learn', 'xgboost'], kernel: 'python3', language: 'python', python: '3.11.7' },
      execution: { order: [1, 2, 3, 4, 5, 6, 7], startedAt: null, finishedAt: null, durationMs: 42_000 },
      tags: { run: String(index) },
    },
  };
}

const METRICS: readonly (readonly [name: string, split: string, base: number])[] = [
  ['roc_auc', 'test', 0.93],
  ['accuracy', 'test', 0.9],
  ['f1', 'test', 0.88],
  ['precision', 'test', 0.87],
  ['recall', 'test', 0.89],
  ['log_loss', 'test', 0.3],
  ['roc_auc', 'train', 0.97],
  ['accuracy', 'train', 0.95],
];

const PARAMS: readonly (readonly [name: string, value: number | string])[] = [
  ['max_depth', 6],
  ['n_estimators', 400],
  ['learning_rate', 0.05],
  ['subsample', 0.8],
  ['colsample_bytree', 0.7],
  ['min_child_weight', 3],
  ['objective', 'binary:logistic'],
  ['random_state', 42],
];

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The time in ten characters and sixteen that differ for every event. */
function ulid(time: number, index: number): string {
  const digits = (value: number, length: number): string => {
    let rest = value;
    let text = '';
    for (let at = 0; at < length; at += 1) {
      text = (ALPHABET[rest % 32] ?? '0') + text;
      rest = Math.floor(rest / 32);
    }
    return text;
  };
  return digits(time, 10) + digits(index, 16);
}

function git(root: string, ...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
