import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../src/core/model';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { metric, versionFacts } from '../../../support/versionFacts';

const v1 = { model: 'churn', version: 1 };

async function withVersions(count: number): Promise<RepositoryLedger> {
  const fixture = await RepositoryLedger.create();
  await fixture.registerMany(count);
  return fixture;
}

/** The version as another process reads it, once from the index and once from all files: both must agree. */
async function reread(fixture: RepositoryLedger, ref: { model: string; version: number }): Promise<Version> {
  const version = await fixture.reopen().version(ref);
  const { versions } = await fixture.reopen().model(ref.model);
  expect(versions.find((candidate) => candidate.id === version.id)).toEqual(version);
  return version;
}

describe('the verbs of the ledger', () => {
  it('document a version, field by field', async () => {
    const fixture = await withVersions(1);

    await fixture.ledger.document(v1, { changes: 'Deeper trees.' });
    await fixture.ledger.document(v1, { impact: 'Fewer false alarms.' });

    expect((await reread(fixture, v1)).documentation).toEqual({
      rationale: 'A better model.',
      changes: 'Deeper trees.',
      impact: 'Fewer false alarms.',
    });
  });

  it('stage, archive and bring back', async () => {
    const fixture = await withVersions(1);

    await fixture.ledger.stage(v1, 'production', 'It won.');
    const staged = await reread(fixture, v1);
    await fixture.ledger.stage(v1, 'archived', 'Superseded.');
    const archived = await reread(fixture, v1);
    await expect(fixture.ledger.stage(v1, 'staging')).rejects.toMatchObject({ code: 'already-archived' });
    await expect(fixture.ledger.archive(v1, 'Again.')).rejects.toMatchObject({ code: 'already-archived' });
    await fixture.ledger.unarchive(v1);

    expect(staged).toMatchObject({ stage: 'production', archived: null });
    expect(archived).toMatchObject({ stage: 'archived', archived: { reason: 'Superseded.' } });
    expect(await reread(fixture, v1)).toMatchObject({ stage: 'production', archived: null });
    await expect(fixture.ledger.unarchive(v1)).rejects.toMatchObject({ code: 'not-archived' });
    await expect(fixture.ledger.archive(v1, '  ')).rejects.toMatchObject({ code: 'reason-missing' });
  });

  it('take stages from the config, the first as the beginning', async () => {
    const fixture = await withVersions(1);
    await fixture.ledger.saveConfig({ stages: ['candidate', 'live'] });

    expect((await reread(fixture, v1)).stage).toBe('candidate');
    await expect(fixture.ledger.stage(v1, 'production')).rejects.toMatchObject({ code: 'stage-unknown' });
    await fixture.ledger.stage(v1, 'live');
    expect((await fixture.reopen().summaries())[0]?.versions[0]?.stage).toBe('live');
  });

  it('move an alias from version to version', async () => {
    const fixture = await withVersions(2);

    await fixture.ledger.setAlias('churn', 'champion', 1);
    await fixture.ledger.setAlias('churn', 'challenger', 2);
    await fixture.ledger.setAlias('churn', 'champion', 2);

    expect(await fixture.reopen().find('churn@champion')).toMatchObject({
      version: 2,
      aliases: ['challenger', 'champion'],
    });
    expect((await reread(fixture, v1)).aliases).toEqual([]);
    await fixture.ledger.setAlias('churn', 'champion', null);
    await expect(fixture.ledger.find('churn@champion')).rejects.toMatchObject({ code: 'alias-unknown' });
    await expect(fixture.ledger.setAlias('churn', 'champion', null)).rejects.toMatchObject({ code: 'alias-unknown' });
  });

  it.each(['v4', '12', '', 'a b', 'a@b', '../x', '-x'])('refuse the alias %j', async (alias) => {
    const fixture = await withVersions(1);

    await expect(fixture.ledger.setAlias('churn', alias, 1)).rejects.toMatchObject({ code: 'alias-invalid' });
  });

  it('tag, review and append anything else', async () => {
    const fixture = await withVersions(1);
    const { id } = await fixture.ledger.version(v1);

    await fixture.ledger.tag(v1, { team: 'growth', owner: 'ada' });
    await fixture.ledger.tag(v1, { owner: null });
    await fixture.ledger.review(v1, 'approved', 'Ship it.');
    await fixture.ledger.append('churn', 'linked', {
      registration: id,
      version: 1,
      kind: 'ticket',
      url: 'https://x.test/1',
    });

    expect(await reread(fixture, v1)).toMatchObject({
      tags: { team: 'growth' },
      reviews: [{ verdict: 'approved', comment: 'Ship it.', by: { name: 'Ada' } }],
      links: [{ kind: 'ticket', url: 'https://x.test/1' }],
    });
  });

  it('resolve a numbering conflict after a merge by a new number', async () => {
    const fixture = await withVersions(1);
    const git = (...args: readonly string[]) => fixture.repository.git(...args);
    await fixture.repository.commitAll('Add v1');
    await git('checkout', '--quiet', '-b', 'side');
    await fixture.register();
    await fixture.repository.commitAll('Add v2 on a branch');
    await git('checkout', '--quiet', 'main');
    await fixture.register();
    await fixture.repository.commitAll('Add v2 on main');
    await git('merge', '--quiet', '--no-edit', 'side');
    const [conflicted] = await fixture.reopen().summaries();
    const loser = conflicted?.versions.find((version) => version.conflict !== null);
    const holder = await fixture.ledger.find('churn@v2');

    await expect(fixture.ledger.renumber(holder)).rejects.toMatchObject({ code: 'no-conflict' });
    const { event } = await fixture.ledger.renumber(loser ?? v1);

    expect(conflicted).toMatchObject({ conflicts: 1, versions: [{ version: 2 }, { version: 2 }, { version: 1 }] });
    expect(loser?.conflict).toBe(holder.id);
    expect(event.body).toMatchObject({ registration: loser?.id, from: 2, version: 3 });
    expect(event.body.name).toContain('_churn_v3_');
    expect(event.parents).toHaveLength(2);
    const [resolved] = await fixture.reopen().summaries();
    expect(resolved).toMatchObject({ conflicts: 0, versions: [{ version: 3 }, { version: 2 }, { version: 1 }] });
    expect((await fixture.register()).includes('registered')).toBe(true);
    expect((await fixture.reopen().summaries())[0]?.versions[0]?.version).toBe(4);
    expect((await fixture.reopen().verify()).problems).toEqual([]);
  });
});

describe('find and version', () => {
  it('know a version by number, alias and registration', async () => {
    const fixture = await withVersions(2);
    const { id } = await fixture.ledger.find('churn@v1');

    expect(await fixture.ledger.find('churn@1')).toMatchObject({ id });
    expect(await fixture.ledger.find(`churn@${id}`)).toMatchObject({ version: 1 });
    expect(await fixture.ledger.version({ id })).toMatchObject({ model: 'churn', version: 1 });
  });

  it.each([
    ['churn', 'reference-invalid'],
    ['@v1', 'reference-invalid'],
    ['churn@', 'reference-invalid'],
    ['churn@v1@v2', 'reference-invalid'],
    ['churn@constructor', 'alias-unknown'],
    ['churn@v7', 'version-unknown'],
    ['churn@01ARZ3NDEKTSV4RRFFQ69G5FAV', 'version-unknown'],
    ['price@v1', 'model-unknown'],
    ['../churn@v1', 'model-unknown'],
  ])('answer %s with %s', async (reference, code) => {
    const fixture = await withVersions(1);

    await expect(fixture.ledger.find(reference)).rejects.toMatchObject({ code });
  });

  it('name what there is instead', async () => {
    const fixture = await withVersions(3);

    await expect(fixture.ledger.find('churn@v7')).rejects.toThrow(
      'There is no churn@v7. The newest version is churn@v3.',
    );
    await expect(fixture.ledger.find('chrun@v1')).rejects.toThrow('There is no model chrun. Known models: churn.');
    await expect(fixture.ledger.model('chrun')).rejects.toMatchObject({ code: 'model-unknown' });
    await expect(fixture.ledger.version({ id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).rejects.toMatchObject({
      code: 'version-unknown',
    });
  });
});

describe('register', () => {
  it.each([NaN, Infinity, -Infinity])('refuses a metric of %d', async (value) => {
    const fixture = await RepositoryLedger.create();

    await expect(
      fixture.ledger.register('churn', versionFacts({ metrics: [metric('loss', value)] })),
    ).rejects.toMatchObject({ code: 'metric-invalid' });
    await expect(
      fixture.ledger.register('churn', versionFacts({ params: [{ name: 'gamma', value }] })),
    ).rejects.toMatchObject({ code: 'param-invalid' });
  });

  it.each(['', '../evil', 'a/b', 'con', 'a b', '.hidden', 'x'.repeat(101)])(
    'refuses the model name %j',
    async (name) => {
      const fixture = await RepositoryLedger.create();

      await expect(fixture.ledger.register(name, versionFacts())).rejects.toMatchObject({ code: 'model-name-invalid' });
      expect(await fixture.ledger.summaries()).toEqual([]);
    },
  );

  it('refuses a second spelling of a model', async () => {
    const fixture = await withVersions(1);

    await expect(fixture.ledger.register('Churn', versionFacts())).rejects.toMatchObject({
      code: 'model-name-invalid',
      data: { other: 'churn' },
    });
  });

  it('requires the documentation that the config requires', async () => {
    const fixture = await withVersions(1);
    await fixture.ledger.saveConfig({ documentation: { required: ['rationale', 'impact'] } });

    await expect(fixture.ledger.register('churn', versionFacts())).rejects.toMatchObject({
      code: 'documentation-missing',
      data: { missing: ['impact'] },
    });
    expect((await fixture.ledger.summaries())[0]?.versions[0]).toMatchObject({ version: 1, documented: false });
  });

  it('does not guess the rules of a config that it cannot read', async () => {
    const fixture = await withVersions(1);
    await writeFile(fixture.path('.model-ledger/config.json'), '{ "naming": ');

    await expect(fixture.ledger.register('churn', versionFacts())).rejects.toMatchObject({ code: 'config-invalid' });
    expect((await fixture.ledger.summaries())[0]?.versions).toHaveLength(1);
    expect(await fixture.ledger.faults()).toMatchObject([
      { code: 'config-invalid', path: '.model-ledger/config.json' },
    ]);
  });

  it('speaks only of evidence and copies that are there', async () => {
    const fixture = await RepositoryLedger.create();
    const sha256 = 'a'.repeat(64);

    await expect(
      fixture.register('churn', {
        evidence: [{ kind: 'log', name: 'train.log', mime: 'text/plain', sha256, size: 1 }],
      }),
    ).rejects.toMatchObject({ code: 'object-missing' });
    await expect(
      fixture.register('churn', { artifacts: [{ path: 'm.pkl', sha256, size: 1, kept: 'store' }] }),
    ).rejects.toMatchObject({ code: 'artifact-missing' });
    expect(await fixture.ledger.summaries()).toEqual([]);
  });

  it('refuses facts that could not be read again', async () => {
    const fixture = await RepositoryLedger.create();
    const facts = versionFacts({ artifacts: [{ path: 'm.pkl', sha256: 'no digest', size: 1, kept: 'none' }] });

    await expect(fixture.ledger.register('churn', facts)).rejects.toMatchObject({ code: 'draft-invalid' });
    expect(await fixture.ledger.summaries()).toEqual([]);
  });

  it('can be cancelled before it has written', async () => {
    const fixture = await RepositoryLedger.create();

    await expect(fixture.ledger.register('churn', versionFacts(), AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await fixture.ledger.summaries()).toEqual([]);
  });
});
