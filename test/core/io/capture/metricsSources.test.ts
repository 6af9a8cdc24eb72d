import { appendFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Capture } from '../../../../src/core/capture/capture';
import { captureFile } from '../../../../src/core/io/capture/captureFile';
import { RepositoryLedger } from '../../../support/repositoryLedger';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'metrics-files');

/** What trainings leave on disk, each registered as a source by itself. */
describe('captureFile of what a training left', () => {
  let project: RepositoryLedger;

  beforeEach(async () => {
    project = await RepositoryLedger.create();
    await cp(FIXTURES, project.path('runs'), { recursive: true });
    // Not in the file, where scanners of repositories would take it for a real one.
    await appendFile(project.path('runs/script/train.log'), `INFO:root:token hf_${'Ab12'.repeat(9)}\n`);
  });

  async function capture(path: string): Promise<Capture> {
    return captureFile({ ledger: project.ledger, path: project.path(`runs/${path}`) });
  }

  /** `roc_auc/test=0.99 :10`, the line as people count it; a question mark marks what is only offered. */
  function metrics({ inspection }: Capture): readonly string[] {
    return inspection.metrics.map(({ name, split, value, source, confidence }) => {
      const line = source.line === undefined ? '' : ` :${source.line + 1}`;
      return `${name}/${split ?? '-'}=${Math.round(value * 1e4) / 1e4}${line}${confidence === 'low' ? ' ?' : ''}`;
    });
  }

  it.each([
    [
      'DVCLive',
      'dvclive/metrics.json',
      ['loss/train=0.0696 :3', 'loss/val=0.0739 :6', 'accuracy/val=0.965 :7', 'roc_auc/test=0.9969 :10'],
    ],
    [
      'the state of a Hugging Face trainer',
      'transformers/trainer_state.json',
      ['accuracy/val=0.8603 :15', 'f1/val=0.9019 :15', 'loss/val=0.3702 :15', 'loss/train=0.4066 :16'],
    ],
    [
      'the results of a Hugging Face trainer',
      'transformers/all_results.json',
      [
        'accuracy/val=0.8603 :3',
        'score/val=0.8811 :4',
        'f1/val=0.9019 :5',
        'loss/val=0.3702 :6',
        'loss/train=0.4066 :12',
      ],
    ],
    [
      'Lightning',
      'lightning/metrics.csv',
      [
        'accuracy/val=0.902 :7',
        'loss/val=0.3105 :7',
        'loss/train=0.3488 :8',
        'accuracy/test=0.8985 :9',
        'loss/test=0.3177 :9',
      ],
    ],
    [
      'the CSVLogger of Keras, whatever its file is called',
      'keras/training.log',
      ['accuracy/val=0.8901 :4', 'loss/val=0.3302 :4', 'accuracy/train=0.8933 :4', 'loss/train=0.3211 :4'],
    ],
    ['DVC', 'dvc/metrics.yaml', ['rmse/train=1.21 :2', 'r2/train=0.97 :3', 'rmse/test=2.04 :5', 'r2/test=0.91 :6']],
    [
      'plain JSON, offering what may be a setting',
      'plain/scores.json',
      ['roc_auc/test=0.91 :2', 'f1/test=0.74 :3', 'max_depth/-=6 :4 ?', 'profit_at_10/-=12.5 :5'],
    ],
    [
      'JSON that may be anything, offering what has no name of a metric',
      'plain/settings.json',
      ['window/-=12 :3 ?', 'accuracy/-=0.9 :4'],
    ],
    [
      'the log of a script',
      'script/train.log',
      ['loss/train=0.4122 :2', 'loss/val=0.3902 :2', 'accuracy/test=0.931 :3', 'roc_auc/test=0.9702 :4'],
    ],
  ])('reads %s, with lines', async (_, path, expected) => {
    const found = await capture(path);

    expect(found.source).toEqual({ kind: 'metrics', path: `runs/${path}` });
    expect([...metrics(found)].sort()).toEqual([...expected].sort());
  });

  it('takes the params that lie beside the metrics, secrets left out, and the curves', async () => {
    const params = async (path: string) =>
      (await capture(path)).inspection.params.map(({ name, value, source }) => [name, value, source.path]);
    const curves = async (path: string) =>
      (await capture(path)).inspection.series.map(
        ({ name, split, points }) => `${name}/${split ?? '-'} ${points.length}`,
      );

    expect(await params('dvclive/metrics.json')).toEqual([
      ['alpha', 0.01, 'runs/dvclive/params.yaml'],
      ['epochs', 4, 'runs/dvclive/params.yaml'],
    ]);
    expect(await params('lightning/metrics.csv')).toEqual([
      ['lr', 0.001, 'runs/lightning/hparams.yaml'],
      ['model.hidden', 64, 'runs/lightning/hparams.yaml'],
      ['model.name', 'mlp', 'runs/lightning/hparams.yaml'],
    ]);
    expect(await params('dvc/metrics.yaml')).toContainEqual(['train.max_depth', 6, 'runs/dvc/params.yaml']);
    expect(await curves('dvclive/metrics.json')).toEqual(['loss/train 4', 'accuracy/val 4', 'loss/val 4']);
    expect(await curves('transformers/trainer_state.json')).toEqual(
      expect.arrayContaining(['loss/train 2', 'loss/val 2', 'accuracy/val 2']),
    );
    expect(await curves('keras/training.log')).toContain('accuracy/val 3');
  });

  it('takes the folder of DVCLive for its metrics file, and keeps its curves as evidence', async () => {
    const found = await capture('dvclive');

    expect(found.source).toEqual({ kind: 'metrics', path: 'runs/dvclive/metrics.json' });
    expect(found.artifacts).toEqual([]);
    expect(found.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['log', 'curve']));
  });

  it('reads a script with what it logged, masks a token in it and says so', async () => {
    const found = await capture('script/train.py');
    const log = found.evidence.find(({ name }) => name === 'train.log')?.content;

    expect(metrics(found)).toEqual(expect.arrayContaining([expect.stringContaining('roc_auc/test=0.9702')]));
    expect(found.inspection.params).toContainEqual(expect.objectContaining({ name: 'n_estimators', value: 200 }));
    expect(log !== undefined && 'bytes' in log ? Buffer.from(log.bytes).toString() : '').not.toMatch(/hf_Ab/);
    expect(found.warnings).toContainEqual(expect.objectContaining({ code: 'secret-masked' }));
    expect((await capture('script/train.log')).warnings).toContainEqual(
      expect.objectContaining({
        code: 'secret-masked',
        message:
          '1 text that looks like a secret is masked in the kept copy of train.log. The file itself still shows it: take it out there, and change a secret that others may have seen.',
      }),
    );
  });

  it('says in a plain sentence that a file has no metric', async () => {
    const { inspection, warnings } = await capture('plain/customers.csv');

    expect(inspection.metrics).toEqual([]);
    expect(warnings.map(({ message }) => message)).toContain(
      'No metrics were found in customers.csv: none of its numbers has the name of one, or it is a table of data. Write them down by hand, or register another file.',
    );
  });
});
