import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { temporaryFolder } from '../../../support/temporaryFolder';
import { versionFacts } from '../../../support/versionFacts';

const v2 = { model: 'churn', version: 2 };

describe('undo', () => {
  it('takes an uncommitted version back with everything that followed about it', async () => {
    const fixture = await RepositoryLedger.create();
    const [first = '', second = ''] = await fixture.registerMany(2);
    const staged = await fixture.ledger.stage(v2, 'staging');

    const { removed } = await fixture.ledger.undo(v2);

    const stagedPath = `.model-ledger/models/churn/${staged.event.id}-staged.json`;
    expect([...removed].sort()).toEqual([second, stagedPath].sort());
    expect(await readdir(fixture.path('.model-ledger/models/churn'))).toEqual([first.split('/').at(-1)]);
    expect((await fixture.ledger.summaries())[0]?.versions.map(({ version }) => version)).toEqual([1]);
    expect((await fixture.reopen().register('churn', versionFacts())).event.body.version).toBe(2);
  });

  it('is told of file by file, as what was written is', async () => {
    const root = await temporaryFolder();
    const told: string[] = [];
    const ledger = Ledger.open(root, { onWritten: (path, isThere) => told.push(`${isThere ? '+' : '-'}${path}`) });
    const { path: first } = await ledger.register('churn', versionFacts());
    const staged = await ledger.stage({ model: 'churn', version: 1 }, 'staging');

    await ledger.undo({ model: 'churn', version: 1 });

    const second = first.replace(/[^/]+$/, `${staged.event.id}-staged.json`);
    expect(told).toEqual([`+${first}`, `+${second}`, `-${second}`, `-${first}`]);
  });

  it('leaves no empty model and works without Git', async () => {
    const root = await temporaryFolder();
    const ledger = Ledger.open(root);
    await ledger.register('churn', versionFacts());

    await ledger.undo({ model: 'churn', version: 1 });

    expect(await ledger.summaries()).toEqual([]);
    expect(await readdir(`${root}/.model-ledger/models`)).toEqual([]);
  });

  it('refuses a committed version', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.registerMany(2);
    await fixture.repository.commitAll('Add versions');

    await expect(fixture.ledger.undo(v2)).rejects.toMatchObject({ code: 'undo-committed' });
    expect((await fixture.ledger.summaries())[0]?.versions).toHaveLength(2);
  });

  it('refuses a version that is committed on another branch', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add v1');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register();
    await fixture.repository.commitAll('Add v2');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.git('checkout', 'side', '--', '.model-ledger');

    await expect(fixture.ledger.undo(v2)).rejects.toMatchObject({ code: 'undo-committed' });
  });

  it('is not stopped by a snapshot of the working tree, which nobody has committed', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.register();
    await fixture.repository.commitAll('Add v1');
    await fixture.register();
    await fixture.repository.git('add', '--all');
    const tree = await fixture.repository.git('write-tree');
    const snapshot = await fixture.repository.git('commit-tree', tree, '-m', 'Snapshot');
    await fixture.repository.git('update-ref', `refs/model-ledger/snapshots/${snapshot}`, snapshot);

    await fixture.ledger.undo(v2);

    expect((await fixture.ledger.summaries())[0]?.versions).toHaveLength(1);
    expect(await fixture.repository.git('status', '--porcelain')).toBe('');
  });

  it('lets go of the snapshot of the code, unless another version was made from the same', async () => {
    const fixture = await RepositoryLedger.create();
    const git = (...args: readonly string[]): Promise<string> => fixture.repository.git(...args);
    const keep = async (message: string): Promise<string> => {
      const tree = await git('write-tree');
      const commit = await git('commit-tree', tree, '-m', message);
      await git('update-ref', `refs/model-ledger/snapshots/${commit}`, commit);
      return commit;
    };
    const [shared, own] = [await keep('Shared'), await keep('Own')];
    const facts = versionFacts();
    for (const snapshot of [shared, shared, own]) {
      await fixture.ledger.register('churn', { ...facts, code: { ...facts.code, dirty: true, snapshot } });
    }

    await fixture.ledger.undo({ model: 'churn', version: 3 });
    await fixture.ledger.undo(v2);

    const kept = await git('for-each-ref', '--format=%(refname)', 'refs/model-ledger');
    expect(kept).toBe(`refs/model-ledger/snapshots/${shared}`);
  });

  it('refuses a version on which another one builds, and names that one', async () => {
    const fixture = await RepositoryLedger.create();
    await fixture.registerMany(2);
    const third = await fixture.register();

    await expect(fixture.ledger.undo(v2)).rejects.toMatchObject({ code: 'undo-built-upon' });
    await expect(fixture.ledger.undo(v2)).rejects.toThrow(third.split('/').at(-1));
  });

  it('removes evidence and copies that only this version has', async () => {
    const fixture = await RepositoryLedger.create();
    await writeFile(fixture.path('one.pkl'), 'one');
    await writeFile(fixture.path('two.pkl'), 'two');
    const one = await fixture.ledger.storeArtifact(fixture.path('one.pkl'));
    const two = await fixture.ledger.storeArtifact(fixture.path('two.pkl'));
    const shared = await fixture.ledger.putObject({ bytes: Buffer.from('shared') });
    const own = await fixture.ledger.putObject({ bytes: Buffer.from('own') });
    const log = { kind: 'log', name: 'train.log', mime: 'text/plain' } as const;
    await fixture.register('churn', {
      artifacts: [{ path: 'one.pkl', ...one, kept: 'store' }],
      evidence: [{ ...log, ...shared }],
    });
    await fixture.register('churn', {
      artifacts: [
        { path: 'one.pkl', ...one, kept: 'store' },
        { path: 'two.pkl', ...two, kept: 'store' },
      ],
      evidence: [
        { ...log, ...shared },
        { ...log, ...own },
      ],
    });

    const { removed } = await fixture.ledger.undo(v2);

    const relative = (path: string) => path.slice(fixture.root.length + 1);
    expect(removed.slice(1).sort()).toEqual(
      [relative(fixture.ledger.objectPath(own.sha256)), relative(fixture.ledger.storePath(two.sha256))].sort(),
    );
    expect(await fixture.reopen().verify()).toMatchObject({ ok: true, problems: [] });
  });
});
