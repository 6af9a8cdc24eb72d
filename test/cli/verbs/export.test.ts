import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn } from '../support/churn';
import { exportSchema } from '../support/contract';

describe('export', () => {
  let root: string;
  beforeAll(async () => {
    root = await makeChurnRepository();
    await registerChurn(root, ['--rationale', 'Deeper trees.']);
  });

  it('writes the card to standard output', async () => {
    const { code, stdout } = await callCli(root, ['export', 'churn@v1']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^---\n[\s\S]*\n---\n/);
    expect(stdout).toContain('# churn@v1');
    expect(stdout).toContain('Deeper trees.');
    expect((await callJson(root, ['export', 'churn@v1'], exportSchema)).markdown).toBe(stdout);
  });

  it('writes it to a file and keeps one with another content', async () => {
    const first = await callJson(root, ['export', 'churn@v1', '-o', 'CARD.md'], exportSchema);
    const same = await callCli(root, ['export', 'churn@v1', '-o', 'CARD.md']);
    const other = await callCli(root, ['export', 'churn@v1', '-o', 'README.md', '--json']);
    const forced = await callCli(root, ['export', 'churn@v1', '-o', 'README.md', '--force']);

    expect(first.path).toBe(join(root, 'CARD.md'));
    expect(await readFile(join(root, 'CARD.md'), 'utf8')).toBe(first.markdown);
    expect(same.code).toBe(0);
    expect(JSON.parse(other.stdout)).toMatchObject({ error: { code: 'file-exists' } });
    expect(forced.code).toBe(0);
    expect(await readFile(join(root, 'README.md'), 'utf8')).toBe(first.markdown);
  });

  it('says that a file cannot be written', async () => {
    const { code, stdout } = await callCli(root, ['export', 'churn@v1', '-o', 'nowhere/card.md', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'file-unwritable' } });
  });
});
