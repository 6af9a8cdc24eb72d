import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

describe('the Model Ledger view', () => {
  let workbench: OpenWorkbench;

  beforeAll(async () => {
    workbench = await openWorkbench();
  });

  afterAll(async () => {
    await workbench.close();
  });

  it('opens from the activity bar', async () => {
    await workbench.openView('Model Ledger');

    await workbench.sideBar.getByText('Models', { exact: false }).first().waitFor();
    expect(await workbench.sideBar.textContent()).toMatch(/model ledger/i);
    await workbench.screenshot('view');
  });
});
