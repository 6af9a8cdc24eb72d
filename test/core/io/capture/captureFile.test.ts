import { cp, mkdir, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../src/core/capture/capture';
import { captureFile } from '../../../../src/core/io/capture/captureFile';
import { captureNotebook } from '../../../../src/core/io/capture/captureNotebook';
import { parseNotebook } from '../../../../src/core/notebook/parseNotebook';
import { churnNotebook, notebookText } from '../../../support/notebooks';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { temporaryFolder } from '../../../support/temporaryFolder';

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'model-files');

async function capture(project: RepositoryLedger, path: string): Promise<Capture> {
  return captureFile({ ledger: project.ledger, path: project.path(path) });
}

function values({ inspection }: Capture): readonly string[] {
  return inspection.metrics.map(({ name, split, value }) => `${name}/${split ?? '-'}=${value}`);
}

function evidence({ evidence: kept }: Capture): readonly string[] {
  return kept.map(({ kind, name }) => `${kind} ${name}`);
}

function text({ evidence: kept }: Capture, name: string): string {
  const content = kept.find((each) => each.name === name)?.content;
  return content !== undefined && 'bytes' in content ? Buffer.from(content.bytes).toString('utf8') : '';
}

describe('captureFile', () => {
  it('reads a model file without loading it', async () => {
    const project = await RepositoryLedger.create();
    await cp(join(SAMPLES, 'x.ubj'), project.path('churn.ubj'));

    const found = await capture(project, 'churn.ubj');

    expect(found).toMatchObject({
      source: { kind: 'artifact', path: 'churn.ubj' },
      inspection: { framework: ['xgboost'], metrics: [] },
      artifacts: [{ path: 'churn.ubj', confidence: 'high' }],
      environment: { framework: ['xgboost'] },
      execution: null,
    });
  });

  it.each(['x.json', 'l.txt'])('tells a model that is text (%s) from metrics', async (name) => {
    const project = await RepositoryLedger.create();
    await cp(join(SAMPLES, name), project.path(name));

    expect((await capture(project, name)).source.kind).toBe('artifact');
  });

  it('reads a model folder with the results that its trainer left in it', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('bert/config.json', '{}');
    await project.repository.write('bert/model.safetensors', 'weights');
    await project.repository.write('bert/all_results.json', '{"eval_accuracy":0.9,"eval_runtime":3}');

    const found = await capture(project, 'bert');

    expect(found).toMatchObject({
      source: { kind: 'artifact', path: 'bert' },
      inspection: { framework: ['transformers'] },
      artifacts: [{ path: 'bert', size: 47 }],
    });
    expect(values(found)).toEqual(['accuracy/val=0.9']);
  });

  it('reads a metrics file and keeps it, secrets masked', async () => {
    const project = await RepositoryLedger.create();
    const token = `hf_${'Ab12'.repeat(9)}`;
    await project.repository.write('metrics.json', `{"test":{"rmse":1.5},"token":"${token}"}`);

    const found = await capture(project, 'metrics.json');

    expect(found.source.kind).toBe('metrics');
    expect(values(found)).toEqual(['rmse/test=1.5']);
    expect(evidence(found)).toEqual(['log metrics.json']);
    expect(text(found, 'metrics.json')).not.toContain(token);
  });

  it('says when a metrics file has none', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('metrics.json', '{"name":"churn"}');

    expect((await capture(project, 'metrics.json')).warnings).toMatchObject([{ code: 'no-metrics' }]);
  });

  it('reads a script with its log and the metrics file that it writes', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write(
      'train.py',
      `import json, logging
from xgboost import XGBClassifier
logging.basicConfig(filename="run.log")
df = pd.read_csv("churn.csv")
model = XGBClassifier(max_depth=6)
model.save_model("models/churn.json")
with open("out/metrics.json", "w") as file:
    json.dump(scores, file)
`,
    );
    await project.repository.write('churn.csv', 'a\n1\n');
    await project.repository.write('models/churn.json', '{"learner":{}}');
    await project.repository.write('out/metrics.json', '{"test":{"roc_auc":0.93}}');
    await project.repository.write('run.log', 'Test ROC AUC: 0.9\nTest accuracy: 0.88\n');
    await project.repository.write('requirements.txt', 'xgboost==2.0.3\nflask==3.0.0\n');

    const found = await capture(project, 'train.py');

    expect(found.source).toEqual({ kind: 'script', path: 'train.py' });
    expect(values(found)).toEqual(['roc_auc/test=0.93', 'accuracy/test=0.88']);
    expect(found.inspection.params).toContainEqual(expect.objectContaining({ name: 'max_depth', value: 6 }));
    expect(found.datasets).toMatchObject([{ path: 'churn.csv', identity: { kind: 'sha256' } }]);
    expect(found.artifacts).toMatchObject([{ path: 'models/churn.json', size: 14 }]);
    expect(found.environment).toMatchObject({ framework: ['xgboost'], packages: { xgboost: '2.0.3' } });
    expect(evidence(found)).toEqual(['log run.log', 'environment environment.json']);
    expect(found.code.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a file that is not there', 'gone.pkl', 'source-missing'],
    ['a picture', 'plot.png', 'source-unsupported'],
    ['a notebook that is none', 'broken.ipynb', 'source-unreadable'],
  ])('refuses %s', async (_, path, code) => {
    const project = await RepositoryLedger.create();
    await project.repository.write('plot.png', 'x');
    await project.repository.write('broken.ipynb', '{ "cells": [');

    await expect(capture(project, path)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(path) as unknown,
    });
  });

  it('writes nothing', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('train.ipynb', churnNotebook());
    await project.repository.commitAll('train');

    await capture(project, 'train.ipynb');

    expect(await project.repository.git('status', '--porcelain', '--ignored')).toBe('');
  });
});

describe('captureNotebook', () => {
  const at = (minute: number) => `2024-06-12T08:${String(minute).padStart(2, '0')}:00.000Z`;

  it('prefers the live notebook to the file', async () => {
    const project = await RepositoryLedger.create();
    const path = await project.repository.write('train.ipynb', churnNotebook({ auc: 0.5 }));
    const rawText = churnNotebook({ auc: 0.99 });

    const live = await captureNotebook({ ledger: project.ledger, path, notebook: parseNotebook(rawText), rawText });
    const alone = await captureNotebook({ ledger: project.ledger, path, notebook: parseNotebook(rawText) });

    expect(values(live)).toEqual(['roc_auc/test=0.99']);
    expect(text(live, 'train.ipynb')).toBe(rawText);
    expect(parseNotebook(text(alone, 'train.ipynb')).cells).toEqual(parseNotebook(rawText).cells);
  });

  it('tells code from runs: the same code has the same hash, whatever it printed', async () => {
    const project = await RepositoryLedger.create();
    const hash = async (name: string, content: string) => {
      await project.repository.write(name, content);
      return (await capture(project, name)).code.sourceSha256;
    };

    const first = await hash('a.ipynb', churnNotebook({ auc: 0.5 }));

    expect(await hash('b.ipynb', churnNotebook({ auc: 0.6 }))).toBe(first);
    expect(await hash('c.ipynb', churnNotebook({ depth: 9 }))).not.toBe(first);
  });

  it('knows when and how long the cells ran', async () => {
    const project = await RepositoryLedger.create();
    const cells = [
      { source: 'a', executedAt: { from: at(0), to: at(1) } },
      { source: 'b', executedAt: { from: at(5), to: at(7) } },
    ];
    await project.repository.write('train.ipynb', notebookText(cells));

    expect((await capture(project, 'train.ipynb')).execution).toEqual({
      order: [1, 2],
      startedAt: at(0),
      finishedAt: at(7),
      durationMs: 180_000,
    });
  });

  it('keeps printed epochs and their curves', async () => {
    const project = await RepositoryLedger.create();
    const stdout =
      'Epoch 1/2\n10/10 - 1s - loss: 0.9000 - val_loss: 0.8000\nEpoch 2/2\n10/10 - 1s - loss: 0.7000 - val_loss: 0.6000\n';
    await project.repository.write('train.ipynb', notebookText([{ source: 'model.fit(X, y, epochs=2)', stdout }]));

    const found = await capture(project, 'train.ipynb');

    expect(evidence(found)).toEqual([
      'curve curves.json',
      'log cell-1.log',
      'notebook train.ipynb',
      'environment environment.json',
    ]);
    expect(text(found, 'cell-1.log')).toContain('val_loss: 0.6000');
    expect(JSON.parse(text(found, 'curves.json'))).toMatchObject({
      series: expect.arrayContaining([expect.objectContaining({ name: 'loss', split: 'val' })]) as unknown,
    });
  });

  it('keeps the logs of this run that lie near the notebook', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write(
      'notebooks/train.ipynb',
      notebookText([{ source: 'CSVLogger("history.csv")', executedAt: { from: at(0), to: at(9) } }]),
    );
    await project.repository.write('notebooks/history.csv', 'epoch,val_loss\n0,0.5\n1,0.4\n');
    await project.repository.write('notebooks/train.log', 'done\n');
    await project.repository.write('notebooks/logs/old.log', 'another run\n');
    await project.repository.write('notebooks/lightning_logs/version_9/metrics.csv', 'epoch,val_acc\n0,0.1\n1,0.2\n');
    await project.repository.write('notebooks/lightning_logs/version_10/metrics.csv', 'epoch,val_acc\n0,0.5\n1,0.6\n');
    await project.repository.write('notebooks/catboost_info/test_error.tsv', 'iter\tLogloss\n0\t0.6\n1\t0.5\n');
    await project.repository.write('notebooks/dvclive/plots/metrics/train/loss.tsv', 'step\tloss\n0\t0.7\n1\t0.3\n');
    const old = new Date('2024-06-11T00:00:00Z');
    await utimes(project.path('notebooks/logs/old.log'), old, old);
    // Named by the code: kept whatever its time.
    await utimes(project.path('notebooks/history.csv'), old, old);

    const found = await capture(project, 'notebooks/train.ipynb');

    const logs = found.evidence.filter(({ kind }) => kind === 'log').map(({ source }) => source?.path);
    expect(logs.toSorted()).toEqual([
      'notebooks/catboost_info/test_error.tsv',
      'notebooks/dvclive/plots/metrics/train/loss.tsv',
      'notebooks/history.csv',
      'notebooks/lightning_logs/version_10/metrics.csv',
      'notebooks/train.log',
    ]);
    expect(text(found, 'curves.json')).toContain('notebooks/history.csv');
    expect(JSON.parse(text(found, 'curves.json'))).toMatchObject({
      series: expect.arrayContaining([
        expect.objectContaining({ name: 'loss', split: 'train', source: expect.anything() as unknown }),
      ]) as unknown,
    });
  });

  it('leaves out a log that is too large, and says so', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('.model-ledger/config.json', JSON.stringify({ evidence: { maxBytes: 2000 } }));
    await project.repository.write('train.ipynb', notebookText([{ source: 'x' }]));
    await project.repository.write('train.log', 'x'.repeat(3000));

    const found = await capture(project, 'train.ipynb');

    expect(found.warnings).toMatchObject([
      { code: 'evidence-too-large', message: expect.stringContaining('train.log') as unknown },
    ]);
    expect(evidence(found)).toEqual(['notebook train.ipynb', 'environment environment.json']);
  });

  it('takes packages from what was printed, else from the nearest file, and only those that are used', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('requirements.txt', 'wrong==9.9.9\n');
    await project.repository.write(
      'notebooks/poetry.lock',
      '[[package]]\nname = "pandas"\nversion = "2.2.0"\n\n[[package]]\nname = "flask"\nversion = "3.0.0"\n',
    );
    await project.repository.write('notebooks/requirements.txt', 'pandas==1.0.0\nscikit-learn==1.4.0\n');
    const cells = [
      { source: 'import pandas as pd\nimport sklearn' },
      { source: 'sklearn.__version__', result: "'1.5.0'" },
    ];
    await project.repository.write('notebooks/train.ipynb', notebookText(cells));

    const found = await capture(project, 'notebooks/train.ipynb');

    expect(found.environment).toMatchObject({
      python: '3.11.7',
      kernel: 'Python 3 (ipykernel)',
      packages: { pandas: '2.2.0', 'scikit-learn': '1.5.0' },
    });
    expect(JSON.parse(text(found, 'environment.json'))).toMatchObject({
      packages: { flask: '3.0.0', pandas: '2.2.0', 'scikit-learn': '1.5.0' },
      files: ['notebooks/poetry.lock', 'notebooks/requirements.txt'],
    });
  });

  it('names an artifact that the code writes and that is not there, and one that is a folder', async () => {
    const project = await RepositoryLedger.create();
    const cells = [
      { source: 'import joblib\njoblib.dump(model, "models/gone.pkl")\nkeras_model.save("models/saved.keras")' },
    ];
    await project.repository.write('train.ipynb', notebookText(cells));
    await mkdir(project.path('models/saved.keras'), { recursive: true });
    await project.repository.write('models/saved.keras/saved_model.pb', 'graph');

    const found = await capture(project, 'train.ipynb');

    expect(found.artifacts).toMatchObject([
      { path: 'models/gone.pkl', size: null, modifiedAt: null },
      { path: 'models/saved.keras', size: 5 },
    ]);
    expect(found.warnings).toContainEqual(
      expect.objectContaining({
        code: 'artifact-missing',
        message: expect.stringContaining('models/gone.pkl') as unknown,
      }),
    );
  });

  it('warns of a model file that is older than the run', async () => {
    const project = await RepositoryLedger.create();
    const source = 'joblib.dump(model, "churn.pkl")';
    const cells = [{ source, executedAt: { from: at(0), to: at(1) } }];
    await project.repository.write('train.ipynb', notebookText(cells));
    await project.repository.write('churn.pkl', 'model');
    const warnings = async () => (await capture(project, 'train.ipynb')).warnings.map(({ code }) => code);
    const fresh = await warnings();
    const old = new Date('2024-06-11T00:00:00Z');
    await utimes(project.path('churn.pkl'), old, old);

    expect(fresh).not.toContain('artifact-older-than-run');
    expect(await warnings()).toContain('artifact-older-than-run');
  });

  it('keeps a notebook that is too large without its pictures', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('.model-ledger/config.json', JSON.stringify({ evidence: { maxBytes: 20_000 } }));
    const png = Buffer.alloc(30_000, 1).toString('base64');
    const stdout = `${'step\n'.repeat(10_000)}Test accuracy: 0.9\n`;
    await project.repository.write('train.ipynb', notebookText([{ source: 'fit()', stdout, png }]));

    const found = await capture(project, 'train.ipynb');

    expect(found.warnings.map(({ code }) => code)).toEqual(['evidence-shortened', 'evidence-too-large']);
    expect(evidence(found)).toEqual(['notebook train.ipynb', 'environment environment.json']);
    expect(parseNotebook(text(found, 'train.ipynb')).cells[0]).toMatchObject({ source: 'fit()' });
    expect(text(found, 'train.ipynb')).toContain('Test accuracy: 0.9');
  });

  it('keeps as many plots as fit, and names the others', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('.model-ledger/config.json', JSON.stringify({ evidence: { maxBytes: 20_000 } }));
    const cells = Array.from({ length: 6 }, (_, index) => ({
      source: 'plt.show()',
      png: Buffer.alloc(15_000, index).toString('base64'),
    }));
    await project.repository.write('train.ipynb', notebookText(cells));

    const found = await capture(project, 'train.ipynb');

    expect(evidence(found).filter((name) => name.startsWith('plot'))).toHaveLength(5);
    expect(found.warnings).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('cell-6-1.png is left out') as unknown }),
    );
  });

  it('knows the workspace by another name, through a link', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('notebooks/train.ipynb', churnNotebook());
    await project.repository.write('data/churn.csv', 'a\n');
    const link = join(await temporaryFolder(), 'link');
    await symlink(project.root, link);

    const found = await captureFile({ ledger: project.ledger, path: join(link, 'notebooks', 'train.ipynb') });

    expect(found.source.path).toBe('notebooks/train.ipynb');
    expect(found.datasets).toMatchObject([{ path: 'data/churn.csv', identity: { kind: 'sha256' } }]);
  });

  it('says why a repository has no commit to record', async () => {
    const project = await RepositoryLedger.create();
    await project.repository.write('train.ipynb', churnNotebook());
    await project.repository.write('.git/config', '[core\n');

    const found = await capture(project, 'train.ipynb');

    expect(found.code).toMatchObject({ commit: null, dirty: false });
    expect(found.warnings).toContainEqual(
      expect.objectContaining({ code: 'git-unavailable', message: expect.stringContaining('Git says: ') as unknown }),
    );
  });

  it('masks secrets in what it keeps, and says so', async () => {
    const project = await RepositoryLedger.create();
    const token = `ghp_${'a1B2'.repeat(9)}`;
    await project.repository.write(
      'train.ipynb',
      notebookText([{ source: `login("${token}")`, stdout: `${token}\n` }]),
    );

    const found = await capture(project, 'train.ipynb');

    expect(text(found, 'train.ipynb')).not.toContain(token);
    expect(found.warnings).toContainEqual(expect.objectContaining({ code: 'secret-masked' }));
  });
});
