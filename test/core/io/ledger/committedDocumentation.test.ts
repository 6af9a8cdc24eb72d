import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import type { Documentation } from '../../../../src/core/model';
import { ADA, RepositoryLedger } from '../../../support/repositoryLedger';
import { temporaryFolder } from '../../../support/temporaryFolder';

const BARE = { documentation: { rationale: '', changes: '', impact: '' } };

async function make(): Promise<RepositoryLedger> {
  const fixture = await RepositoryLedger.create();
  await fixture.repository.write('.gitignore', '.model-ledger/.cache/\n');
  return fixture;
}

/** What the ledger says of a version by all of its ways, which must agree. */
async function documentationOf(ledger: Ledger, version: number): Promise<Documentation> {
  const whole = await ledger.version({ model: 'churn', version });
  const found = await ledger.find(`churn@v${version}`);
  const state = (await ledger.model('churn')).versions.find((candidate) => candidate.id === whole.id);
  const summary = (await ledger.summaries())[0]?.versions.find((candidate) => candidate.id === whole.id);
  expect(found).toEqual(whole);
  expect(state).toEqual(whole);
  expect(summary?.documentation).toEqual(whole.documentation);
  expect(summary?.documented).toBe(whole.documentation.rationale !== '');
  expect(summary?.writtenIn).toEqual(whole.writtenIn);
  return whole.documentation;
}

/** The rationale as this process, another process, and one without a cache read it. */
async function rationaleOf(fixture: RepositoryLedger, version: number): Promise<string> {
  const here = await documentationOf(fixture.ledger, version);
  const elsewhere = await documentationOf(fixture.reopen(), version);
  await rm(fixture.path('.model-ledger/.cache'), { recursive: true, force: true });
  const anew = await documentationOf(fixture.reopen(), version);
  expect([elsewhere, anew]).toEqual([here, here]);
  return here.rationale;
}

describe('documentation in a commit message', () => {
  it('is that of the version, with commit, time and author', async () => {
    const fixture = await make();
    await fixture.register('churn', BARE);
    expect(await rationaleOf(fixture, 1)).toBe('');
    const commit = await fixture.repository.commitAll(
      'Add v1\n\nRationale: churn@v1: The curve\n  still rose.\nImpact: churn@v1: - auc 0.9\nImpact: churn@v1: - f1 0.8\n',
    );

    expect(await documentationOf(fixture.ledger, 1)).toEqual({
      rationale: 'The curve still rose.',
      changes: '',
      impact: '- auc 0.9\n- f1 0.8',
    });
    const { writtenIn } = await fixture.ledger.find('churn@v1');
    const stamp = { commit, by: { name: 'Ada Test', email: 'ada@example.com' } };
    expect(writtenIn).toMatchObject({ rationale: stamp, impact: stamp });
    expect(writtenIn?.rationale?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\.000Z$/);
    expect(await rationaleOf(fixture, 1)).toBe('The curve still rose.');
  });

  it('needs no reference where the commit registers one version', async () => {
    const fixture = await make();
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1\n\nRationale: one');
    await fixture.register('churn', BARE);
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2 and v3\n\nRationale: which?\nImpact: churn@v3: three');

    expect(await rationaleOf(fixture, 1)).toBe('one');
    expect(await rationaleOf(fixture, 2)).toBe('');
    expect(await documentationOf(fixture.ledger, 3)).toEqual({ rationale: '', changes: '', impact: 'three' });
  });

  it('may stand in a later commit that changes nothing of the ledger', async () => {
    const fixture = await make();
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1');
    expect(await rationaleOf(fixture, 1)).toBe('');
    await fixture.repository.commitAll('Say why\n\nRationale: churn@v1: one\nRationale: two\n');
    expect(await rationaleOf(fixture, 1)).toBe('one\n\ntwo');
    await fixture.repository.commitAll('Say it better\n\nRationale: churn@v1: three\n');

    expect(await rationaleOf(fixture, 1)).toBe('three');
  });

  it('says nothing where no version is meant', async () => {
    const fixture = await make();
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1\n\nRationale: churn@v7: one\nRationale: other@v1: two\n');
    await fixture.repository.commitAll('Go on\n\nRationale: about what?\nChanges: churn@v1:\n');

    expect(await documentationOf(fixture.ledger, 1)).toEqual({ rationale: '', changes: '', impact: '' });
  });
});

describe('what events say', () => {
  it('wins over messages, field by field', async () => {
    const fixture = await make();
    await fixture.register('churn', { documentation: { rationale: '', changes: 'registered', impact: '' } });
    await fixture.repository.commitAll('Add v1\n\nRationale: message\nChanges: message\nImpact: message\n');
    expect(await documentationOf(fixture.ledger, 1)).toEqual({
      rationale: 'message',
      changes: 'registered',
      impact: 'message',
    });
    await fixture.ledger.document({ model: 'churn', version: 1 }, { rationale: 'documented' });

    expect(await documentationOf(fixture.ledger, 1)).toEqual({
      rationale: 'documented',
      changes: 'registered',
      impact: 'message',
    });
    const { writtenIn } = await fixture.ledger.find('churn@v1');
    expect(Object.keys(writtenIn ?? {})).toEqual(['impact']);
  });

  it('can empty what a message says, and give it back', async () => {
    const fixture = await make();
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1\n\nRationale: message\n');
    await fixture.ledger.document({ model: 'churn', version: 1 }, { rationale: '' });
    expect(await rationaleOf(fixture, 1)).toBe('');
    await fixture.ledger.document({ model: 'churn', version: 1 }, { rationale: 'again' });

    expect(await rationaleOf(fixture, 1)).toBe('again');
  });

  it('decides which version a number means', async () => {
    const fixture = await make();
    await fixture.repository.commitAll('Begin');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1 aside\n\nRationale: churn@v1: aside');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1\n\nRationale: churn@v1: main');
    await fixture.repository.git('merge', '--quiet', '--no-edit', 'side');
    const loser = (await fixture.ledger.summaries())[0]?.versions.find(({ conflict }) => conflict !== null);
    await fixture.ledger.renumber({ id: loser?.id ?? '' });

    // The side branch registered first and so keeps the number.
    expect([await rationaleOf(fixture, 1), await rationaleOf(fixture, 2)]).toEqual(['aside', 'main']);
  });
});

describe('rewriting history', () => {
  /** Version 1 without a reason, in a commit of its own. */
  async function withUndocumented(message: string): Promise<RepositoryLedger> {
    const fixture = await make();
    await fixture.repository.commitAll('Begin');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll(message);
    await fixture.ledger.summaries();
    return fixture;
  }

  it('follows an amended message', async () => {
    const fixture = await withUndocumented('Add v1');
    await fixture.repository.git('commit', '--quiet', '--amend', '-m', 'Add v1\n\nRationale: one');
    expect(await rationaleOf(fixture, 1)).toBe('one');
    await fixture.repository.git('commit', '--quiet', '--amend', '-m', 'Add v1\n\nRationale: two');

    expect(await rationaleOf(fixture, 1)).toBe('two');
  });

  it('follows a rebase', async () => {
    const fixture = await withUndocumented('Add v1\n\nRationale: one');
    await fixture.repository.git('checkout', '--quiet', '-b', 'other', 'HEAD~1');
    await fixture.repository.write('notes.txt', 'more');
    await fixture.repository.commitAll('Go on');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.git('rebase', '--quiet', 'other');

    expect(await rationaleOf(fixture, 1)).toBe('one');
    const { writtenIn } = await fixture.ledger.find('churn@v1');
    expect(writtenIn?.rationale?.commit).toBe(await fixture.repository.git('rev-parse', 'HEAD'));
  });

  it('reads the messages that a squash puts together', async () => {
    const fixture = await withUndocumented('Add v1\n\nRationale: churn@v1: one');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2\n\nRationale: churn@v2: two\nSigned-off-by: Ada <ada@example.com>');
    const env = { GIT_SEQUENCE_EDITOR: "sed -i '2s/^pick/squash/'", GIT_EDITOR: 'true' };
    await fixture.repository.gitWith(env, 'rebase', '--quiet', '--interactive', 'HEAD~2');

    expect(await fixture.repository.git('rev-list', '--count', 'HEAD')).toBe('2');
    expect([await rationaleOf(fixture, 1), await rationaleOf(fixture, 2)]).toEqual(['one', 'two']);
  });

  it('reads the message that a squash merge proposes', async () => {
    const fixture = await make();
    await fixture.repository.commitAll('Begin');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1\n\nRationale: churn@v1: The curve\n  still rose.');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2\n\nRationale: churn@v2: two');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.git('merge', '--quiet', '--squash', 'side');
    await fixture.repository.git('commit', '--quiet', '--no-edit');

    expect(await fixture.repository.git('rev-list', '--count', 'HEAD')).toBe('2');
    expect([await rationaleOf(fixture, 1), await rationaleOf(fixture, 2)]).toEqual(['The curve still rose.', 'two']);
  });

  it('forgets nothing in merges, and reads what they say themselves', async () => {
    const fixture = await make();
    await fixture.repository.commitAll('Begin');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register('churn', BARE);
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v1 and v2\n\nRationale: churn@v1: one');
    await fixture.repository.git('checkout', '--quiet', 'main');
    const message = 'Merge side (#3)\n\nRationale: churn@v2: two';
    await fixture.repository.git('merge', '--quiet', '--no-ff', '-m', message, 'side');

    expect([await rationaleOf(fixture, 1), await rationaleOf(fixture, 2)]).toEqual(['one', 'two']);
  });

  it('reads a cherry-picked commit once', async () => {
    const fixture = await make();
    await fixture.repository.commitAll('Begin');
    await fixture.repository.git('checkout', '--quiet', '-b', 'side');
    await fixture.register('churn', BARE);
    const original = await fixture.repository.commitAll('Add v1\n\nRationale: one');
    await fixture.repository.git('checkout', '--quiet', 'main');
    await fixture.repository.write('notes.txt', 'more');
    await fixture.repository.commitAll('Go on');
    await fixture.repository.git('cherry-pick', '-x', original);
    expect(await rationaleOf(fixture, 1)).toBe('one');
    await fixture.repository.git('merge', '--quiet', '--no-edit', 'side');

    expect(await rationaleOf(fixture, 1)).toBe('one');
  });

  it('knows the reason again when a reverted registration is taken back in', async () => {
    const fixture = await withUndocumented('Add v1\n\nRationale: one');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2');
    await fixture.repository.git('revert', '--no-edit', 'HEAD~1');
    expect((await fixture.ledger.summaries())[0]?.versions.map(({ version }) => version)).toEqual([2]);
    await fixture.repository.git('revert', '--no-edit', 'HEAD');

    expect(await rationaleOf(fixture, 1)).toBe('one');
  });

  it('follows HEAD to a branch without the reason and back', async () => {
    const fixture = await withUndocumented('Add v1');
    await fixture.repository.git('branch', 'bare');
    await fixture.repository.commitAll('Say why\n\nRationale: churn@v1: one');
    expect(await rationaleOf(fixture, 1)).toBe('one');
    await fixture.repository.git('checkout', '--quiet', 'bare');
    expect(await rationaleOf(fixture, 1)).toBe('');
    await fixture.repository.git('checkout', '--quiet', 'main');

    expect(await rationaleOf(fixture, 1)).toBe('one');
  });

  it('reads in a shallow clone what is there, and the rest when it is fetched', async () => {
    const fixture = await withUndocumented('Add v1\n\nRationale: one');
    await fixture.register('churn', BARE);
    await fixture.repository.commitAll('Add v2\n\nRationale: churn@v2: two');
    const clone = await temporaryFolder();
    await fixture.repository.git('clone', '--quiet', '--depth=1', `file://${fixture.root}`, clone);
    const ledger = Ledger.open(clone, { person: ADA });
    expect((await documentationOf(ledger, 1)).rationale).toBe('');
    expect((await documentationOf(ledger, 2)).rationale).toBe('two');
    await fixture.repository.git('-C', clone, 'fetch', '--quiet', '--unshallow');

    expect((await documentationOf(ledger, 1)).rationale).toBe('one');
    expect((await documentationOf(Ledger.open(clone, { person: ADA }), 1)).rationale).toBe('one');
  });
});
