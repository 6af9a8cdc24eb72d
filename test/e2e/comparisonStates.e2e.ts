import { rename, writeFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createComparedProject } from './support/comparedProject';
import { ComparisonPage } from './support/comparisonPage';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';
import type { Theme } from './support/workbench';

const LOOKS: readonly { readonly name: string; readonly theme: Theme }[] = [
  { name: 'light', theme: 'Light Modern' },
  { name: 'dark', theme: 'Dark Modern' },
  { name: 'contrast-dark', theme: 'Dark High Contrast' },
  { name: 'contrast-light', theme: 'Light High Contrast' },
];

/** Every state in every look takes minutes: MODEL_LEDGER_PICTURES=all. Else the other looks get the states that colours matter to. */
const TAKES_ALL = process.env['MODEL_LEDGER_PICTURES'] === 'all';

const CHARTS = [
  'Trend',
  'What changed',
  'Learning curves',
  'Parallel coordinates',
  'Scatter',
  'Confusion',
  'Classes',
  'Images',
] as const;
const COLOURED = new Set<string>(['Trend', 'What changed', 'Learning curves', 'Parallel coordinates', 'Confusion']);

/** The page as people see it, in the real VS Code: a picture of each state in test-results/comparison, and axe on it. */
describe('the comparison page in every state', () => {
  let workbench: OpenWorkbench;
  let page: ComparisonPage;

  beforeAll(async () => {
    workbench = await openWorkbench({
      create: createComparedProject,
      // A hover over one row would lie upon the next.
      settings: { 'workbench.colorTheme': 'Light Modern', 'workbench.hover.delay': 60_000 },
    });
    page = new ComparisonPage(workbench);
    await workbench.openView('Model Ledger');
    for (const model of ['single', 'depths', 'tuning', 'shapes']) {
      await workbench.chooseFromMenu(workbench.row(new RegExp(`^${model}, `)), 'Compare Versions');
      await page.waitForTable();
    }
  });

  afterAll(async () => {
    await workbench.close();
  });

  /** Takes a picture and holds the page against axe. */
  async function look(name: string): Promise<void> {
    await page.settle();
    await workbench.screenshot(path.join('comparison', name));
    expect({ state: name, problems: await page.problems() }).toEqual({ state: name, problems: [] });
  }

  async function show(tab: RegExp): Promise<void> {
    await workbench.tab(tab).first().click();
    await page.waitForTable();
  }

  for (const { name, theme } of LOOKS) {
    const isFirst = name === 'light';
    const hasAll = isFirst || TAKES_ALL;

    it(`few versions, ${name}`, async () => {
      if (!isFirst) {
        await workbench.setTheme(theme);
      }
      await show(/Compare 5 of shapes/);
      for (const chart of CHARTS.filter((each) => hasAll || COLOURED.has(each))) {
        await page.tab(chart).click();
        await page.waitForChart();
        await look(`few-${chart.toLowerCase().replaceAll(' ', '-')}-${name}`);
      }
      if (hasAll) {
        await page.tab('Trend').click();
        await page.button('Show as table').click();
        await look(`few-chart-as-table-${name}`);
        await page.button('Hide table').click();
      }
      await page.button('Close charts').click();
      await look(`few-table-${name}`);
      await page.content.locator('.grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
      await look(`few-texts-${name}`);
      await page.content.locator('.grid').evaluate((grid) => grid.scrollTo(0, 0));
      await page.button('Open charts').click();
    });

    it(`a thousand versions, ${name}`, async () => {
      await show(/Compare 1200 of tuning/);
      await page.tab('Trend').click();
      await page.waitForChart();
      await look(`many-trend-${name}`);
      if (hasAll) {
        const others = TAKES_ALL ? ['Learning curves', 'Confusion', 'Classes', 'Images'] : [];
        for (const chart of ['Parallel coordinates', 'Scatter', ...others]) {
          await page.tab(chart).click();
          await page.waitForChart();
          await look(`many-${chart.toLowerCase().replaceAll(' ', '-')}-${name}`);
        }
        await page.tab('Trend').click();
      }
    });

    it.runIf(hasAll)(`filters and choices, ${name}`, async () => {
      await show(/Compare 9 of depths/);
      const filter = page.content.getByRole('combobox', { name: 'Filter versions' });
      await filter.fill('roc_ac > 0.9');
      await filter.press('Enter');
      await page.content.locator('.filter-problem').waitFor();
      await look(`filter-with-error-${name}`);
      await filter.fill('roc_auc > 2');
      await filter.press('Enter');
      await page.content.getByText('No version matches').waitFor();
      await look(`filter-without-match-${name}`);
      await filter.fill('log_loss < 0.2');
      await page.content.locator('.completion').waitFor();
      await look(`filter-completion-${name}`);
      await filter.press('Escape');
      await filter.press('Escape');
      await page.content.getByLabel('Group by').selectOption({ label: 'repeats (seeds)' });
      await look(`repeats-${name}`);
      await page.content.getByLabel('Group by').selectOption({ label: 'nothing' });
      await page.button('Export').click();
      await look(`export-menu-${name}`);
      await workbench.page.keyboard.press('Escape');
      await page.content.getByRole('button', { name: 'Columns', exact: true }).click();
      await page.content.getByRole('dialog').waitFor();
      await look(`columns-dialog-${name}`);
      await workbench.page.keyboard.press('Escape');
    });

    it.runIf(hasAll)(`one version, ${name}`, async () => {
      await show(/Compare single v1/);
      await look(`one-version-${name}`);
    });
  }

  it('is there after a reload of the window, as it was', async () => {
    await workbench.setTheme('Light Modern');
    await show(/Compare 5 of shapes/);
    await page.tab('Confusion').click();
    await page.waitForChart();

    await workbench.reload();

    await page.waitForTable();
    await page.content.getByRole('tab', { name: 'Confusion', selected: true }).waitFor();
    expect(await workbench.tab(/^Compare /).count()).toBe(4);
    await page.tab('Trend').click();
  });

  it('fits a narrow side panel and twice the size', async () => {
    await workbench.runCommand('View: Close Primary Side Bar');
    // What is left for the page beside the activity bar.
    await workbench.page.setViewportSize({ width: 372, height: 900 });
    await page.waitForTable();
    await look('narrow-few');
    await show(/Compare 9 of depths/);
    await look('narrow-rows');
    // 1440 × 900 at 200 % has half as many pixels of the page each way.
    await workbench.page.setViewportSize({ width: 720, height: 450 });
    await look('zoomed-rows');
    await show(/Compare 5 of shapes/);
    await look('zoomed-few');
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    await workbench.openView('Model Ledger');
  });

  it.runIf(process.platform === 'linux')('says that it loads while the extension is busy', async () => {
    await workbench.tab(/Compare single v1/).click();
    await page.waitForTable();
    const resume = await page.pauseExtension();
    try {
      await workbench.tab(/Compare 5 of shapes/).click();
      await page.content.getByText('Loading the comparison').waitFor();
      await look('loading');
    } finally {
      resume();
    }
    await page.waitForTable();
  });

  it('says what to do when nothing is compared', async () => {
    await show(/Compare single v1/);
    await page.content.getByRole('columnheader').nth(1).hover();
    await page.button('Take v1 out of the comparison').click();
    await page.content.getByText('There is nothing to compare yet').waitFor();
    await look('nothing');
  });

  it('names what is gone, and shows the rest', async () => {
    const models = path.join(workbench.workspace, '.model-ledger', 'models');
    const [first = ''] = (await readdir(path.join(models, 'depths'))).sort().slice(-1);
    await show(/Compare 9 of depths/);
    await writeFile(path.join(models, 'depths', first), '{ damaged');
    await workbench.tab(/Compare 8 of depths/).waitFor();
    await page.content.getByText('What it says is not in this comparison').waitFor();
    await look('damaged-event');

    await rename(models, `${models}-away`);
    await page.content
      .getByText(/no longer|not in the ledger|nothing to compare/i)
      .first()
      .waitFor();
    await look('ledger-gone');
    await rename(`${models}-away`, models);
    await page.waitForTable();
  });
});
