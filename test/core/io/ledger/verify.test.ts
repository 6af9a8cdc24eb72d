import { appendFile, chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { LedgerError } from '../../../../src/core/errors';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import type { Artifact, VersionFacts } from '../../../../src/core/model';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { GitRepository } from '../../../support/gitRepository';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { versionFacts } from '../../../support/versionFacts';

async function replaceIn(path: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
}

async function withArtifact(fixture: RepositoryLedger, path: string, content: string): Promise<Partial<VersionFacts>> {
  const file = await fixture.repository.write(path, content);
  const { sha256, size } = await fixture.ledger.storeArtifact(file);
  return { artifacts: [{ path, sha256, size, kept: 'store' }] };
}

describe('verify', () => {
  it('finds nothing wrong with a healthy ledger, committed or not', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.registerMany(3);
    const uncommitted = await fixture.ledger.verify();
    await fixture.repository.commitAll('Add versions');
    await fixture.ledger.stage({ model: 'churn', version: 2 }, 'staging');

    expect(uncommitted).toEqual({ ok: true, events: 3, problems: [], unavailable: [] });
    expect(await fixture.reopen().verify()).toEqual({ ok: true, events: 4, problems: [], unavailable: [] });
  });

  it('works without a ledger, without Git and before the first commit', async () => {
    const nothing = { ok: true, events: 0, problems: [], unavailable: [] };

    expect(await Ledger.open(await temporaryFolder()).verify()).toEqual(nothing);
    expect(await Ledger.open((await GitRepository.create()).folder).verify()).toEqual(nothing);
  });

  it('names an edited event by what later events recorded of it', async () => {
    const fixture = await RepositoryLedger.create();
    const [first = ''] = await fixture.registerMany(2);
    await replaceIn(fixture.path(first), '"value": 0.9', '"value": 0.99');

    expect(await fixture.problems()).toEqual([`event-edited ${first}`]);
  });

  it('names an edited newest event by its committed blob', async () => {
    const fixture = await RepositoryLedger.create();
    const [, newest = ''] = await fixture.registerMany(2);
    await fixture.repository.commitAll('Add versions');
    await replaceIn(fixture.path(newest), '"value": 0.9', '"value": 0.99');

    expect(await fixture.problems()).toEqual([`event-edited ${newest}`]);
  });

  it('names an edited newest event whose edit was committed', async () => {
    const fixture = await RepositoryLedger.create();
    const [, newest = ''] = await fixture.registerMany(2);
    await fixture.repository.commitAll('Add versions');
    await replaceIn(fixture.path(newest), '"value": 0.9', '"value": 0.99');
    await fixture.repository.commitAll('Embellish');

    expect(await fixture.problems()).toEqual([`event-edited ${newest}`]);
  });

  it('accepts an edit that was taken back', async () => {
    const fixture = await RepositoryLedger.create();
    const newest = await fixture.register();
    await fixture.repository.commitAll('Add version');
    await replaceIn(fixture.path(newest), '"value": 0.9', '"value": 0.99');
    await fixture.repository.commitAll('Embellish');
    await replaceIn(fixture.path(newest), '"value": 0.99', '"value": 0.9');
    await fixture.repository.commitAll('Repent');

    expect(await fixture.problems()).toEqual([]);
  });

  it('says so when only the line endings of an event were converted', async () => {
    const fixture = await RepositoryLedger.create();
    const newest = await fixture.register();
    await fixture.repository.commitAll('Add version');
    await replaceIn(fixture.path(newest), /\n/g, '\r\n');

    const { problems } = await fixture.ledger.verify();

    expect(problems).toMatchObject([{ code: 'event-edited', path: newest }]);
    expect(problems[0]?.message).toContain('line endings');
  });

  it('names an event with edited parents', async () => {
    const fixture = await RepositoryLedger.create();
    const [first = '', second = ''] = await fixture.registerMany(3);
    const { id } = JSON.parse(await readFile(fixture.path(first), 'utf8')) as { id: string };
    await replaceIn(fixture.path(second), id, '01ARZ3NDEKTSV4RRFFQ69G5FAV');

    expect(await fixture.problems()).toEqual([`event-edited ${second}`, `parent-missing ${second}`]);
  });

  it('finds an uncommitted event removed from the middle by its child', async () => {
    const fixture = await RepositoryLedger.create();
    const [, middle = '', last = ''] = await fixture.registerMany(3);
    await rm(fixture.path(middle));

    expect(await fixture.problems()).toEqual([`parent-missing ${last}`]);
  });

  it('finds a committed event removed from the middle', async () => {
    const fixture = await RepositoryLedger.create();
    const [, middle = '', last = ''] = await fixture.registerMany(3);
    await fixture.repository.commitAll('Add versions');
    await rm(fixture.path(middle));

    expect(await fixture.problems()).toEqual([`event-removed ${middle}`, `parent-missing ${last}`]);
  });

  it('finds the removed newest event in the working tree and in history', async () => {
    const fixture = await RepositoryLedger.create();
    const [, newest = ''] = await fixture.registerMany(2);
    await fixture.repository.commitAll('Add versions');
    await rm(fixture.path(newest));
    const inTree = await fixture.problems();
    const commit = await fixture.repository.commitAll('Forget one');
    await fixture.repository.commitAll('Go on');

    const { problems } = await fixture.ledger.verify();

    expect(inTree).toEqual([`event-removed ${newest}`]);
    expect(problems).toMatchObject([{ code: 'event-removed', path: newest }]);
    expect(problems[0]?.message).toContain(commit.slice(0, 10));
  });

  it('finds a removed model', async () => {
    const fixture = await RepositoryLedger.create();
    const path = await fixture.register('doomed');
    await fixture.repository.commitAll('Add version');
    await rm(fixture.path('.model-ledger/models/doomed'), { recursive: true });
    await fixture.repository.commitAll('Remove the model');

    expect(await fixture.problems()).toEqual([`event-removed ${path}`]);
  });

  it('finds an event that a merge left out', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add version');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    const lost = await fixture.register();
    await fixture.repository.commitAll('Add version on a branch');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.git('commit', '--allow-empty', '--quiet', '-m', 'Go on');
    await fixture.repository.git('merge', '--quiet', '--strategy=ours', '--no-edit', 'side');

    expect(await fixture.problems()).toEqual([`event-removed ${lost}`]);
  });

  it('finds an event that a merge changed', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add version');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    const changed = await fixture.register();
    await fixture.repository.commitAll('Add version on a branch');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
    await replaceIn(fixture.path(changed), '"value": 0.9', '"value": 0.99');
    await fixture.repository.commitAll('Merge side');

    expect(await fixture.problems()).toEqual([`event-edited ${changed}`]);
  });

  it('accepts an honest merge of two branches', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add version');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register();
    await fixture.repository.commitAll('Add version on a branch');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.register();
    await fixture.repository.commitAll('Add version on main');
    await fixture.repository.git('merge', '--quiet', '--no-edit', 'side');
    await fixture.register();
    await fixture.repository.commitAll('Add version after the merge');

    expect(await fixture.reopen().verify()).toEqual({ ok: true, events: 4, problems: [], unavailable: [] });
  });

  it('is not misled by an undo that was never committed', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add version');
    await fixture.register();
    await fixture.repository.git('add', '--all');
    await fixture.ledger.undo({ model: 'churn', version: 2 });
    await fixture.repository.commitAll('Go on');

    expect(await fixture.problems()).toEqual([]);
  });

  it('works for a ledger below the top of the repository', async () => {
    const repository = await GitRepository.create();
    await mkdir(`${repository.folder}/services/churn`, { recursive: true });
    const ledger = Ledger.open(`${repository.folder}/services/churn`);
    const { path } = await ledger.register('churn', versionFacts());
    await repository.commitAll('Add version');
    const healthy = await ledger.verify();
    await rm(`${ledger.root}/${path}`);

    expect(healthy.problems).toEqual([]);
    expect((await ledger.verify()).problems).toMatchObject([{ code: 'event-removed', path }]);
  });

  it.each([
    ['an empty file', ''],
    ['half an event', '{ "schema": 1, "id": "01ARZ3ND'],
    ['an event without a body', '{ "schema": 1, "type": "registered" }'],
    ['no object', '[]'],
  ])('names %s as damaged and checks everything else', async (_, content) => {
    const fixture = await RepositoryLedger.create();
    const [first = '', middle = ''] = await fixture.registerMany(3);
    await fixture.repository.commitAll('Add versions');
    await writeFile(fixture.path(middle), content);
    await replaceIn(fixture.path(first), '"value": 0.9', '"value": 0.99');

    expect(await fixture.problems()).toEqual([`event-edited ${first}`, `event-damaged ${middle}`]);
  });

  it('names what lies in the folder without being an event', async () => {
    const fixture = await RepositoryLedger.create();
    const path = await fixture.register();
    await writeFile(fixture.path('.model-ledger/models/notes.txt'), 'remember the milk');
    await writeFile(fixture.path('.model-ledger/models/churn/copy.json'), '{}');
    await symlink(fixture.path(path), fixture.path(path.replace('registered', 'staged')));

    expect(await fixture.problems()).toEqual([
      `event-foreign ${path.replace('registered', 'staged')}`,
      'event-foreign .model-ledger/models/churn/copy.json',
      'event-foreign .model-ledger/models/notes.txt',
    ]);
  });

  it('reports a newer program’s event as unavailable, not as a problem', async () => {
    const fixture = await RepositoryLedger.create();
    const path = await fixture.register();
    const event = JSON.parse(await readFile(fixture.path(path), 'utf8')) as object;
    const foretold = { ...event, schema: 2, id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', type: 'foretold', body: {} };
    const newer = '.model-ledger/models/churn/01ARZ3NDEKTSV4RRFFQ69G5FAV-foretold.json';
    await writeFile(fixture.path(newer), JSON.stringify(foretold));

    expect(await fixture.ledger.verify()).toMatchObject({ ok: true, events: 2, unavailable: [{ path: newer }] });
  });

  it('names missing and changed evidence', async () => {
    const fixture = await RepositoryLedger.create();
    const plot = await fixture.ledger.putObject({ bytes: Buffer.from('plot') });
    const log = await fixture.ledger.putObject({ bytes: Buffer.from('log') });
    await fixture.register('churn', {
      evidence: [
        { kind: 'plot', name: 'cell-1-0.png', mime: 'image/png', ...plot },
        { kind: 'log', name: 'train.log', mime: 'text/plain', ...log },
      ],
    });
    await rm(fixture.ledger.objectPath(plot.sha256));
    await writeFile(fixture.ledger.objectPath(log.sha256), 'lug');

    expect([...(await fixture.problems())].sort()).toEqual([
      `object-changed .model-ledger/objects/${log.sha256.slice(0, 2)}/${log.sha256}`,
      `object-missing .model-ledger/objects/${plot.sha256.slice(0, 2)}/${plot.sha256}`,
    ]);
  });

  it('names a config that cannot be used', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await writeFile(fixture.path('.model-ledger/config.json'), '{ "naming": { "pattern": "{modle}_v{version}" } }');

    expect(await fixture.problems()).toEqual(['config-invalid .model-ledger/config.json']);
  });

  it('can be cancelled and reports progress', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.registerMany(3);
    const progress: number[] = [];
    const controller = new AbortController();

    await fixture.ledger.verify({ onProgress: (done) => progress.push(done) });
    controller.abort();

    expect(progress).toEqual([1, 2, 3]);
    await expect(fixture.ledger.verify({ signal: controller.signal })).rejects.toThrow(LedgerError);
  });
});

describe('verify of artifacts', () => {
  it('names a changed file at the recorded path', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register('churn', await withArtifact(fixture, 'models/churn.pkl', 'model one'));
    await writeFile(fixture.path('models/churn.pkl'), 'model two');

    expect(await fixture.problems()).toEqual(['artifact-changed models/churn.pkl']);
  });

  it('asks only the newest version that claims a path, and accepts an older one put back', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register('churn', await withArtifact(fixture, 'churn.pkl', 'model one'));
    await fixture.register('churn', await withArtifact(fixture, 'churn.pkl', 'model two'));
    const newestInPlace = await fixture.problems();
    await writeFile(fixture.path('churn.pkl'), 'model one');

    expect(newestInPlace).toEqual([]);
    expect(await fixture.problems()).toEqual([]);
  });

  it('does not ask an archived version what lies at its path', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register('churn', await withArtifact(fixture, 'churn.pkl', 'model one'));
    await fixture.ledger.archive({ model: 'churn', version: 1 }, 'Trained on leaked data.');
    await writeFile(fixture.path('churn.pkl'), 'model two');

    expect(await fixture.problems()).toEqual([]);
  });

  it('names a changed copy in the store', async () => {
    const fixture = await RepositoryLedger.create();
    const facts = await withArtifact(fixture, 'churn.pkl', 'model one');
    await fixture.register('churn', facts);
    const copy = fixture.ledger.storePath(facts.artifacts?.[0]?.sha256 ?? '');
    await chmod(copy, 0o644);
    await appendFile(copy, '!');

    expect(await fixture.problems()).toEqual([`artifact-changed ${copy.slice(fixture.root.length + 1)}`]);
  });

  it('names a copy that the store has lost', async () => {
    const fixture = await RepositoryLedger.create();
    const facts = await withArtifact(fixture, 'churn.pkl', 'model one');
    await fixture.register('churn', facts);
    const copy = fixture.ledger.storePath(facts.artifacts?.[0]?.sha256 ?? '');
    await rm(copy, { force: true });

    expect(await fixture.problems()).toEqual([`artifact-missing ${copy.slice(fixture.root.length + 1)}`]);
  });

  it('says what another machine’s store keeps, without calling it a problem', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register('churn', await withArtifact(fixture, 'churn.pkl', 'model one'));
    await writeFile(fixture.path('.gitignore'), '*.pkl\n');
    await fixture.repository.commitAll('Add version');
    const clone = await temporaryFolder();
    await fixture.repository.git('clone', '--quiet', fixture.root, clone);
    const ledger = Ledger.open(clone);
    const fresh = await ledger.verify();
    // A store of its own does not make it responsible for the others' copies.
    await writeFile(`${clone}/other.pkl`, 'another model');
    await ledger.storeArtifact(`${clone}/other.pkl`);

    expect(fresh).toMatchObject({ ok: true, problems: [], unavailable: [{ path: 'churn.pkl' }] });
    expect(await ledger.verify()).toMatchObject({ ok: true, unavailable: [{ path: 'churn.pkl' }] });
  });

  it('names an artifact that Git no longer has', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.repository.write('churn.json', '{"trees":[]}');
    await fixture.repository.commitAll('Add model');
    const blob = await fixture.repository.git('rev-parse', 'HEAD:churn.json');
    const sha256 = 'a'.repeat(64);
    const artifact: Artifact = { path: 'old.json', sha256, size: 12, kept: 'git', keeperId: blob };
    await fixture.register('churn', { artifacts: [artifact] });
    const kept = await fixture.problems();
    await fixture.register('churn', { artifacts: [{ ...artifact, path: 'gone.json', keeperId: 'b'.repeat(40) }] });
    await fixture.register('churn', { artifacts: [{ ...artifact, path: 'odd.json', keeperId: '--help' }] });

    expect(kept).toEqual([]);
    expect(await fixture.problems()).toEqual(['artifact-missing gone.json', 'artifact-missing odd.json']);
  });

  it('reads nothing outside the workspace', async () => {
    const fixture = await RepositoryLedger.create();
    const secret = `${await temporaryFolder()}/secret.txt`;
    await writeFile(secret, 'secret');
    await symlink(secret, fixture.path('link.pkl'));
    const sha256 = 'a'.repeat(64);
    for (const path of ['../../secret.pkl', secret, 'link.pkl', '.model-ledger']) {
      await fixture.register('churn', { artifacts: [{ path, sha256, size: 1, kept: 'none' }] });
    }

    const { ok, unavailable } = await fixture.ledger.verify();

    expect(ok).toBe(true);
    expect(new Set(unavailable.map(({ path }) => path))).toEqual(
      new Set(['../../secret.pkl', secret, 'link.pkl', '.model-ledger']),
    );
  });

  it('takes a Git LFS pointer for what it is', async () => {
    const fixture = await RepositoryLedger.create();
    const sha256 = 'c'.repeat(64);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize 12345\n`;
    await fixture.repository.write('churn.bin', pointer);
    await fixture.register('churn', {
      artifacts: [{ path: 'churn.bin', sha256, size: 12345, kept: 'lfs', keeperId: sha256 }],
    });
    const asPointer = await fixture.ledger.verify();
    await fixture.repository.write('churn.bin', pointer.replaceAll('c', 'd'));

    expect(asPointer.ok).toBe(true);
    expect(asPointer.unavailable.map(({ path }) => path)).toContain('churn.bin');
    expect(await fixture.problems()).toEqual(['artifact-changed churn.bin']);
  });
});

describe('verify in a shallow clone', () => {
  it('says what it cannot know', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add version');
    await fixture.register();
    await fixture.repository.commitAll('Add version');
    const clone = await temporaryFolder();
    await fixture.repository.git('clone', '--quiet', '--depth=1', `file://${fixture.root}`, clone);
    const ledger = Ledger.open(clone);

    expect(await ledger.verify()).toMatchObject({ ok: true, unavailable: [{ path: '.model-ledger/models' }] });
    expect((await ledger.summaries())[0]?.versions.map((version) => version.commit)).toEqual([null, null]);
  });
});
