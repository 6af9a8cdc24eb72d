import type { Metric, Param, Version } from '../../../../src/core/model';
import { version as foldedVersion } from '../../../support/versions';

/** A version as a fold would give it; what a test is about is given, the rest is filled in. */
export function version(number: number, facts: Partial<Version> = {}): Version {
  return foldedVersion(number, {
    model: 'churn-xgb',
    name: `telco_churn-xgb_v${number}_20261${String(100 + (number % 30)).slice(1)}`,
    id: eventId(number),
    at: new Date(Date.UTC(2026, 8, 1 + number, 9, 30)).toISOString(),
    by: { name: 'Ana Ruiz', email: 'ana@example.org' },
    events: [eventId(number)],
    ...facts,
  });
}

export function eventId(number: number): string {
  return `01JD${String(number).padStart(22, '0')}`;
}

const RATIONALES = [
  'First version that beats the rule of thumb. Trained on everything up to August.',
  'Shallower trees: v1 overfitted (train 0.99, test 0.91).\n\n- `max_depth` 6 instead of 9\n- early stopping after 40 rounds\n\nSee [the notes](https://example.org/notes/churn) for the learning curves.',
  'More weight on churners. **Recall matters more than precision** for the retention team, who call every predicted churner anyway and asked for fewer misses.',
  'New data: September added. Same settings as v3, so that the difference is the data.',
  'Feature selection after the SHAP review: 41 instead of 58 features. A little worse on `log_loss`, but half the latency in production, which the service needs before Christmas.',
] as const;

const HOSTILE = 'A text that would like to be more: <img src=x onerror=alert(1)> [run](javascript:alert(1))';

/** A story of a few versions of one model, as a team would have it. */
export function storyVersions(count: number): readonly Version[] {
  return Array.from({ length: count }, (_, index) => storyVersion(index + 1));
}

function storyVersion(number: number): Version {
  const step = number - 1;
  return version(number, {
    by:
      number % 3 === 0
        ? { name: 'Jonas Weber', email: 'jonas@example.org' }
        : { name: 'Ana Ruiz', email: 'ana@example.org' },
    stage: number === 3 ? 'production' : number === 4 ? 'staging' : 'none',
    aliases: number === 3 ? ['champion'] : number === 5 ? ['challenger'] : [],
    metrics: storyMetrics(step),
    params: storyParams(step),
    datasets: [
      {
        path: 'data/churn.csv',
        identity: { kind: 'dvc', digest: number < 4 ? hex('a1', 32) : hex('b7', 32), pointer: 'data/churn.csv.dvc' },
        size: number < 4 ? 977_501 : 1_204_118,
      },
      { path: 'data/regions.parquet', identity: { kind: 'git', digest: hex('44', 40) }, size: 20_114 },
    ],
    artifacts: [
      {
        path: 'models/churn.joblib',
        sha256: hex(String(10 + number), 64),
        size: 412_000 + number * 9_100,
        kept: 'store',
      },
    ],
    documentation: {
      rationale: number === 6 ? HOSTILE : number === 7 ? '' : (RATIONALES[step % RATIONALES.length] ?? ''),
      changes:
        number === 1
          ? ''
          : `Since churn-xgb@v${step}:\n\n- \`max_depth\`: ${9 - (step - 1)} → ${9 - step}\n- data changed: \`data/churn.csv\``,
      impact: number === 1 ? '' : '`roc_auc` (test) better by 0.0060',
    },
    code: {
      commit: hex(`c${number}`, 40),
      branch: number % 2 === 0 ? 'main' : 'feature/shallow-trees',
      dirty: number === 2,
      snapshot: number === 2 ? hex('5e', 40) : null,
      sourceSha256: hex(`e${number}`, 64),
    },
    environment: {
      framework: ['xgboost', 'scikit-learn'],
      kernel: 'python3',
      language: 'python',
      python: '3.11.7',
      packages: { xgboost: number < 3 ? '2.0.3' : '2.1.1', pandas: '2.2.2', numpy: '1.26.4' },
    },
    tags: { team: 'retention' },
  });
}

function storyMetrics(step: number): readonly Metric[] {
  const wave = Math.sin(step * 1.7) * 0.004;
  const source = (cell: number) => ({ path: 'notebooks/train.ipynb', cell });
  const all: readonly Metric[] = [
    metric('roc_auc', 0.9128 + 0.0061 * Math.log2(step + 1) + wave, { headline: true, source: source(11) }),
    metric('f1', 0.7812 + 0.009 * Math.log2(step + 1) - wave, { headline: true, source: source(11) }),
    metric('accuracy', 0.89, { headline: true, source: source(11) }),
    metric('recall', 0.71 + 0.012 * step - wave, { source: source(12) }),
    metric('precision', 0.86 - 0.006 * step, { source: source(12) }),
    metric('log_loss', 0.2914 - 0.011 * Math.log2(step + 1) - wave, { higherIsBetter: false, source: source(11) }),
    metric('roc_auc', 0.991 - 0.01 * Math.log2(step + 1), { split: 'train', source: source(10) }),
    metric('n_features', step < 4 ? 58 : 41, { higherIsBetter: null, split: null }),
    metric('latency_ms', 12.5 - step * 0.75, { higherIsBetter: false, split: null }),
  ];
  return step === 1 ? all.filter(({ name }) => name !== 'latency_ms') : all;
}

function metric(name: string, value: number, more: Partial<Metric> = {}): Metric {
  return {
    name,
    value: Number(value.toFixed(name === 'latency_ms' ? 2 : 4)),
    split: 'test',
    model: null,
    higherIsBetter: true,
    headline: false,
    ...more,
  };
}

function storyParams(step: number): readonly Param[] {
  return [
    { name: 'max_depth', value: Math.max(2, 9 - step) },
    { name: 'learning_rate', value: step < 2 ? 0.1 : 0.05 },
    { name: 'n_estimators', value: 400 + step * 100 },
    { name: 'scale_pos_weight', value: step < 2 ? 1 : 2.7 },
    ...(step === 0 ? [] : [{ name: 'early_stopping_rounds', value: 40 }]),
    { name: 'subsample', value: 0.8 },
    { name: 'colsample_bytree', value: 0.7 },
    { name: 'random_state', value: 42 },
    { name: 'objective', value: 'binary:logistic' },
    { name: 'tree_method', value: 'hist' },
  ];
}

/** Three settings, each run with four seeds: the second is hardly better than the first, the third clearly worse. */
export function repeatedVersions(): readonly Version[] {
  const levels = [0.912, 0.9135, 0.894] as const;
  const noise = [0, 0.003, -0.002, 0.0012] as const;
  return levels.flatMap((level, setting) =>
    noise.map((offset, run) =>
      version(setting * noise.length + run + 1, {
        aliases: setting === 0 && run === 0 ? ['champion'] : [],
        metrics: [
          metric('roc_auc', level + offset, { headline: true }),
          metric('log_loss', 1.2 - level + offset / 2, { higherIsBetter: false }),
        ],
        params: [
          { name: 'max_depth', value: 4 + setting * 2 },
          { name: 'random_state', value: run + 1 },
        ],
        documentation: { rationale: `Run ${run + 1} of depth ${4 + setting * 2}.`, changes: '', impact: '' },
      }),
    ),
  );
}

/** Many versions with many metrics and params; deterministic. */
export function manyVersions(count: number, metrics: number, params: number): readonly Version[] {
  const random = randomFrom(7);
  const metricNames = Array.from({ length: metrics }, (_, index) => METRIC_NAMES[index] ?? `metric_${index + 1}`);
  const paramNames = Array.from({ length: params }, (_, index) => PARAM_NAMES[index] ?? `param_${index + 1}`);
  return Array.from({ length: count }, (_, index) =>
    version(index + 1, {
      at: new Date(Date.UTC(2024, 0, 1, index)).toISOString(),
      stage: index === count - 3 ? 'production' : 'none',
      aliases: index === count - 3 ? ['champion'] : [],
      metrics: metricNames.map((name, place) => ({
        name,
        value: Number((0.6 + 0.3 * (1 - Math.exp(-index / (count / 3))) + 0.05 * random()).toFixed(4)),
        split: place % 2 === 0 ? 'test' : 'val',
        model: null,
        higherIsBetter: !/loss|rmse|mae|latency/.test(name),
        headline: place < 4,
        source: { cell: 3 + (place % 9) },
      })),
      params: paramNames.map((name, place) => ({
        name,
        value: place % 3 === 0 ? Math.floor(random() * 12) : place % 3 === 1 ? Number(random().toFixed(3)) : 'hist',
      })),
      documentation: {
        rationale: `Attempt ${index + 1}: ${RATIONALES[index % RATIONALES.length] ?? ''}`,
        changes: '',
        impact: '',
      },
    }),
  );
}

const METRIC_NAMES = [
  'roc_auc',
  'f1_macro',
  'accuracy',
  'log_loss',
  'recall',
  'precision',
  'rmse',
  'mae',
  'r2',
  'mape',
];
const PARAM_NAMES = ['max_depth', 'learning_rate', 'tree_method', 'n_estimators', 'subsample', 'booster'];

/** Park and Miller's generator: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function hex(seed: string, length: number): string {
  const digits = [...seed].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  return digits.repeat(Math.ceil(length / digits.length)).slice(0, length);
}
