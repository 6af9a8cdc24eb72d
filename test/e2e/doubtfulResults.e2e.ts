import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleWorkspace } from '../../scripts/sampleWorkspace';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

const NOTEBOOK = 'doubtful.ipynb';

/** What a person meets whose results are not beyond doubt: Problems, the draft, and the way back to a cell. */
describe('doubtful results', () => {
  let workbench: OpenWorkbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      create: createWorkspace,
      settings: { 'workbench.colorTheme': 'Light Modern', 'editor.minimap.enabled': false },
    });
    await workbench.openView('Model Ledger');
  });

  afterAll(async () => {
    await workbench.close();
  });

  it('stand in the Problems panel with the cell and what to do, counted as VS Code does', async () => {
    await workbench.openFile(NOTEBOOK);
    await workbench.page.locator('.notebookOverlay .code-cell-row').first().waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');
    const problems = workbench.panel.locator('.markers-panel');

    await problems.getByText('Cell 2 [5] ran after cell 3 [2], which stands below it.').first().waitFor();
    await problems.getByText('Cell 4 [3] trains without a random seed').first().waitFor();
    expect(await workbench.statusBar.getByText(/Cell \d of 5/).count()).toBe(1);
    await workbench.screenshot('problems-light');
    await workbench.setTheme('Dark Modern');
    await workbench.screenshot('problems-dark');
    await workbench.setTheme('Light Modern');
    await workbench.runCommand('View: Hide Panel');
  });

  it('are noted at the top of the draft and above the rationale, where the caret is', async () => {
    await workbench.runCommand('Model Ledger: Register Notebook Output as Version');
    await workbench.pick('churn');
    await workbench.tab('churn-v3.md').waitFor();

    await visibleLens(workbench, /\d notes about the source/).waitFor();
    await visibleLens(workbench, '2 uncertain facts not recorded').waitFor();
    await workbench.screenshot('draft-notes-light');
    await visibleLens(workbench, /\d notes about the source/).click();

    await workbench.editorText.getByText('# Note: Cell 2 [5]').waitFor();
    await workbench.editorText.getByText('1 text that looks like a secret is masked').waitFor();
    await workbench.screenshot('draft-top-light');
    await workbench.setTheme('Dark Modern');
    await workbench.screenshot('draft-top-dark');
    await workbench.setTheme('Light Modern');
  });

  it('are recorded when they are ticked, and not before', async () => {
    await visibleLens(workbench, '2 uncertain facts not recorded').click();
    const offered = workbench.quickInput.locator('.monaco-list-row');
    await offered.filter({ hasText: 'accuracy (test, RandomForestClassifier) 0.88' }).waitFor();
    expect(await offered.count()).toBe(2);
    expect(await workbench.quickInput.getByText('0 Selected').count()).toBe(1);
    await workbench.screenshot('uncertain-light');

    await offered.first().click();
    await workbench.page.keyboard.press('Enter');

    // It takes the place of the other value of the same metric.
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: 'value: 0.88' })
      .filter({ hasText: 'headline' })
      .waitFor();
    await visibleLens(workbench, '2 uncertain facts not recorded').waitFor();
    await workbench.screenshot('draft-ticked-light');
  });

  it('lead from the draft to their cell', async () => {
    const link = workbench.page
      .locator('.detected-link')
      .filter({ hasText: /^cell:?$/ })
      .first();
    await link.hover();
    // A link wakes up when the pointer moves over it while the key is down.
    await workbench.page.keyboard.down('Control');
    await link.hover({ position: { x: 4, y: 6 } });
    await workbench.page.locator('.detected-link-active').first().waitFor();
    await workbench.page.mouse.down();
    await workbench.page.mouse.up();
    await workbench.page.keyboard.up('Control');

    await workbench.statusBar.getByText('Cell 5 of 5').waitFor();
    await workbench.screenshot('draft-to-cell-light');
    await workbench.tab('churn-v3.md').click();
  });

  it('lead from the comparison to the kept notebook once it was deleted', async () => {
    await workbench.runCommand('Model Ledger: Register Draft');
    await workbench.row('churn@v3').waitFor();
    await workbench.closeAllEditors();
    await rm(path.join(workbench.workspace, 'notebooks', NOTEBOOK));
    await workbench.answer('Registered churn@v3 as', 'Compare with Previous');
    await workbench.webview.getByRole('heading', { name: 'churn' }).waitFor();

    await workbench.webview.locator('button.link[title="Open cell 5 of the notebook"]').first().click();

    await workbench.tab('doubtful (churn@v3).ipynb').waitFor();
    await workbench.statusBar.getByText('Cell 5 of 5').waitFor();
    await workbench.statusBar.getByText('doubtful.ipynb is gone; shown as churn@v3 kept it').waitFor();
    const crumbs = workbench.page.locator('.breadcrumbs-control:visible .monaco-breadcrumb-item');
    expect(await crumbs.first().textContent()).toContain('doubtful (churn@v3).ipynb');
    await workbench.screenshot('kept-notebook-light');
  });
});

function visibleLens(workbench: OpenWorkbench, title: string | RegExp) {
  return workbench.page.locator('.codelens-decoration a:visible').filter({ hasText: title }).first();
}

/** The sample, with a notebook that was run out of order, without a seed, and shows a token. */
async function createWorkspace(folder: string): Promise<string> {
  const sample = path.join(folder, 'sample');
  await createSampleWorkspace(sample);
  const token = `hf_${'Ab12'.repeat(9)}`;
  const cells = [
    markdown('# Churn, in a hurry'),
    code(
      5,
      'import pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\ndf = pd.read_csv("../data/churn.csv")',
    ),
    code(2, 'print("token", token)', `token ${token}\n`),
    code(
      3,
      'model = RandomForestClassifier(n_estimators=50)\nmodel.fit(X_train, y_train)\nmore = pd.read_csv(f"../data/{name}.csv")',
    ),
    code(
      4,
      'print("Test accuracy:", accuracy_score(y_test, model.predict(X_test)))',
      'Test accuracy: 0.88\nTest accuracy: 0.91\n',
    ),
  ];
  const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } };
  await mkdir(path.join(sample, 'notebooks'), { recursive: true });
  await writeFile(
    path.join(sample, 'notebooks', NOTEBOOK),
    JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }),
  );
  return sample;
}

function markdown(text: string): unknown {
  return { cell_type: 'markdown', id: text.length.toString(), metadata: {}, source: [text] };
}

function code(count: number, source: string, printed = ''): unknown {
  const outputs = printed === '' ? [] : [{ output_type: 'stream', name: 'stdout', text: [printed] }];
  return { cell_type: 'code', id: `c${count}`, metadata: {}, execution_count: count, source: [source], outputs };
}
