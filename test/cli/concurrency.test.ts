import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callCli, callJson } from './support/cli';
import { listSchema, verifySchema } from './support/contract';
import { makeRepository, write } from './support/repository';

const EACH = 20;

describe('several processes at once', () => {
  it('lose no registration and give every version its own number', async () => {
    const root = await makeRepository();
    await write(root, 'metrics.json', '{"rmse": 2.5}');
    const register = ['register', 'metrics.json', '--model', 'house', '--json'];
    const oneAfterTheOther = async (): Promise<number[]> => {
      const codes: number[] = [];
      for (let turn = 0; turn < EACH; turn += 1) {
        codes.push((await callCli(root, register)).code ?? -1);
      }
      return codes;
    };

    const codes = (await Promise.all([oneAfterTheOther(), oneAfterTheOther()])).flat();

    const { models } = await callJson(root, ['list'], listSchema);
    const versions = models[0]?.versions.map(({ version }) => version) ?? [];
    expect(codes).toEqual(Array<number>(2 * EACH).fill(0));
    expect(versions).toEqual(Array.from({ length: 2 * EACH }, (_, index) => 2 * EACH - index));
    expect(await readdir(join(root, '.model-ledger/models/house'))).toHaveLength(2 * EACH);
    expect(await callJson(root, ['verify'], verifySchema)).toMatchObject({ ok: true, events: 2 * EACH });
  }, 300_000);
});
