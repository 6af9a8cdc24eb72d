import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../../scripts/projectRoot';
import { runProcess } from '../../../scripts/runProcess';
import { zip } from '../../support/zip';
import { shapesNotebook, type Training } from './shapesNotebook';
import { writeVersions, type WrittenFacts } from './writtenVersions';

export const LARGE = 1_200;

/**
 * A repository with something for every state of the comparison page: `shapes` has five versions registered from notebooks
 * with curves, reports, matrices and plots; `depths` has repeats; `single` one version; `tuning` more than a thousand.
 */
export async function createComparedProject(folder: string): Promise<string> {
  const root = path.join(folder, 'shapes-lab');
  await mkdir(path.join(root, '.model-ledger'), { recursive: true });
  await writeFile(
    path.join(root, '.model-ledger', 'config.json'),
    JSON.stringify({
      project: 'shapes-lab',
      metrics: { accuracy: { tolerance: 0.02 }, log_loss: { tolerance: '5 %' } },
    }),
  );
  await git(root, 'init', '--quiet', '--initial-branch=main');
  await git(root, 'config', 'user.name', 'Ada Moreno');
  await git(root, 'config', 'user.email', 'ada@example.com');
  await writeFile(path.join(root, '.gitignore'), '*.keras\n');
  for (const training of await trainings()) {
    await train(root, training);
  }
  await model(root, ['stage', 'shapes@v3', 'production', '--reason', 'Calibrated well enough for the sorting line.']);
  await model(root, ['alias', 'shapes@v3', 'champion']);
  await model(root, ['stage', 'shapes@v4', 'staging', '--reason', 'On trial.']);
  await model(root, ['review', 'shapes@v3', '--approve', '--comment', 'Stars are found well now.']);
  await writeVersions(root, 'depths', repeats(), '2026-10-01T08:00:00Z');
  await writeVersions(root, 'single', repeats().slice(0, 1), '2026-10-02T08:00:00Z');
  await writeVersions(root, 'tuning', tuning(), '2026-08-01T00:00:00Z');
  await commit(root, 'Register the experiments');
  return root;
}

const SETTINGS: readonly (Omit<Training, 'version' | 'plot'> & { readonly rationale: string })[] = [
  {
    epochs: 30,
    units: 32,
    dropout: 0,
    learningRate: 0.001,
    calibrates: false,
    rationale: 'A baseline to beat: one hidden layer, no regularisation.',
  },
  {
    epochs: 40,
    units: 64,
    dropout: 0,
    learningRate: 0.001,
    calibrates: false,
    rationale: 'Twice as wide, because the training loss was still falling.',
  },
  {
    epochs: 40,
    units: 64,
    dropout: 0.3,
    learningRate: 0.003,
    calibrates: true,
    rationale:
      'Dropout against the overfitting of v2, and **calibrated** probabilities:\n\n- the sorting line acts on them\n- see the plot',
  },
  {
    epochs: 60,
    units: 128,
    dropout: 0.3,
    learningRate: 0.003,
    calibrates: true,
    rationale: 'Wider again. Worth the memory only if stars get better.',
  },
  { epochs: 60, units: 128, dropout: 0.5, learningRate: 0.0005, calibrates: true, rationale: '' },
];

async function trainings(): Promise<readonly Training[]> {
  const plots = await samplePlots();
  return SETTINGS.map((setting, index) => ({
    ...setting,
    version: index + 1,
    plot: plots[index % plots.length] ?? '',
  }));
}

/** The plots of the sample's notebooks, which are what notebooks really draw. */
async function samplePlots(): Promise<readonly string[]> {
  const plots: string[] = [];
  for (const name of ['01-baseline-logistic-regression', '02-xgboost', '03-tuned-gradient-boosting']) {
    const text = await readFile(path.join(projectRoot, 'sample', 'notebooks', `${name}.ipynb`), 'utf8');
    for (const [, plot = ''] of text.matchAll(/"image\/png": "(?<plot>[A-Za-z0-9+/=\\n]+)"/g)) {
      plots.push(plot.replaceAll('\\n', ''));
    }
  }
  return plots;
}

async function train(root: string, training: Training): Promise<void> {
  const { version, units, epochs } = training;
  await write(root, 'data/shapes.csv', csv(version < 4 ? 4_000 : 5_200));
  await write(
    root,
    'src/features.py',
    `WIDTH = ${units}\n\n\ndef scale(x):\n    return x / ${version < 3 ? 255 : '255.0 - 0.5'}\n`,
  );
  await write(root, 'requirements.txt', `keras==3.${version < 4 ? 4 : 6}.1\nnumpy==1.26.4\nscikit-learn==1.5.2\n`);
  await write(root, 'notebooks/train.ipynb', shapesNotebook(training));
  await write(root, 'models/shapes.keras', keras(training));
  await commit(root, `Train for ${epochs} epochs with ${units} units`);
  const rationale = SETTINGS[version - 1]?.rationale ?? '';
  await model(
    root,
    [
      ...['register', 'notebooks/train.ipynb', '--model', 'shapes', '--artifact', 'models/shapes.keras'],
      ...['--tag', `owner=${version % 2 === 0 ? 'jonas' : 'ada'}`],
      ...(rationale === '' ? [] : ['--rationale', rationale]),
    ],
    `2026-11-${String(10 + version)}T09:30:00Z`,
  );
  await commit(root, `Register shapes@v${version}`);
}

function csv(rows: number): string {
  return `width,height,shape\n${Array.from({ length: rows }, (_, row) => `${row % 97},${row % 89},${row % 4}\n`).join('')}`;
}

function keras({ units, dropout }: Training): Uint8Array {
  const layer = (kind: string, config: object, inputs: number | null) => ({
    class_name: kind,
    config,
    build_config: inputs === null ? {} : { input_shape: [null, inputs] },
  });
  const config = {
    class_name: 'Sequential',
    config: {
      name: 'shapes',
      layers: [
        layer('InputLayer', { name: 'pixels', batch_shape: [null, 784], dtype: 'float32' }, null),
        layer('Dense', { name: 'hidden', units, dtype: 'float32' }, 784),
        ...(dropout === 0 ? [] : [layer('Dropout', { name: 'dropout', rate: dropout, dtype: 'float32' }, units)]),
        layer('Dense', { name: 'classes', units: 4, dtype: 'float32' }, units),
      ],
    },
    compile_config: { optimizer: { class_name: 'Adam' } },
  };
  return zip({
    'metadata.json': Buffer.from('{"keras_version":"3.4.1"}'),
    'config.json': Buffer.from(JSON.stringify(config)),
    'model.weights.h5': Buffer.alloc(units * 40, units),
  });
}

/** Three depths with three seeds each: the second is hardly better, the third clearly worse. */
function repeats(): readonly WrittenFacts[] {
  return [0.912, 0.9135, 0.884].flatMap((level, setting) =>
    [0, 0.003, -0.002].map((offset, seed) => ({
      rationale: `Depth ${4 + setting * 2}, seed ${seed + 1}.`,
      metrics: [
        measured('roc_auc', level + offset, true, true),
        measured('log_loss', 1.2 - level + offset / 2, false, false),
      ],
      params: [
        { name: 'max_depth', value: 4 + setting * 2 },
        { name: 'random_state', value: seed + 1 },
      ],
    })),
  );
}

function tuning(): readonly WrittenFacts[] {
  return Array.from({ length: LARGE }, (_, index) => {
    const depth = 2 + ((index * 7) % 11);
    const rate = [0.3, 0.1, 0.05, 0.03, 0.01][(index * 3) % 5] ?? 0.1;
    const level = 0.9 - 0.004 * (depth - 7) ** 2 - 0.01 * Math.abs(Math.log10(rate) + 1.3) + 0.03 * (index / LARGE);
    const noise = Math.sin(index * 12.9898) * 0.008;
    return {
      rationale: index % 9 === 0 ? '' : `Trial ${index + 1} of the search.`,
      metrics: [
        measured('roc_auc', level + noise, true, true),
        measured('f1', level - 0.12 + noise / 2, true, true),
        measured('recall', level - 0.2 - noise, true, false),
        measured('log_loss', 1.25 - level - noise, false, false),
        measured('latency_ms', 3.5 + depth * 0.83 + Math.abs(noise) * 40, false, false),
      ],
      params: [
        { name: 'max_depth', value: depth },
        { name: 'learning_rate', value: rate },
        { name: 'n_estimators', value: 100 + (index % 9) * 50 },
        { name: 'subsample', value: 0.5 + (index % 6) / 10 },
        { name: 'booster', value: index % 13 === 0 ? 'dart' : 'gbtree' },
        { name: 'objective', value: 'binary:logistic' },
        { name: 'random_state', value: 42 },
      ],
    };
  });
}

function measured(name: string, value: number, higherIsBetter: boolean, headline: boolean) {
  return { name, value: Number(value.toFixed(4)), split: 'test', model: null, higherIsBetter, headline };
}

/** The command line of the build, at a time of its own. */
async function model(root: string, args: readonly string[], at = '2026-11-20T09:30:00Z'): Promise<void> {
  const clock = pathToFileURL(path.join(projectRoot, 'scripts', 'sample', 'clock.mjs')).href;
  const cli = path.join(projectRoot, 'dist', 'cli.js');
  await run(process.execPath, ['--import', clock, cli, '--cwd', root, ...args], { ...process.env, SAMPLE_CLOCK: at });
}

async function commit(root: string, message: string): Promise<void> {
  await git(root, 'add', '--all');
  await git(root, 'commit', '--quiet', '--no-verify', '--message', message);
}

async function git(root: string, ...args: readonly string[]): Promise<void> {
  await run('git', ['-C', root, ...args], process.env);
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await runProcess({ command, args, env });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${output}`);
  }
}

async function write(root: string, file: string, content: string | Uint8Array): Promise<void> {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
}
