import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/projectRoot';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

const run = promisify(execFile);
const TAB_LIMIT = 60;

/** The comparison page as somebody uses it who leaves it open while others register, and who has no mouse. */
describe('a comparison page that stays open', () => {
  let workbench: OpenWorkbench;

  beforeAll(async () => {
    workbench = await openWorkbench();
    await workbench.openView('Model Ledger');
  });

  afterAll(async () => {
    await workbench.close();
  });

  function content(): FrameLocator {
    const frame = 'iframe.webview.ready[src*="extensionId=model-ledger.model-ledger"]:visible';
    return workbench.page.frameLocator(frame).frameLocator('#active-frame');
  }

  async function focused(): Promise<string> {
    return content()
      .locator('body')
      .evaluate((body) => {
        const element = body.ownerDocument.activeElement;
        return element?.getAttribute('data-cell') ?? element?.getAttribute('aria-label') ?? '';
      });
  }

  it('is read and used with the keyboard alone', async () => {
    await workbench.chooseFromMenu(workbench.row(/^churn, /), 'Compare Versions');
    await content().locator('.trust-mark').first().waitFor();
    const { keyboard } = workbench.page;
    await workbench.runCommand('View: Focus Active Editor Group');

    for (let press = 0; press < TAB_LIMIT && !(await focused()).startsWith('-1:'); press += 1) {
      await keyboard.press('Tab');
    }
    expect(await focused()).toBe('-1:0');
    await keyboard.press('F2');
    for (let press = 0; press < 10 && (await focused()) !== 'Documented'; press += 1) {
      await keyboard.press('ArrowRight');
    }
    expect(await focused()).toBe('Documented');
    await workbench.screenshot('comparison-by-keyboard');
    await keyboard.press('Enter');

    await workbench.tab(/churn@v1/).waitFor();
  });

  it('follows what another program registers, in every page', async () => {
    await workbench.chooseFromMenu(workbench.row(/^churn, /), 'Compare Versions');
    await content().locator('.trust-mark').first().waitFor();
    await content().getByRole('group', { name: 'Versions as' }).getByRole('button', { name: 'rows' }).click();
    await content().locator('.version-row').nth(1).waitFor();
    expect(await workbench.tab('Compare churn v1, v2').count()).toBe(2);

    const register = ['register', 'notebooks/03-tuned-gradient-boosting.ipynb', '--model', 'churn'];
    await run(
      process.execPath,
      [path.join(projectRoot, 'dist', 'cli.js'), ...register, '--rationale', 'Tuned while a page was open.'],
      { cwd: workbench.workspace },
    );

    await content().locator('.version-row').nth(2).waitFor();
    expect(await content().locator('.version-row .reference').allTextContents()).toEqual(['v3', 'v2', 'v1']);
    await content().getByRole('group', { name: 'Trust in v3' }).getByRole('button', { name: 'Documented' }).waitFor();
    await workbench.screenshot('comparison-followed');
    await expect.poll(() => workbench.tab('Compare churn v1, v2, v3').count()).toBe(2);
  });

  it('looks after a reload of the window as it looked before', async () => {
    await content()
      .getByRole('columnheader', { name: /^Trust/ })
      .first()
      .focus();
    await workbench.page.keyboard.press('Control+Shift+ArrowRight');
    await content().locator('[data-cell="-2:0"]', { hasText: 'Metrics' }).waitFor();

    await workbench.reload();

    await content().locator('[data-cell="-2:0"]', { hasText: 'Metrics' }).waitFor();
    expect(await content().locator('.version-row .reference').allTextContents()).toEqual(['v3', 'v2', 'v1']);
    expect(await workbench.tab('Compare churn v1, v2, v3').count()).toBe(2);
    await workbench.screenshot('comparison-after-reload');
  });
});
