import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readCommitConcerns, type CommitScope } from '../../../../src/core/io/commit/readCommitConcerns';
import type { Dataset, VersionFacts } from '../../../../src/core/model';
import { describeConcern } from '../../../../src/core/rationale/describeConcern';
import { findMissing } from '../../../../src/core/rationale/findMissing';
import { GitRepository } from '../../../support/gitRepository';
import { churnNotebook } from '../../../support/notebooks';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { metric } from '../../../support/versionFacts';

const STAGED = { kind: 'staged' } as const;
const BARE = { documentation: { rationale: '', changes: '', impact: '' } };
const DOCUMENTED = { documentation: { rationale: 'It is better.', changes: '', impact: '' } };

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function lfsPointer(content: string): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`;
}

function dvcFile(digest: string, path = 'churn.csv'): string {
  return `outs:\n- md5: ${digest}\n  size: 10\n  hash: md5\n  path: ${path}\n`;
}

const MD5 = { one: 'a1'.repeat(16), two: 'b2'.repeat(16) };

async function sentences(ledger: Ledger, scope: CommitScope): Promise<readonly string[]> {
  return (await readCommitConcerns(ledger, scope)).concerns.map(describeConcern);
}

/** A committed, documented version that was trained on `datasets`. */
async function withVersion(facts: Partial<VersionFacts>, files: Readonly<Record<string, string>>) {
  const fixture = await RepositoryLedger.create();
  for (const [path, content] of Object.entries(files)) {
    await fixture.repository.write(path, content);
  }
  await fixture.register('churn', { ...DOCUMENTED, ...facts });
  await fixture.repository.commitAll('Add v1');
  return fixture;
}

describe('new versions', () => {
  it('asks for the reason of a version whose registration is staged, and not before', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register('churn', BARE);

    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
    expect(await sentences(fixture.ledger, { kind: 'workingTree' })).toEqual([
      'churn@v1 is registered without a rationale.',
    ]);
    await fixture.repository.git('add', '--all');
    const concerns = await readCommitConcerns(fixture.ledger, STAGED);
    expect(concerns.concerns.map(describeConcern)).toEqual(['churn@v1 is registered without a rationale.']);
    expect(findMissing(concerns, 'Add v1\n\nRationale: it is better\n').open).toEqual([]);
  });

  it('asks for every field that the config requires, and not for what is documented', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.repository.write('.model-ledger/config.json', '{"commit":{"rationale":"require"}}');
    await fixture.register('churn', DOCUMENTED);
    await fixture.register('churn', BARE);
    await fixture.repository.write(
      '.model-ledger/config.json',
      '{"commit":{"rationale":"require"},"documentation":{"required":["rationale","impact"]}}',
    );
    await fixture.repository.git('add', '--all');

    const concerns = await readCommitConcerns(fixture.ledger, STAGED);
    expect(concerns.policy).toBe('require');
    expect(concerns.registered.map(({ version }) => version)).toEqual([1, 2]);
    expect(concerns.concerns.map(describeConcern)).toEqual([
      'churn@v1 is registered without its impact.',
      'churn@v2 is registered without a rationale and its impact.',
    ]);
  });

  it('says what the facts are', async () => {
    const fixture = await withVersion(
      { metrics: [metric('roc_auc', 0.912)], params: [{ name: 'max_depth', value: 4 }] },
      {},
    );
    await fixture.register('churn', {
      metrics: [metric('roc_auc', 0.934)],
      params: [{ name: 'max_depth', value: 6 }],
    });
    await fixture.repository.git('add', '--all');

    const { registered } = await readCommitConcerns(fixture.ledger, STAGED);
    expect(registered.map(({ facts }) => facts)).toEqual([
      { changes: 'max_depth: 4 → 6', impact: 'roc_auc (test) 0.912 → 0.934 (+0.022)' },
    ]);
  });

  it('knows what a commit, an amended one and a branch register', async () => {
    const fixture = await withVersion({}, {});
    const base = await fixture.repository.git('rev-parse', 'HEAD');
    await fixture.register('churn', BARE);
    const two = await fixture.repository.commitAll('Add v2');
    await fixture.register('churn', BARE);
    const three = await fixture.repository.commitAll('Add v3');

    const of = async (scope: CommitScope) =>
      (await readCommitConcerns(fixture.ledger, scope)).concerns.map((concern) =>
        concern.code === 'version-undocumented' ? concern.version : concern.code,
      );
    expect(await of({ kind: 'commit', commit: two })).toEqual([2]);
    expect(await of({ kind: 'commit', commit: 'HEAD' })).toEqual([3]);
    expect(await of({ kind: 'range', from: base, to: three })).toEqual([2, 3]);
    expect(await of({ kind: 'range', from: base, to: two })).toEqual([2]);
    expect(await of({ ...STAGED, amend: true })).toEqual([3]);
    expect(await of(STAGED)).toEqual([]);
  });

  it('does not know of versions that a commit did not have yet', async () => {
    const fixture = await withVersion({}, {});
    const one = await fixture.repository.git('rev-parse', 'HEAD');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2');

    const { known } = await readCommitConcerns(fixture.ledger, { kind: 'commit', commit: one });
    expect([...(known.get('churn') ?? [])]).toEqual([1]);
  });

  it('does not ask again for what is merged', async () => {
    const fixture = await withVersion({}, {});
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.write('notes.txt', 'more');
    await fixture.repository.commitAll('Go on');
    await fixture.repository.git('merge', '--quiet', '--no-commit', '--no-ff', 'side');

    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
    await fixture.repository.git('commit', '--quiet', '--no-edit');
    expect(await sentences(fixture.ledger, { kind: 'commit', commit: 'HEAD' })).toEqual([]);
  });

  it('sees the first commit', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register('churn', BARE);
    const commit = await fixture.repository.commitAll('Begin');

    expect(await sentences(fixture.ledger, { kind: 'commit', commit })).toHaveLength(1);
    expect(await sentences(fixture.ledger, { ...STAGED, amend: true })).toHaveLength(1);
  });
});

describe('model files', () => {
  it('asks about one that no version has, and about one that has other bytes than every version', async () => {
    const artifact = { path: 'models/churn.pkl', sha256: sha256('one'), size: 3, kept: 'git' as const };
    const fixture = await withVersion({ artifacts: [artifact] }, { 'models/churn.pkl': 'one' });
    expect(await sentences(fixture.ledger, { kind: 'commit', commit: 'HEAD' })).toEqual([]);
    await fixture.repository.write('models/churn.pkl', 'two');
    await fixture.repository.write('models/copy.onnx', 'one');
    await fixture.repository.write('models/new.onnx', 'new');
    await fixture.repository.write('node_modules/x/test.onnx', 'new');
    await fixture.repository.git('add', '--all');

    const expected = [
      'models/churn.pkl differs from every registered version; the last one with this file is churn@v1.',
      'models/new.onnx is a model file that no version has.',
    ];
    const concerns = await readCommitConcerns(fixture.ledger, STAGED);
    expect(concerns.concerns.map(describeConcern)).toEqual(expected);
    await fixture.repository.git('reset', '--quiet');
    expect(await sentences(fixture.ledger, { kind: 'workingTree' })).toEqual(expected);
    const half = findMissing(concerns, 'Try\n\nModel-Ledger: none models/new.onnx\n');
    expect(half.open.map(({ code }) => code)).toEqual(['artifact-unregistered']);
    expect(findMissing(concerns, 'Try\n\nModel-Ledger: none\n').open).toEqual([]);
    expect(findMissing(concerns, 'Try\n\nModel-Ledger: none models/\n').open).toEqual([]);
  });

  it('knows a model file by its Git LFS pointer', async () => {
    const artifact = { path: 'models/churn.pkl', sha256: sha256('one'), size: 3, kept: 'lfs' as const };
    const fixture = await withVersion({ artifacts: [artifact] }, { 'models/churn.pkl': lfsPointer('zero') });
    await fixture.repository.write('models/churn.pkl', lfsPointer('one'));
    await fixture.repository.git('add', '--all');
    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
    await fixture.repository.write('models/churn.pkl', lfsPointer('two'));
    await fixture.repository.git('add', '--all');

    expect(await sentences(fixture.ledger, STAGED)).toHaveLength(1);
  });

  it('knows a model file by its .dvc file', async () => {
    const artifact = {
      path: 'models/churn.pkl',
      sha256: sha256('one'),
      size: 3,
      kept: 'dvc' as const,
      keeperId: MD5.one,
    };
    const fixture = await withVersion({ artifacts: [artifact] }, {});
    await fixture.repository.write('models/churn.pkl.dvc', dvcFile(MD5.one, 'churn.pkl'));
    await fixture.repository.git('add', '--all');
    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
    await fixture.repository.write('models/churn.pkl.dvc', dvcFile(MD5.two, 'churn.pkl'));
    await fixture.repository.git('add', '--all');

    expect(await sentences(fixture.ledger, STAGED)).toEqual([
      'models/churn.pkl differs from every registered version; the last one with this file is churn@v1.',
    ]);
  });
});

describe('notebooks', () => {
  const source = { kind: 'notebook' as const, path: 'notebooks/train.ipynb' };
  const facts = { source, metrics: [metric('roc_auc', 0.912)] };

  it('asks about results that no version has, once', async () => {
    const fixture = await withVersion(facts, { 'notebooks/train.ipynb': churnNotebook({ auc: 0.912 }) });
    expect(await sentences(fixture.ledger, { kind: 'commit', commit: 'HEAD' })).toEqual([]);
    await fixture.repository.write('notebooks/train.ipynb', churnNotebook({ auc: 0.934 }));
    await fixture.repository.git('add', '--all');

    expect(await sentences(fixture.ledger, STAGED)).toEqual([
      'notebooks/train.ipynb shows other results than churn@v1, its last version: roc_auc (test) 0.912 → 0.934 (+0.022).',
    ]);
    await fixture.repository.git('commit', '--quiet', '-m', 'Try\n\nModel-Ledger: none');
    await fixture.repository.write('notebooks/train.ipynb', `${churnNotebook({ auc: 0.934 })}\n`);
    await fixture.repository.git('add', '--all');
    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
  });

  it('does not ask when the results are registered, nor about a notebook that never was', async () => {
    const fixture = await withVersion(facts, { 'notebooks/train.ipynb': churnNotebook({ auc: 0.912 }) });
    await fixture.repository.write('notebooks/train.ipynb', churnNotebook({ auc: 0.934 }));
    await fixture.repository.write('notebooks/other.ipynb', churnNotebook({ auc: 0.5 }));
    await fixture.register('churn', { ...facts, ...DOCUMENTED, metrics: [metric('roc_auc', 0.934)] });
    await fixture.repository.git('add', '--all');

    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
  });

  it('takes a damaged notebook for one without results', async () => {
    const fixture = await withVersion(facts, { 'notebooks/train.ipynb': churnNotebook({ auc: 0.912 }) });
    await fixture.repository.write('notebooks/train.ipynb', '<<<<<<< ours');
    await fixture.repository.git('add', '--all');

    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
  });
});

describe('data', () => {
  function dataset(identity: Dataset['identity']): Partial<VersionFacts> {
    return { datasets: [{ path: 'data/churn.csv', identity }] };
  }

  const changed = 'data/churn.csv has changed since churn@v1 was trained on it.';

  it.each([
    ['a .dvc file', 'data/churn.csv.dvc', dvcFile(MD5.one), dvcFile(MD5.two)],
    [
      'dvc.lock',
      'dvc.lock',
      `schema: '2.0'\nstages:\n  get:\n    outs:\n    - path: data/churn.csv\n      md5: ${MD5.one}\n`,
      `schema: '2.0'\nstages:\n  get:\n    outs:\n    - path: data/churn.csv\n      md5: ${MD5.two}\n`,
    ],
  ])('asks when %s names other data', async (_, pointer, before, after) => {
    const facts = dataset({ kind: 'dvc', digest: MD5.one, pointer });
    const fixture = await withVersion(facts, { [pointer]: before });
    await fixture.repository.write(pointer, `${before}# a comment\n`);
    await fixture.repository.git('add', '--all');
    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
    await fixture.repository.write(pointer, after);
    await fixture.repository.git('add', '--all');

    const concerns = await readCommitConcerns(fixture.ledger, STAGED);
    expect(concerns.concerns.map(describeConcern)).toEqual([changed]);
    expect(findMissing(concerns, 'June\n\nRationale: the June customers\n')).toMatchObject({ open: [], problems: [] });
    expect(findMissing(concerns, `June\n\nModel-Ledger: none ${pointer}\n`).open).toEqual([]);
  });

  it('asks when a Git LFS pointer or a file changes', async () => {
    const before = 'a,b\n1,2\n';
    for (const [identity, first, second] of [
      [{ kind: 'lfs', digest: sha256(before) }, lfsPointer(before), lfsPointer('else')],
      [{ kind: 'sha256', digest: sha256(before) }, before, 'else'],
    ] as const) {
      const fixture = await withVersion(dataset(identity), { 'data/churn.csv': first });
      expect(await sentences(fixture.ledger, { kind: 'commit', commit: 'HEAD' })).toEqual([]);
      await fixture.repository.write('data/churn.csv', second);
      await fixture.repository.git('add', '--all');
      expect(await sentences(fixture.ledger, STAGED)).toEqual([changed]);
    }
  });

  it('knows a file in Git by its blob', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.repository.write('data/churn.csv', 'a,b\n');
    const digest = await fixture.repository.git('hash-object', 'data/churn.csv');
    await fixture.register('churn', { ...DOCUMENTED, ...dataset({ kind: 'git', digest }) });
    await fixture.repository.commitAll('Add v1');
    expect(await sentences(fixture.ledger, { kind: 'commit', commit: 'HEAD' })).toEqual([]);
    await fixture.repository.write('data/churn.csv', 'c,d\n');

    expect(await sentences(fixture.ledger, { kind: 'workingTree' })).toEqual([changed]);
  });

  it('does not ask when the version that is registered with it was trained on it', async () => {
    const pointer = 'data/churn.csv.dvc';
    const facts = (digest: string) => dataset({ kind: 'dvc', digest, pointer });
    const fixture = await withVersion(facts(MD5.one), { [pointer]: dvcFile(MD5.one) });
    await fixture.repository.write(pointer, dvcFile(MD5.two));
    await fixture.register('churn', { ...DOCUMENTED, ...facts(MD5.two) });
    await fixture.repository.git('add', '--all');

    expect(await sentences(fixture.ledger, STAGED)).toEqual([]);
  });
});

describe('where there is little to read', () => {
  it('concerns nothing without Git and without a ledger', async () => {
    const bare = Ledger.open(await temporaryFolder());
    const repository = await GitRepository.create();
    await repository.write('models/a.onnx', 'one');

    expect((await readCommitConcerns(bare, STAGED)).concerns).toEqual([]);
    expect((await readCommitConcerns(Ledger.open(repository.folder), { kind: 'workingTree' })).concerns).toEqual([]);
  });

  it('says what it cannot know in a shallow clone, and which commit is not there', async () => {
    const fixture = await withVersion({}, {});
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2');
    const clone = await temporaryFolder();
    await rm(clone, { recursive: true });
    await fixture.repository.git('clone', '--quiet', '--depth=1', `file://${fixture.root}`, clone);
    const ledger = Ledger.open(clone);

    await expect(readCommitConcerns(ledger, { kind: 'commit', commit: 'HEAD' })).rejects.toMatchObject({
      code: 'range-unknown',
      message: expect.stringContaining('git fetch --unshallow') as string,
    });
    await expect(readCommitConcerns(ledger, { kind: 'range', from: 'nowhere', to: 'HEAD' })).rejects.toMatchObject({
      code: 'range-unknown',
    });
  });

  it('looks below the ledger only, where the ledger is not at the top', async () => {
    const repository = await GitRepository.create();
    await repository.write('other/models/a.onnx', 'one');
    await repository.write('services/churn/models/b.onnx', 'two');
    const ledger = Ledger.open(`${repository.folder}/services/churn`);
    await repository.write('services/churn/.model-ledger/config.json', '{}');
    await repository.git('add', '--all');

    expect(await sentences(ledger, STAGED)).toEqual(['models/b.onnx is a model file that no version has.']);
  });
});
