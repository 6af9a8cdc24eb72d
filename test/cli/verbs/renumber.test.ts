import { describe, expect, it } from 'vitest';
import { callCli, callJson } from '../support/cli';
import { makeChurnRepository, registerChurn, trainAgain } from '../support/churn';
import { listSchema, renumberSchema, verifySchema } from '../support/contract';
import { commitAll, git } from '../support/repository';

/** Two branches that both registered a v2, merged. */
async function makeConflict(): Promise<string> {
  const root = await makeChurnRepository();
  await registerChurn(root);
  await commitAll(root, 'v1');
  await git(root, 'switch', '-q', '-c', 'other');
  await registerChurn(root, ['--rationale', 'On the branch.']);
  await commitAll(root, 'v2 on the branch');
  await git(root, 'switch', '-q', 'main');
  await trainAgain(root, 0.951);
  await registerChurn(root, ['--rationale', 'On main.']);
  await commitAll(root, 'v2 on main');
  await git(root, 'merge', '-q', '--no-edit', 'other');
  return root;
}

describe('renumber', () => {
  it('gives the later of two v2 the next number, and nothing else changes', async () => {
    const root = await makeConflict();
    const before = await callJson(root, ['list', 'churn'], listSchema);
    const text = await callCli(root, ['list', 'churn']);

    const { renumbered } = await callJson(root, ['renumber'], renumberSchema);

    const after = await callJson(root, ['list', 'churn'], listSchema);
    expect(before.models[0]?.conflicts).toBe(1);
    expect(text.stdout).toContain('1 numbering conflict');
    expect(renumbered).toMatchObject([{ model: 'churn', from: 2, version: 3 }]);
    expect(after.models[0]?.conflicts).toBe(0);
    expect(after.models[0]?.versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect((await callJson(root, ['verify'], verifySchema)).ok).toBe(true);
  });

  it('does nothing where there is no conflict', async () => {
    const root = await makeChurnRepository();
    await registerChurn(root);

    expect(await callJson(root, ['renumber', 'churn'], renumberSchema)).toEqual({ renumbered: [] });
    expect((await callCli(root, ['renumber', 'chrun'])).code).toBe(1);
  });
});
