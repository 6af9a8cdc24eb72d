import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

const NOTEBOOK = '03-tuned-gradient-boosting.ipynb';

/** What the language server does for somebody who writes a draft. */
describe('help while a draft is written', () => {
  let workbench: OpenWorkbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      settings: { 'workbench.colorTheme': 'Light Modern', 'editor.minimap.enabled': false },
    });
    await workbench.openView('Model Ledger');
    await workbench.openFile(NOTEBOOK);
    await workbench.runCommand('Model Ledger: Register Notebook Output as Version');
    await workbench.pick('churn');
    await workbench.tab('churn-v3.md').waitFor();
  });

  afterAll(async () => {
    await workbench.close();
  });

  it('says that the reasons are missing, without covering what is written', async () => {
    const problem = squiggle(workbench, 'warning');
    await problem.first().waitFor();

    await expect.poll(() => problem.count()).toBe(1);
    await workbench.codeLens('Register v3').last().waitFor();
    await workbench.screenshot('draft-rationale-light');
  });

  it('marks a value that the notebook does not have, and takes the right one', async () => {
    await workbench.typeText('Knows when a contract ends.');
    await squiggle(workbench, 'warning').first().waitFor({ state: 'detached' });
    await workbench.replaceText('0.8765', '0.9123');
    await squiggle(workbench, 'warning').first().waitFor();

    await workbench.page.keyboard.press('Control+.');
    const fix = workbench.page.locator('.action-widget').getByText('Take 0.8765 from the notebook');
    await fix.waitFor();
    await workbench.screenshot('draft-fix-light');
    await workbench.setTheme('Dark Modern');
    await workbench.page.keyboard.press('Control+.');
    await fix.waitFor();
    await workbench.screenshot('draft-fix-dark');
    await fix.click();

    await squiggle(workbench, 'warning').first().waitFor({ state: 'detached' });
    await workbench.editorText.getByText('0.8765').first().waitFor();
  });

  it('shows what a metric is and was', async () => {
    await workbench.editorText.getByText('roc_auc').first().hover();
    const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'higher is better' });

    await hover.getByText('churn@v1').waitFor();

    await workbench.screenshot('draft-hover-dark');
    await workbench.setTheme('Light Modern');
    await workbench.editorText.getByText('roc_auc').first().hover();
    await hover.getByText('churn@v1').waitFor();
    await workbench.screenshot('draft-hover-light');
    await workbench.page.keyboard.press('Escape');
  });

  it('completes metrics by name, direction and definition', async () => {
    await workbench.replaceText('name: f1,', 'name: f1_');
    await workbench.page.keyboard.press('Control+Space');
    const suggestion = workbench.page.locator('.suggest-widget:visible').getByRole('option', { name: /^f1_macro/ });

    await suggestion.waitFor();

    await workbench.screenshot('draft-completion-light');
    await workbench.page.keyboard.press('Escape');
    await workbench.setTheme('Dark Modern');
    await workbench.page.keyboard.press('Control+Space');
    await suggestion.waitFor();
    await workbench.screenshot('draft-completion-dark');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.insertText(',');
  });

  it('lists everything in Problems and the outline', async () => {
    await workbench.replaceText('data/churn.csv', 'data/chrun.csv');
    await workbench.replaceText('model: churn', 'model: chrun');
    await workbench.runCommand('View: Focus Problems');
    await workbench.panel.getByText('There is no model chrun yet').waitFor();
    await workbench.panel.getByText('There is no data/chrun.csv').waitFor();

    await workbench.screenshot('draft-problems-dark');
    await workbench.setTheme('Light Modern');
    await workbench.screenshot('draft-problems-light');
    await workbench.runCommand('Explorer: Focus on Outline View');
    await workbench.row(/^Facts/).waitFor();
    await workbench.screenshot('draft-outline-light');
  });
});

function squiggle(workbench: OpenWorkbench, severity: 'error' | 'warning' | 'info') {
  return workbench.page.locator(`.part.editor .squiggly-${severity}`);
}
