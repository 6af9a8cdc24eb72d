import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createSampleWorkspace } from '../../scripts/sampleWorkspace';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

describe('where there is nothing to show yet', () => {
  let workbench: OpenWorkbench | undefined;

  afterEach(async () => {
    await workbench?.close();
    workbench = undefined;
  });

  it('an empty folder says how to begin', async () => {
    workbench = await openWorkbench({ create: emptyFolder, settings: { 'workbench.colorTheme': 'Dark Modern' } });
    await workbench.openView('Model Ledger');

    await workbench.sideBar.getByText('No version is registered yet').waitFor();

    expect(await workbench.sideBar.getByRole('button', { name: 'Register Notebook Output' }).count()).toBeGreaterThan(
      0,
    );
    await workbench.screenshot('welcome-dark');
  });

  it('the walkthrough shows its steps', async () => {
    workbench = await openWorkbench({ create: emptyFolder });
    // The palette lists what is known when it opens.
    await workbench.openView('Model Ledger');

    await workbench.runCommand('Model Ledger: Get Started');

    await workbench.page.getByText('Register the output of a notebook').first().waitFor();
    await workbench.page.locator('.getting-started-media img, .getting-started-media iframe').first().waitFor();
    await workbench.screenshot('walkthrough');
  });

  it('an untrusted folder is read, and registering says what it needs', async () => {
    workbench = await openWorkbench({
      create: sample,
      workspaceTrust: true,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
    await workbench.openView('Model Ledger');
    await workbench.row('churn@v2').waitFor();

    await workbench.runCommand('Model Ledger: Register Notebook Output as Version');

    await workbench.notification('needs a trusted workspace').waitFor();
    await workbench.screenshot('untrusted');
  });
});

async function emptyFolder(folder: string): Promise<string> {
  const empty = path.join(folder, 'empty');
  await mkdir(empty);
  return empty;
}

async function sample(folder: string): Promise<string> {
  const target = path.join(folder, 'sample');
  await createSampleWorkspace(target);
  return target;
}
