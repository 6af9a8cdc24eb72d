import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../../../src/core/capture/capture';
import type { Draft } from '../../../../src/core/draft/draft';
import { captureFile } from '../../../../src/core/io/capture/captureFile';
import { prepareDraft } from '../../../../src/core/io/capture/prepareDraft';
import { registerDraft, type Registered, type RegisterRequest } from '../../../../src/core/io/capture/register';
import { GitRepository } from '../../../support/gitRepository';
import { churnNotebook } from '../../../support/notebooks';
import { RepositoryLedger } from '../../../support/repositoryLedger';

const MODEL = Buffer.from('model bytes');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

class Project {
  private constructor(readonly base: RepositoryLedger) {}

  static async create(): Promise<Project> {
    const base = await RepositoryLedger.create();
    await base.repository.write('.gitignore', '/models/\n');
    await base.repository.write('data/churn.csv', 'tenure,churned\n12,0\n');
    await base.repository.write('models/churn.joblib', MODEL);
    await base.repository.write('notebooks/train.ipynb', churnNotebook());
    await base.repository.commitAll('train');
    return new Project(base);
  }

  capture(path = 'notebooks/train.ipynb'): Promise<Capture> {
    return captureFile({ ledger: this.base.ledger, path: this.base.path(path) });
  }

  async register(change: Partial<Draft> = {}, request: Partial<RegisterRequest> = {}): Promise<Registered> {
    const capture = request.capture ?? (await this.capture());
    const { draft } = await prepareDraft({ ledger: this.base.ledger, capture, model: 'churn' });
    return registerDraft({ ledger: this.base.ledger, capture, draft: { ...draft, ...change }, ...request });
  }
}

describe('registerDraft', () => {
  it('records what the notebook said, with where each fact came from', async () => {
    const project = await Project.create();
    const { ledger, root } = project.base;

    const registered = await project.register();

    const version = await ledger.version({ id: registered.id });
    expect(registered).toMatchObject({ model: 'churn', version: 1, warnings: [], duplicateOf: null });
    expect(JSON.parse(await readFile(join(root, registered.event), 'utf8'))).toMatchObject({ id: registered.id });
    expect(version).toMatchObject({
      source: { kind: 'notebook', path: 'notebooks/train.ipynb' },
      metrics: [{ name: 'roc_auc', value: 0.912, split: 'test', source: { cell: 3, output: 0 } }],
      datasets: [{ path: 'data/churn.csv', identity: { kind: 'git' } }],
      artifacts: [{ path: 'models/churn.joblib', sha256: sha256(MODEL), size: MODEL.length, kept: 'store' }],
      code: { branch: 'main', dirty: false, snapshot: null },
      environment: { framework: ['scikit-learn'], python: '3.11.7' },
    });
    expect(version.params).toContainEqual(
      expect.objectContaining({ name: 'max_depth', value: 4, source: { cell: 2, line: 0 } }),
    );
    expect(version.evidence.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'plot cell-4-2.png',
      'notebook train.ipynb',
      'environment environment.json',
    ]);
    expect(Buffer.from(await ledger.readObject(version.evidence[1]?.sha256 ?? '')).toString()).toBe(churnNotebook());
    expect(await readFile(ledger.storePath(sha256(MODEL)))).toEqual(MODEL);
    expect((await ledger.verify()).problems).toEqual([]);
  });

  it('fills changes and impact against the version before', async () => {
    const project = await Project.create();
    await project.register();
    await project.base.repository.write('notebooks/train.ipynb', churnNotebook({ auc: 0.934, depth: 6 }));

    const { id } = await project.register();

    const { documentation } = await project.base.ledger.version({ id });
    expect(documentation.impact).toBe('Against churn@v1:\n\n- roc_auc (test): 0.912 → 0.934 (+0.022, better)');
    expect(documentation.changes).toContain('- `max_depth`: 4 → 6');
    expect(documentation.changes).toContain(
      '- cell 3 edited: `model = RandomForestClassifier(n_estimators=200, max_depth=4',
    );
  });

  it('keeps uncommitted code', async () => {
    const project = await Project.create();
    await project.base.repository.write('notebooks/train.ipynb', churnNotebook({ depth: 6 }));

    const { id } = await project.register();

    const { code } = await project.base.ledger.version({ id });
    expect(code.dirty).toBe(true);
    const kept = await project.base.repository.git('show', `${code.snapshot}:notebooks/train.ipynb`);
    expect(`${kept}\n`).toBe(churnNotebook({ depth: 6 }));
  });

  it('says when uncommitted work lies where a snapshot cannot hold it', async () => {
    const project = await Project.create();
    const library = await GitRepository.create();
    await library.write('lib.py', '1\n');
    await library.commitAll('one');
    const { repository } = project.base;
    await repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.folder, 'lib');
    await repository.commitAll('submodule');
    await repository.write('lib/lib.py', '2\n');

    const { id, warnings } = await project.register();

    expect((await project.base.ledger.version({ id })).code).toMatchObject({ dirty: true, snapshot: null });
    expect(warnings).toEqual([expect.stringContaining('submodule')]);
  });

  it('records the commit that was made between draft and registration', async () => {
    const project = await Project.create();
    await project.base.repository.write('notebooks/train.ipynb', churnNotebook({ depth: 6 }));
    const capture = await project.capture();
    const commit = await project.base.repository.commitAll('deeper');

    const { id } = await project.register({}, { capture });

    expect((await project.base.ledger.version({ id })).code).toMatchObject({ commit, dirty: false, snapshot: null });
  });

  describe('asks about the same thing again', () => {
    it('and goes on when nobody is there to ask', async () => {
      const project = await Project.create();
      await project.register();

      expect(await project.register()).toMatchObject({ version: 2, duplicateOf: 'churn@v1' });
    });

    it('and stops before anything is written', async () => {
      const project = await Project.create();
      const first = await project.register();
      const before = await project.base.repository.git('status', '--porcelain', '--untracked-files=all');
      const asked: unknown[] = [];

      const again = project.register({}, { onDuplicate: (found) => Promise.resolve(asked.push(found) === 0) });

      await expect(again).rejects.toMatchObject({ code: 'cancelled' });
      expect(asked).toEqual([{ model: 'churn', version: 1, id: first.id }]);
      expect(await project.base.repository.git('status', '--porcelain', '--untracked-files=all')).toBe(before);
    });

    it('but not about an archived version or another training', async () => {
      const project = await Project.create();
      const first = await project.register();
      await project.base.ledger.archive({ id: first.id }, 'wrong data');
      const second = await project.register();
      await project.base.repository.write('models/churn.joblib', 'other bytes');

      expect(second.duplicateOf).toBeNull();
      expect((await project.register()).duplicateOf).toBeNull();
    });
  });

  describe('refuses', () => {
    it('a draft without the documentation that the config requires, and names the fields', async () => {
      const project = await Project.create();
      const config = { documentation: { required: ['rationale', 'changes', 'impact'] } };
      await project.base.repository.write('.model-ledger/config.json', JSON.stringify(config));

      const missing = project.register({ documentation: { rationale: ' \n', changes: '', impact: 'x' } });

      await expect(missing).rejects.toMatchObject({
        code: 'documentation-missing',
        message: expect.stringContaining('rationale and changes') as unknown,
        data: { missing: ['rationale', 'changes'] },
      });
      expect(await project.base.ledger.summaries()).toEqual([]);
    });

    it.each([
      ['an artifact that is not there', { artifacts: ['models/gone.pkl'] }, 'artifact-missing'],
      ['an artifact outside', { artifacts: ['../model.pkl'] }, 'path-outside'],
      ['the workspace itself', { artifacts: ['.'] }, 'path-outside'],
      ['a model name that cannot be', { model: '../churn' }, 'model-name-invalid'],
      [
        'a metric that is no number',
        { metrics: [{ name: 'f1', value: NaN, split: null, higherIsBetter: true, headline: true }] },
        'metric-invalid',
      ],
      ['a parameter that JSON cannot hold', { params: [{ name: 'eps', value: Infinity }] }, 'param-invalid'],
    ])('%s', async (_, change, code) => {
      const project = await Project.create();

      await expect(project.register(change)).rejects.toMatchObject({ code });
      expect(await project.base.ledger.summaries()).toEqual([]);
    });

    it('an artifact that a link leads to elsewhere', async () => {
      const [project, other] = [await Project.create(), await Project.create()];
      await symlink(other.base.path('models/churn.joblib'), project.base.path('models/link.joblib'));

      await expect(project.register({ artifacts: ['models/link.joblib'] })).rejects.toMatchObject({
        code: 'path-outside',
      });
    });

    it('an empty folder', async () => {
      const project = await Project.create();
      await mkdir(project.base.path('models/empty'));

      await expect(project.register({ artifacts: ['models/empty'] })).rejects.toMatchObject({
        code: 'artifact-not-a-file',
      });
    });

    it('nothing more once it is cancelled', async () => {
      const project = await Project.create();
      const capture = await project.capture();

      await expect(project.register({}, { capture, signal: AbortSignal.abort() })).rejects.toThrow(/cancel|abort/i);
      expect(await project.base.ledger.summaries()).toEqual([]);
    });
  });

  describe('keeps the bytes of an artifact', () => {
    it('with Git where HEAD has them', async () => {
      const project = await Project.create();
      await project.base.repository.write('kept/churn.joblib', MODEL);
      await project.base.repository.commitAll('model');

      const { artifacts } = await project.register({ artifacts: ['kept/churn.joblib'] });

      const blob = await project.base.repository.git('rev-parse', 'HEAD:kept/churn.joblib');
      expect(artifacts).toMatchObject([{ kept: 'git', keeperId: blob, sha256: sha256(MODEL) }]);
      await expect(readFile(project.base.ledger.storePath(sha256(MODEL)))).rejects.toThrow('ENOENT');
    });

    it.each([
      ['was only added', async ({ base }: Project) => base.repository.git('add', 'kept/churn.joblib')],
      [
        'was edited since',
        async ({ base }: Project) => {
          await base.repository.commitAll('model');
          await base.repository.write('kept/churn.joblib', 'newer bytes');
        },
      ],
    ])('in the store where the file %s', async (_, prepare) => {
      const project = await Project.create();
      await project.base.repository.write('kept/churn.joblib', MODEL);
      await prepare(project);

      const { artifacts } = await project.register({ artifacts: ['kept/churn.joblib'] });

      expect(artifacts).toMatchObject([{ kept: 'store' }]);
    });

    it('with DVC where its cache has them', async () => {
      const project = await Project.create();
      const md5 = createHash('md5').update(MODEL).digest('hex');
      const dvc = `outs:\n- md5: ${md5}\n  size: ${MODEL.length}\n  hash: md5\n  path: churn.joblib\n`;
      await project.base.repository.write('models/churn.joblib.dvc', dvc);
      const uncached = await project.register();
      await project.base.repository.write(`.dvc/cache/files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`, MODEL);

      const cached = await project.register();

      expect(uncached.artifacts).toMatchObject([{ kept: 'store' }]);
      expect(cached.artifacts).toMatchObject([{ kept: 'dvc', keeperId: md5 }]);
    });

    it('nowhere when the store is switched off, and says so', async () => {
      const project = await Project.create();

      const { artifacts, warnings } = await project.register({}, { store: false });

      expect(artifacts).toMatchObject([{ kept: 'none', sha256: sha256(MODEL) }]);
      expect(warnings).toEqual([expect.stringContaining('models/churn.joblib')]);
    });

    it('file by file for a folder, with progress over all of them', async () => {
      const project = await Project.create();
      await project.base.repository.write('models/saved/saved_model.pb', 'graph');
      await project.base.repository.write('models/saved/variables/variables.index', 'index');
      await project.base.repository.write('models/saved/.DS_Store', 'litter');
      const progress: (readonly [number, number])[] = [];

      const { artifacts } = await project.register(
        { artifacts: ['models/saved', 'models/saved/saved_model.pb', 'models/churn.joblib'] },
        { onProgress: (done, total) => progress.push([done, total]) },
      );

      expect(artifacts.map(({ path }) => path)).toEqual([
        'models/saved/saved_model.pb',
        'models/saved/variables/variables.index',
        'models/churn.joblib',
      ]);
      expect(progress.at(-1)).toEqual([21, 21]);
      expect(progress.every(([done], index) => done >= (progress[index - 1]?.[0] ?? 0))).toBe(true);
    });
  });

  it('identifies data that a person added to the draft, and leaves out what they took out', async () => {
    const project = await Project.create();
    await writeFile(project.base.path('extra.csv'), 'x\n');

    const { id } = await project.register({ data: ['extra.csv', 'extra.csv'] });

    expect((await project.base.ledger.version({ id })).datasets).toEqual([
      { path: 'extra.csv', identity: { kind: 'sha256', digest: sha256('x\n') }, size: 2 },
    ]);
  });

  it('leaves out evidence that is too large and says which', async () => {
    const project = await Project.create();
    await project.base.repository.write('.model-ledger/config.json', JSON.stringify({ evidence: { maxBytes: 1000 } }));
    const capture = await project.capture();

    const { id } = await project.register({}, { capture });

    const { evidence } = await project.base.ledger.version({ id });
    expect(evidence.map(({ kind }) => kind)).toEqual(['plot', 'environment']);
    expect(capture.warnings).toMatchObject([
      { code: 'evidence-too-large', message: expect.stringContaining('train.ipynb') as unknown },
    ]);
  });

  it('says when the model file was written again after the notebook was read', async () => {
    const project = await Project.create();
    const capture = await project.capture();
    await project.base.repository.write('models/churn.joblib', 'another training');

    const { artifacts, warnings } = await project.register({}, { capture });

    expect(artifacts).toMatchObject([{ sha256: sha256('another training') }]);
    expect(warnings).toEqual([expect.stringContaining('models/churn.joblib was written again')]);
  });

  it('works in a folder without Git', async () => {
    const project = await Project.create();
    await rm(project.base.path('.git'), { recursive: true });

    const { id } = await project.register();

    expect(await project.base.ledger.version({ id })).toMatchObject({
      code: { commit: null, dirty: false, snapshot: null },
      datasets: [{ identity: { kind: 'sha256' } }],
    });
  });

  it('keeps what the notebook was when it is edited between draft and registration', async () => {
    const project = await Project.create();
    const capture = await project.capture();
    await project.base.repository.write('notebooks/train.ipynb', churnNotebook({ auc: 0.5 }));
    await utimes(project.base.path('notebooks/train.ipynb'), new Date(), new Date());

    const { id } = await project.register({}, { capture });

    const version = await project.base.ledger.version({ id });
    const kept = version.evidence.find(({ kind }) => kind === 'notebook');
    expect(version.metrics).toMatchObject([{ value: 0.912 }]);
    expect(Buffer.from(await project.base.ledger.readObject(kept?.sha256 ?? '')).toString()).toBe(churnNotebook());
  });
});
