import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/projectRoot';
import { runProcess } from '../../scripts/runProcess';
import { createSampleWorkspace } from '../../scripts/sampleWorkspace';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';
import type { Theme } from './support/workbench';

const CODE = `import mlflow
from joblib import load

model = mlflow.sklearn.load_model("models:/churn@champion")
current = mlflow.sklearn.load_model("models:/churn/2")
baseline = mlflow.sklearn.load_model("models:/churn/1")
candidate = mlflow.sklearn.load_model("models:/churn/7")
mail = "ada@example.com"  # actions/checkout@v4
`;

const settings = { 'editor.minimap.enabled': false, 'security.workspace.trust.startupPrompt': 'never' };

describe.each([
  ['light', 'Light Modern'],
  ['dark', 'Dark Modern'],
] as const)('references in code, %s', (look, theme: Theme) => {
  let workbench: OpenWorkbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      create: createProject,
      settings: { ...settings, 'workbench.colorTheme': theme },
    });
    await workbench.openFile('serve.py');
  });

  afterAll(async () => {
    await workbench.close();
  });

  it('are underlined and listed as problems', async () => {
    const { page } = workbench;
    await page.locator('.squiggly-warning').first().waitFor();

    await workbench.runCommand('View: Focus Problems');
    await workbench.panel.getByText('churn@v1 is archived').waitFor();
    await workbench.panel.getByText('There is no churn@v7').waitFor();
    await workbench.screenshot(`references-problems-${look}`);

    expect(await workbench.panel.getByRole('treeitem').count()).toBe(3);
    await workbench.runCommand('View: Hide Panel');
  });

  it('show their version', async () => {
    await goTo(workbench, '5:50');
    await workbench.runCommand('Show or Focus Hover');
    await workbench.page.locator('.monaco-hover:visible').getByText('roc_auc').first().waitFor();

    await workbench.screenshot(`references-hover-${look}`);
    await workbench.page.keyboard.press('Escape');
  });

  it('are completed', async () => {
    const { page } = workbench;
    await goTo(workbench, '9:1');
    await page.keyboard.type('latest = "models:/churn/', { delay: 20 });
    const list = page.locator('.suggest-widget.visible');
    await list.getByRole('option', { name: /^2/ }).first().waitFor();
    await page.keyboard.press('Control+Space');
    await list.page().locator('.suggest-details').getByText('roc_auc').first().waitFor();

    await workbench.screenshot(`references-completion-${look}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('are updated by a quick fix', async () => {
    await goTo(workbench, '6:50');
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.locator('.action-widget').getByText('Update to current champion churn@v2').waitFor();

    await workbench.screenshot(`references-fix-${look}`);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.view-line').filter({ hasText: 'baseline' }).getByText('models:/churn/2').waitFor();
  });
});

describe('references in a folder that is not trusted', () => {
  it('show their version, of which Git was not asked', async () => {
    const workbench = await openWorkbench({ create: createProject, workspaceTrust: true, settings });
    try {
      await workbench.openFile('serve.py');
      await workbench.page.locator('.squiggly-warning').first().waitFor();
      await goTo(workbench, '5:50');
      await workbench.runCommand('Show or Focus Hover');
      const hover = workbench.page.locator('.monaco-hover:visible');
      await hover.getByText('roc_auc').first().waitFor();

      expect(await hover.textContent()).not.toContain('commit');
      await workbench.screenshot('references-untrusted');
    } finally {
      await workbench.close();
    }
  });
});

async function createProject(folder: string): Promise<string> {
  const sample = path.join(folder, 'telco-churn');
  await mkdir(sample);
  await createSampleWorkspace(sample);
  await writeFile(path.join(sample, 'serve.py'), CODE);
  const command = process.execPath;
  const cli = path.join(projectRoot, 'dist', 'cli.js');
  const args = [cli, 'archive', 'churn@v1', '--reason', 'Misses half of those who leave.'];
  const result = await runProcess({ command, args, cwd: sample });
  if (result.code !== 0) {
    throw new Error(result.output);
  }
  return sample;
}

async function goTo(workbench: OpenWorkbench, place: string): Promise<void> {
  await workbench.page.keyboard.press('Control+G');
  await workbench.enter(`:${place}`);
}
