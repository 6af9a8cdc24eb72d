import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

const GIGABYTE = 2 ** 30;

/** What happens beside the straight way: several rows, the ledger as a whole, second thoughts. */
describe('a ledger in daily use', () => {
  let workbench: OpenWorkbench;
  let model: string;

  beforeAll(async () => {
    workbench = await openWorkbench();
    model = path.join(workbench.workspace, 'models', 'large.pkl');
    await workbench.openView('Model Ledger');
  });

  afterAll(async () => {
    await workbench.close();
  });

  it('compares a range of rows, the facts of an expanded version among them', async () => {
    await workbench.expand('churn@v2');
    await workbench.row('Metrics').first().click();
    await workbench.expand('churn@v2');
    await workbench.row('churn@v1').click({ modifiers: ['Shift'] });

    await workbench.chooseFromMenu(workbench.row('churn@v1'), 'Compare Selected');

    await workbench.tab(/^Compare churn v\d, v\d$/).waitFor();
    await workbench.closeAllEditors();
  });

  it('verifies the ledger', async () => {
    await workbench.runCommand('Model Ledger: Verify Ledger');

    await workbench.notification(/The ledger of sample is sound: \d+ events verified/).waitFor();
  });

  it('opens its configuration', async () => {
    await workbench.runCommand('Model Ledger: Open Ledger Configuration');

    await workbench.tab('config.json').waitFor();
    await workbench.closeAllEditors();
  });

  it('stops reading a large artifact when asked, and leaves nothing but the draft', async () => {
    await writeFile(model, 'not really a pickle');
    // Full of holes: large to read, small on disk.
    await truncate(model, 8 * GIGABYTE);
    await workbench.runCommand('Model Ledger: Register File as Version');
    await workbench.type('large.pkl');
    await workbench.pick('large.pkl');
    await workbench.choice('churn').waitFor();
    await workbench.enter('large');
    await workbench.tab('large-v1.md').waitFor();
    await workbench.codeLens('Register v1').last().waitFor();
    await workbench.typeText('Too large to wait for.');
    await workbench.editorText.getByText('Too large to wait for.').waitFor();
    const before = await keptFiles(workbench.workspace);

    await workbench.editorAction('Register Draft').click();
    await workbench.notification(/of 8.* of the artifacts read/).waitFor();
    await workbench.answer('Registering large', 'Cancel');

    await workbench.notification('Registering large').waitFor({ state: 'detached' });
    // The message goes at once, the half copy when the reader has noticed.
    await expect.poll(() => keptFiles(workbench.workspace), { timeout: 30_000 }).toEqual(before);
    expect(await workbench.row('large, 1 version').count()).toBe(0);
    await workbench.editorText.getByText('Too large to wait for.').waitFor();
    expect(await workbench.notification('unexpected failure').count()).toBe(0);
  });

  it('registers the draft after a reload of the window, from what is there then', async () => {
    await truncate(model, 19);
    await workbench.reload();
    await workbench.tab('large-v1.md').waitFor();

    await workbench.editorAction('Register Draft').click();

    await workbench.notification('Registered large@v1 as').waitFor();
    await workbench.row('large, 1 version').waitFor();
    const [event] = (await keptFiles(workbench.workspace)).filter((file) => file.includes('models/large/'));
    const text = await readFile(path.join(workbench.workspace, '.model-ledger', event ?? ''), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      body: { artifacts: [{ path: 'models/large.pkl', size: 19 }] },
    });
  });
});

/** Everything in the ledger's folder that is neither a draft nor derived. Temporary files count: none may stay. */
async function keptFiles(workspace: string): Promise<readonly string[]> {
  const files = await readdir(path.join(workspace, '.model-ledger'), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => path.relative(path.join(workspace, '.model-ledger'), path.join(file.parentPath, file.name)))
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !file.startsWith('drafts/') && (!file.startsWith('.cache/') || file.startsWith('.cache/tmp/')))
    .sort();
}
