import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/projectRoot';
import { runProcess } from '../../scripts/runProcess';
import { axeProblems, ComparisonPage } from './support/comparisonPage';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';

const NOTEBOOK = 'notebooks/03-tuned-gradient-boosting.ipynb';

/** What leaves the page, through VS Code's own dialogs, and the way to it from a branch. */
describe('a comparison that is taken along', () => {
  let workbench: OpenWorkbench;
  let page: ComparisonPage;

  beforeAll(async () => {
    workbench = await openWorkbench({
      settings: { 'workbench.colorTheme': 'Light Modern', 'workbench.hover.delay': 60_000 },
    });
    page = new ComparisonPage(workbench);
    await workbench.openView('Model Ledger');
    await workbench.chooseFromMenu(workbench.row(/^churn, /), 'Compare Versions');
    await page.waitForTable();
  });

  afterAll(async () => {
    await workbench.close();
  });

  /** Saves under a name in the workspace, with the dialog of the browser-hosted VS Code, and answers what was written. */
  async function save(name: string, ask: () => Promise<void>): Promise<Buffer> {
    const file = path.join(workbench.workspace, name);
    await ask();
    await workbench.quickInput.getByText('Export Comparison').waitFor();
    const input = workbench.quickInput.locator('input');
    // The dialog proposes a name a moment after it has opened, in the place of what is there.
    await expect.poll(() => input.inputValue()).toMatch(/\.\w+$/);
    await input.fill(file);
    await expect
      .poll(async () => {
        await workbench.page.keyboard.press('Enter');
        return workbench.quickInput.isVisible();
      })
      .toBe(false);
    await workbench.notification(`Saved ${name}.`).waitFor();
    return readFile(file);
  }

  async function choose(entry: string): Promise<void> {
    await page.button('Export').click();
    await page.content.getByRole('menuitem', { name: entry }).click();
  }

  it('as comma-separated values, which open on demand', async () => {
    const text = (await save('churn.csv', () => choose('Comma-separated values…'))).toString('utf8');

    const [head, first] = text.split('\r\n');
    expect(head).toMatch(/^version,name,registered,by,stage,aliases,.*roc_auc test/);
    expect(first).toMatch(/^churn@v1,/);
    await workbench.screenshot('comparison/saved-message');
    await workbench.answer('Saved churn.csv.', 'Open');
    await workbench.tab('churn.csv').waitFor();
    await workbench.tab(/^Compare churn/).click();
    await page.waitForTable();
  });

  it('as Markdown for a pull request, and the same on the clipboard', async () => {
    const text = (await save('churn.md', () => choose('Markdown, for a pull request…'))).toString('utf8');

    expect(text).toMatch(/^\| {2}\| churn@v1 \(baseline\) \| churn@v2 \|\n\| --- \| ---: \| ---: \|\n/);
    expect(text).toContain('**Rationale of churn@v2**');
    await page.button('Copy as Markdown').click();
    await page.content.getByText('is on the clipboard as Markdown').waitFor();
    expect(await workbench.page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    await workbench.hideNotifications();
  });

  it('as a web page of its own that asks nobody for anything', async () => {
    await save('churn.html', () => choose('Report as a web page…'));
    const report = await workbench.openPage();
    const asked: string[] = [];
    report.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(path.join(workbench.workspace, 'churn.html')).href;

    await report.goto(address);

    await report.getByRole('heading', { level: 1 }).waitFor();
    await report.getByText('What changed from churn@v1 to churn@v2').waitFor();
    expect(asked.filter((url) => url !== address && !url.startsWith('data:'))).toEqual([]);
    expect(await report.locator('script, link').count()).toBe(0);
    expect(await axeProblems(report.mainFrame())).toEqual([]);
    await report.screenshot({
      path: path.join(projectRoot, 'test-results', 'comparison', 'report.png'),
      fullPage: true,
    });
    await report.close();
    await workbench.hideNotifications();
  });

  it('its charts as drawings and as pictures of the size that was chosen', async () => {
    await page.tab('Trend').click();
    await page.waitForChart();

    const svg = (await save('trend.svg', () => page.button('SVG').click())).toString('utf8');
    await page.content.getByLabel('Size of the picture').selectOption({ label: '1600 × 900' });
    const png = await save('trend.png', () => page.button('PNG').click());

    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*width="960" height="420"/);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([3200, 1800]);
    await workbench.hideNotifications();
  });

  it('as an address', async () => {
    await choose('Copy link');
    await page.content.getByText('The address of this comparison is on the clipboard').waitFor();

    expect(await workbench.page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^[\w-]+:\/\/model-ledger\.model-ledger\/compare\?models=churn$/,
    );
  });

  it('is offered in the status bar of a branch that has registered versions, and only there', async () => {
    const status = workbench.statusBar.getByText('1 new version', { exact: true });
    await git('switch', '--quiet', '--create', 'feature/boosting');
    await run(process.execPath, [
      path.join(projectRoot, 'dist', 'cli.js'),
      ...['--cwd', workbench.workspace, 'register', NOTEBOOK, '--model', 'churn', '--rationale', 'Boosting.'],
    ]);
    await status.waitFor({ timeout: 60_000 });
    await workbench.screenshot('comparison/branch-status');

    await status.click();

    await workbench.tab('Compare churn v2, v3').waitFor();
    await git('add', '--all');
    await git('commit', '--quiet', '--no-verify', '--message', 'Boosting');
    await git('switch', '--quiet', 'main');
    await status.waitFor({ state: 'hidden', timeout: 60_000 });
  });

  function git(...args: readonly string[]): Promise<void> {
    const identity = ['-c', 'user.name=Ada Moreno', '-c', 'user.email=ada@example.com'];
    return run('git', ['-C', workbench.workspace, ...identity, ...args]);
  }
});

async function run(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runProcess({ command, args });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${output}`);
  }
}
