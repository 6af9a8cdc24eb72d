import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn } from '../support/churn';
import { verifySchema } from '../support/contract';
import { commitAll, makeFolder } from '../support/repository';

describe('verify', () => {
  it('finds a sound ledger sound', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);
    await registerChurn(root);
    await commitAll(root, 'register churn');

    const text = await callCli(root, ['verify']);

    expect(await callJson(root, ['verify'], verifySchema)).toEqual({
      ok: true,
      events: 2,
      problems: [],
      unavailable: [],
    });
    expect(text).toMatchObject({ code: 0, stdout: 'Sound: 2 events, nothing altered, nothing missing.\n' });
  });

  it('finds an empty folder sound', async () => {
    const root = await makeFolder();

    expect(await callJson(root, ['verify'], verifySchema)).toEqual({
      ok: true,
      events: 0,
      problems: [],
      unavailable: [],
    });
  });

  it.each([
    [
      'an edited event',
      'event-edited',
      async (root: string, event: string) => {
        const text = await readFile(join(root, event), 'utf8');
        await writeFile(join(root, event), text.replace('0.934', '0.999'));
      },
    ],
    ['a removed event', 'event-removed', async (root: string, event: string) => rm(join(root, event))],
    [
      'a damaged event',
      'event-damaged',
      async (root: string, event: string) => writeFile(join(root, event), '{"schema": 1,'),
    ],
    [
      'a changed copy in the store',
      'artifact-changed',
      async (root: string) => {
        const [copy = ''] = (await readdir(join(root, '.model-ledger/store'), { recursive: true })).filter((name) =>
          /[0-9a-f]{64}$/.test(name),
        );
        const file = join(root, '.model-ledger/store', copy);
        await chmod(file, 0o644);
        await writeFile(file, 'other');
      },
    ],
  ])('names %s and ends with exit code 1', async (_name, code, harm) => {
    const root = await makeChurnRepository();
    const { event } = await registerChurn(root);
    await registerChurn(root);
    await commitAll(root, 'register churn');
    await harm(root, event);

    const json = await callCli(root, ['verify', '--json']);
    const text = await callCli(root, ['verify']);

    const { ok, problems } = v.parse(verifySchema, JSON.parse(json.stdout));
    expect(json.code).toBe(1);
    expect(ok).toBe(false);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(text.code).toBe(1);
    expect(text.stdout).toContain(code);
  });
});
