import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { ADA } from '../../../support/repositoryLedger';
import { bundleScript, startScript } from '../../../support/runScript';
import { makeTemporaryFolder, removeFolder, temporaryFolder } from '../../../support/temporaryFolder';
import { versionFacts } from '../../../support/versionFacts';

/** Registers `count` versions (0: until killed), in turn for each model, with an artifact and evidence each. */
const SCRIPT = `
  import { writeFile } from 'node:fs/promises';
  import { Ledger } from './core/io/ledger/ledger';
  const [root, count, models, artifacts] = process.argv.slice(2);
  const ledger = Ledger.open(root, { person: { name: 'P' + process.pid, email: '' } });
  const base = ${JSON.stringify(versionFacts())};
  process.stdout.write('started');
  for (let index = 0; count === '0' || index < Number(count); index += 1) {
    const model = models.split(',')[index % models.split(',').length];
    let facts = base;
    if (artifacts === 'artifacts') {
      const name = 'model-' + process.pid + '-' + index + '.bin';
      const file = root + '/' + name;
      await writeFile(file, String(process.pid) + '-' + index + '-'.repeat(200_000));
      const stored = await ledger.storeArtifact(file);
      const object = await ledger.putObject({ bytes: Buffer.from('log ' + process.pid + ' ' + index) });
      facts = {
        ...base,
        artifacts: [{ path: name, ...stored, kept: 'store' }],
        evidence: [{ kind: 'log', name: 'train.log', mime: 'text/plain', ...object }],
      };
    }
    await ledger.register(model, facts);
  }
`;

let folder: string;
let script: string;

beforeAll(async () => {
  folder = await makeTemporaryFolder();
  script = await bundleScript(SCRIPT, folder);
});

afterAll(() => removeFolder(folder));

describe('several processes', { timeout: 300_000 }, () => {
  it('register 200 versions each at the same time with 400 different numbers', async () => {
    const root = await temporaryFolder();

    const ends = await Promise.all([1, 2].map(() => startScript(script, [root, '200', 'churn', '']).ended));

    expect(ends.map(({ exit, stderr }) => ({ exit, stderr }))).toEqual([
      { exit: 0, stderr: '' },
      { exit: 0, stderr: '' },
    ]);
    const [churn] = await Ledger.open(root).summaries();
    const numbers = churn?.versions.map((version) => version.version).reverse();
    expect(await readdir(join(root, '.model-ledger', 'models', 'churn'))).toHaveLength(400);
    expect(numbers).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
    expect(new Set(churn?.versions.map((version) => version.by.name)).size).toBe(2);
    expect(await Ledger.open(root).verify()).toMatchObject({ ok: true, events: 400 });
  });

  it('number each of several models without a gap', async () => {
    const root = await temporaryFolder();
    const runs = [
      ['60', 'churn,price,fraud'],
      ['60', 'fraud,churn,price'],
      ['60', 'price,fraud,churn'],
    ].map(([count = '', models = '']) => startScript(script, [root, count, models, '']).ended);

    const ends = await Promise.all(runs);

    expect(ends.map(({ exit }) => exit)).toEqual([0, 0, 0]);
    const summaries = await Ledger.open(root).summaries();
    const expected = Array.from({ length: 60 }, (_, index) => 60 - index);
    expect(summaries.map(({ model }) => model)).toEqual(['churn', 'fraud', 'price']);
    expect(summaries.map(({ versions }) => versions.map(({ version }) => version))).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  it('do not mind that somebody deletes the cache again and again, and reads meanwhile', async () => {
    const root = await temporaryFolder();
    const runs = [1, 2].map(() => startScript(script, [root, '120', 'churn', 'artifacts']));
    let isRunning = true;
    const all = Promise.all(runs.map(({ ended }) => ended)).finally(() => (isRunning = false));
    const seen: number[] = [];
    while (isRunning) {
      await rm(join(root, '.model-ledger', '.cache'), { recursive: true, force: true }).catch(() => undefined);
      seen.push((await Ledger.open(root).summaries())[0]?.versions.length ?? 0);
      await sleep(3);
    }

    const ends = await all;

    expect(ends.map(({ exit, stderr }) => ({ exit, stderr }))).toEqual([
      { exit: 0, stderr: '' },
      { exit: 0, stderr: '' },
    ]);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(await Ledger.open(root).verify()).toMatchObject({ ok: true, events: 240, unavailable: [] });
    const versions = (await Ledger.open(root).summaries())[0]?.versions ?? [];
    expect(new Set(versions.map(({ version }) => version)).size).toBe(240);
  });

  it('killed at any moment, leave whole versions only, and nothing in the way of the next', async () => {
    const root = await temporaryFolder();
    const ledger = Ledger.open(root, { person: ADA });
    const models = join(root, '.model-ledger', 'models');
    let known = 0;
    for (let kill = 0; kill < 60; kill += 1) {
      const running = startScript(script, [root, '0', 'churn', kill % 2 === 0 ? '' : 'artifacts']);
      await once(running.child.stdout ?? running.child, 'data');
      await sleep(Math.random() * 60);
      running.child.kill('SIGKILL');
      expect((await running.ended).exit).toBe('SIGKILL');

      const names = await readdir(join(models, 'churn')).catch(() => []);
      const reread = Ledger.open(root);
      const versions = (await reread.summaries())[0]?.versions ?? [];
      expect(await reread.faults()).toEqual([]);
      expect(names.filter((name) => !/^[0-9A-Z]{26}-registered\.json$/.test(name))).toEqual([]);
      expect(versions.map(({ version }) => version)).toEqual(names.map((_, index) => names.length - index));
      expect(names.length).toBeGreaterThanOrEqual(known);
      known = names.length;
    }

    // The lock of the last victim, if it held it, is taken over: otherwise this would end in lock-timeout.
    const { event } = await ledger.register('churn', versionFacts());

    expect(event.body.version).toBe(known + 1);
    expect(await readdir(models)).toEqual(['churn']);
    expect(await ledger.verify()).toMatchObject({ ok: true, events: known + 1, problems: [] });
    expect(await readdir(join(root, '.model-ledger', '.cache', 'tmp'))).toEqual([]);
    expect((await readdir(join(root, '.model-ledger'))).filter((name) => name.startsWith('.lock'))).toEqual([]);
    expect(JSON.parse(await readFile(join(root, '.model-ledger', 'config.json'), 'utf8'))).toHaveProperty('project');
  });
});
