import fc from 'fast-check';
import { appendFile, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ListWords } from '../../../../src/core/io/ledger/listAnswer';
import type { Ledger, VersionSummary } from '../../../../src/core/io/ledger/ledger';
import { RepositoryLedger } from '../../../support/repositoryLedger';
import { versionFacts } from '../../../support/versionFacts';

const KEPT = '.model-ledger/.cache/list.answer';
/** Makes lists of a few versions large enough to be kept. */
const LONG = 'ä'.repeat(40_000);

/** Everything of a version, so that whatever could be wrong shows. */
function versionJson(version: VersionSummary): object {
  return { ...version, long: LONG };
}

/** What the list has to be, by the way that every view goes. */
async function expected(fixture: RepositoryLedger): Promise<unknown> {
  const { models, faults } = await fixture.reopen().overview();
  const listed = models.map(({ model, conflicts, versions }) => ({
    model,
    conflicts,
    versions: versions.map(versionJson),
  }));
  return JSON.parse(JSON.stringify({ models: listed, faults }));
}

interface Listed {
  readonly json: unknown;
  readonly written: readonly string[];
}

/** The list as a process of its own makes it, and the versions that it wrote anew for it. */
async function list(fixture: RepositoryLedger, form = '1'): Promise<Listed> {
  const written: string[] = [];
  const words: ListWords = {
    form,
    model: (model) => model,
    version: (version) => {
      written.push(`${version.model}@v${version.version}`);
      return versionJson(version);
    },
    faulty: (models, faults) =>
      Buffer.from(
        JSON.stringify({
          models: models.map((model) => ({ ...model, versions: model.versions.map(versionJson) })),
          faults,
        }),
      ),
  };
  const bytes = await fixture.reopen().list(words);
  return { json: JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown, written };
}

/** A ledger of two models whose list is kept. */
async function prepared(): Promise<RepositoryLedger> {
  const fixture = await RepositoryLedger.create();
  await fixture.registerMany(3);
  await fixture.registerMany(2, 'other');
  await fixture.repository.commitAll('two models');
  await fixture.reopen().summaries();
  await list(fixture);
  return fixture;
}

/** The path of the file of the newest event. */
async function newestEvent(fixture: RepositoryLedger, model = 'churn'): Promise<string> {
  const folder = fixture.path(`.model-ledger/models/${model}`);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  return join(folder, names.sort().at(-1) ?? 'none.json');
}

/** Does something as if the newest event had been written elsewhere at the same time. */
async function beside(fixture: RepositoryLedger, act: (ledger: Ledger) => Promise<unknown>): Promise<void> {
  const [event, aside] = [await newestEvent(fixture), fixture.path('aside.json')];
  await rename(event, aside);
  await act(fixture.reopen());
  await rename(aside, event);
}

const v = (version: number, model = 'churn') => ({ model, version });

type Change = readonly [name: string, act: (ledger: Ledger, fixture: RepositoryLedger) => Promise<unknown>];

/** What leaves all versions but those that are named as they were. */
const PATCHED: readonly (readonly [...Change, written: readonly string[]])[] = [
  ['a registration', (_, fixture) => fixture.register(), ['churn@v4']],
  ['two registrations', (_, fixture) => fixture.registerMany(2, 'other'), ['other@v4', 'other@v3']],
  ['another model', (_, fixture) => fixture.register('between'), ['between@v1']],
  ['a stage', (ledger) => ledger.stage(v(2), 'production'), ['churn@v2']],
  ['a text', (ledger) => ledger.document(v(1), { rationale: 'Another one.' }), ['churn@v1']],
  ['a text that is emptied', (ledger) => ledger.document(v(1), { rationale: '' }), ['churn@v1']],
  ['a tag', (ledger) => ledger.tag(v(3), { owner: 'ann' }), ['churn@v3']],
  ['a review', (ledger) => ledger.review(v(3), 'approved', 'Fine.'), ['churn@v3']],
  ['an archived version', (ledger) => ledger.archive(v(3), 'Old.'), ['churn@v3']],
  ['nothing but a commit', (_, fixture) => fixture.repository.commitAll('code'), []],
];

/** What may change more than what it names. */
const MADE_ANEW: readonly Change[] = [
  ['an alias', (ledger) => ledger.setAlias('churn', 'champion', 2)],
  [
    'an event that was written beside another',
    (_, fixture) => beside(fixture, (ledger) => ledger.stage(v(1), 'staging')),
  ],
  ['two versions of one number', (_, fixture) => beside(fixture, (ledger) => ledger.register('churn', versionFacts()))],
  ['an event that is gone', async (_, fixture) => rm(await newestEvent(fixture))],
  [
    'an event with another time',
    async (_, fixture) => utimes(await newestEvent(fixture), new Date(0), new Date(1_000)),
  ],
  ['another config', (_, fixture) => writeFile(fixture.path('.model-ledger/config.json'), '{"stages":["new"]}')],
  ['a byte too many in what was kept', (_, fixture) => appendFile(fixture.path(KEPT), ' ')],
  [
    'a reason in a commit',
    (_, fixture) => fixture.repository.commitAll('Why\n\nImpact: churn@v2: Fewer false alarms.'),
  ],
];

/** Whatever can happen between two lists, one after another and in any order. */
const STEPS: Readonly<Record<string, (ledger: Ledger, fixture: RepositoryLedger) => Promise<unknown>>> = {
  ...Object.fromEntries([...PATCHED, ...MADE_ANEW].map(([name, act]) => [name, act])),
  'a damaged event': async (_, fixture) => writeFile(await newestEvent(fixture), '{'),
  'an event of a newer program': async (_, fixture) => {
    const event = await newestEvent(fixture);
    const id = basename(event).slice(0, 26);
    const newer = `${id.slice(0, -1)}Z`;
    const text = (await readFile(event, 'utf8')).replace(id, newer).replace(/"type": "[a-z]+"/, '"type": "blessed"');
    await writeFile(join(dirname(event), `${newer}-blessed.json`), text);
  },
  'an event of a deployment': async (ledger) => {
    const { id, version } = await ledger.find('churn@v2');
    await ledger.append('churn', 'deployed', { registration: id, version, target: 'eu', status: 'running' });
  },
  'a version with its number taken back': async (_, fixture) => rm(await newestEvent(fixture, 'other')),
  'a deleted index': (_, fixture) => rm(fixture.path('.model-ledger/.cache/index'), { recursive: true, force: true }),
  'a file that is no event': (_, fixture) => writeFile(fixture.path('.model-ledger/models/churn/notes.txt'), 'x'),
};

describe('a list that was kept', () => {
  it.each(PATCHED)('is taken over after %s but for what that changes', async (_, act, written) => {
    const fixture = await prepared();

    await act(fixture.reopen(), fixture);
    const after = await list(fixture);

    expect(after.json).toEqual(await expected(fixture));
    expect(after.written).toEqual(written);
    expect(await list(fixture)).toEqual({ json: after.json, written: [] });
  });

  it.each(MADE_ANEW)('is made anew after %s', async (_, act) => {
    const fixture = await prepared();

    await act(fixture.reopen(), fixture);
    const after = await list(fixture);

    expect(after.json).toEqual(await expected(fixture));
    expect(after.written.length).toBeGreaterThanOrEqual(4);
  });

  it('is made anew in another form', async () => {
    const fixture = await prepared();
    await fixture.register();

    const { written } = await list(fixture, '2');

    expect(written).toHaveLength(6);
  });

  it('tells the commit of what was registered before, once it is committed', async () => {
    const fixture = await prepared();
    await fixture.registerMany(2);
    await list(fixture);
    const commit = await fixture.repository.commitAll('two versions');

    const after = await list(fixture);

    expect(after.written).toEqual(['churn@v5', 'churn@v4']);
    expect(after.json).toEqual(await expected(fixture));
    expect(JSON.stringify(after.json).split(`"commit":"${commit}"`)).toHaveLength(3);
  });

  it('keeps aliases and conflicts of versions that are written anew', async () => {
    const fixture = await prepared();
    await beside(fixture, (ledger) => ledger.register('churn', versionFacts()));
    await fixture.reopen().setAlias('churn', 'champion', 2);
    const [churn] = await fixture.reopen().summaries();
    const loser = churn?.versions.find(({ conflict }) => conflict !== null)?.id ?? '';
    await list(fixture);
    await fixture.reopen().tag(v(2), { owner: 'ann' });
    await fixture.reopen().tag({ id: loser }, { owner: 'ben' });

    const after = await list(fixture);

    expect(after.written).toHaveLength(2);
    expect(after.json).toEqual(await expected(fixture));
  });

  it('tells of an event that is damaged, and is whole again after it', async () => {
    const fixture = await prepared();
    const event = fixture.path(await fixture.register());
    const text = await readFile(event, 'utf8');
    await writeFile(event, text.slice(0, 100));

    const damaged = await list(fixture);
    await writeFile(event, text);
    const mended = await list(fixture);

    expect(damaged.json).toMatchObject({ faults: [{ code: 'event-damaged' }] });
    expect(mended.json).toEqual(await expected(fixture));
  });

  it('is what the whole ledger says, whatever happened', { timeout: 120_000 }, async () => {
    const steps = fc.array(fc.constantFrom(...Object.keys(STEPS)), { minLength: 4, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (names) => {
        const fixture = await prepared();
        for (const name of names) {
          // Some cannot happen after others, such as a text for a version that is gone.
          await STEPS[name]?.(fixture.reopen(), fixture).catch((error: unknown) => {
            expect(error).toMatchObject({ code: expect.stringMatching(/^[\w-]+$/) as string });
          });
          expect((await list(fixture)).json, names.join(', ')).toEqual(await expected(fixture));
        }
      }),
      { numRuns: 8 },
    );
  });
});
