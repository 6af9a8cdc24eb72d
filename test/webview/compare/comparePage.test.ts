import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventId } from './support/comparedVersions';
import type { OpenOptions } from './support/openPage';
import { THEMES } from './support/themes';
import { axeViolations, cell, filterBox, focusedCell, received, story, usePageBench } from './support/usePageBench';

const pages = usePageBench('compare-page');

/** High enough to show every row of a story. */
const TALL = 1700;
const many = (count: number): OpenOptions => ({ versions: { kind: 'many', count, metrics: 50, params: 20 } });

let page: Page;

async function open(options: OpenOptions, picture?: string): Promise<void> {
  page = await pages.open(options);
  if (picture !== undefined) {
    await pages.picture(page, picture);
  }
}

/** What the page shows, without what it has announced. */
async function pageText(): Promise<string> {
  const text = await page.locator('.page').innerText();
  const announced = await page.locator('[role=status].spoken').allInnerTexts();
  return announced.reduce((rest, line) => (line === '' ? rest : rest.replace(`${line}\n`, '')), text);
}

/** The text of the page when its answers are all there: it stays the same for a while. */
async function settledText(): Promise<string> {
  let text = '';
  let next = await pageText();
  while (next !== text) {
    text = next;
    await page.waitForTimeout(300);
    next = await pageText();
  }
  return text;
}

describe('the comparison page', () => {
  it.each([2, 3])('puts %i versions side by side', async (count) => {
    await open({ ...story(count), height: TALL }, `columns-${count}`);

    const headers = page.getByRole('columnheader');
    expect(await headers.count()).toBe(count + 1);
    expect(await cell(page, 1, 1).textContent()).toMatch(/0\.9229.*best.*better by.*\+0\.0101/);
    expect(await page.getByRole('row', { name: /^max_depth/ }).textContent()).toContain('differs from the baseline');
    expect(await page.getByText('random_state').count()).toBe(0);
    expect(await page.getByText('Shallower trees: v1 overfitted').count()).toBe(1);
  });

  it.each([12, 50, 1000])('puts %i versions below each other and draws only what is in view', async (count) => {
    await open(count === 12 ? story(count) : many(count), `rows-${count}`);

    // The groups of columns and the columns have a header each.
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(count + 2));
    expect(await cell(page, 0, -1).textContent()).toContain(`v${count}`);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(5000);
  });

  it('shows the far end of a large table', async () => {
    await open(many(1000));

    await cell(page, 0, 1).click();
    await page.keyboard.press('Control+End');

    expect(await focusedCell(page)).toMatch(/^999:/);
    expect(await cell(page, 999, -1).textContent()).toContain('v1');
    await page.keyboard.press('Control+Home');
    expect(await focusedCell(page)).toBe('-2:-1');
  });

  it('loads the rest of the rows in the order in which the host cuts them', async () => {
    await open({ ...many(500), chunk: 120 });

    await page.locator('.progress').waitFor({ state: 'detached' });
    const asked = await received(page, 'loadRows');
    expect(asked.map((message) => ('from' in message ? message.from : null))).toEqual([120, 240, 360, 480]);
    expect(await cell(page, 0, -1).textContent()).toContain('v500');
  });

  it('shows a table when all of it is there, so that nothing moves under the eye', async () => {
    page = await pages.load({ ...many(500), chunk: 250, delay: 300 });

    await page.getByText('Loading 500 versions…').waitFor();
    expect(await cell(page, 0, -1).count()).toBe(0);
    await cell(page, 0, -1).waitFor();
    expect(await cell(page, 0, -1).textContent()).toContain('v500');
  });

  it('shows what has come when the rest takes long', async () => {
    page = await pages.load({ ...many(500), chunk: 250, delay: 3000 });

    await page.getByText('250 of 500 versions loaded').waitFor();
    expect(await cell(page, 0, -1).textContent()).toContain('v250');
    await page.locator('.progress').waitFor({ state: 'detached' });
    expect(await cell(page, 0, -1).textContent()).toContain('v500');
  });

  it('keeps what it shows while the whole state comes anew', async () => {
    page = await pages.open({ ...many(500), chunk: 250, delay: 600 });
    await page.locator('.progress').waitFor({ state: 'detached' });
    await page.evaluate(() => {
      const rows = new Set<string | null>();
      Object.assign(window, { rowCounts: rows });
      new MutationObserver(() => rows.add(document.querySelector('.corner-count')?.textContent ?? null)).observe(
        document.body,
        { childList: true, subtree: true, characterData: true },
      );
      window.modelLedgerHost.sendAgain();
    });

    await page.waitForFunction(
      () => window.modelLedgerHost.received.filter(({ kind }) => kind === 'loadRows').length > 1,
    );
    await page.waitForTimeout(700);

    const counts = await page.evaluate(() => [...(window as unknown as { rowCounts: Set<string> }).rowCounts]);
    expect(counts.filter((count) => count !== '500 versions')).toEqual([]);
  });

  it('asks for whole texts where the table has cut ones', async () => {
    await open({ ...story(3), textLimit: 40, height: TALL });

    await page.getByText('asked for fewer misses').waitFor();
    expect(await received(page, 'loadTexts')).toHaveLength(1);
  });
});

describe('what can be done on the page', () => {
  it('measures against another baseline', async () => {
    await open(story(3));

    await page.getByLabel('Baseline').selectOption({ label: 'v3 · champion' });
    await page.getByText('+0.0015').first().waitFor();
    expect(await cell(page, 1, 0).textContent()).toMatch(/worse by.*−0\.0086/);

    await page.getByLabel('Baseline').selectOption('previous');
    expect(await cell(page, 1, 2).textContent()).toMatch(/worse by.*−0\.0015/);
  });

  it('lets the editor choose the baseline among many', async () => {
    await open({ ...many(200), picks: 77 });

    await page.getByLabel('Baseline').selectOption('pick');

    await page
      .locator('.badge.baseline')
      .waitFor({ state: 'attached' })
      .catch(() => undefined);
    expect(await page.getByLabel('Baseline').inputValue()).toBe(`version:${eventId(77)}`);
  });

  it('opens the notebook cell of a value, and the card of a version', async () => {
    await open(story(3));

    await cell(page, 1, 1).getByRole('button').click();
    await page.getByRole('button', { name: 'v3', exact: true }).click();

    expect(await received(page, 'openSource')).toMatchObject([{ id: eventId(2), column: 'metric/roc_auc/test/' }]);
    expect(await received(page, 'openCard')).toMatchObject([{ id: eventId(3) }]);
  });

  it('takes a version out', async () => {
    await open(story(3));

    await page.getByRole('columnheader').nth(2).hover();
    await page.getByRole('button', { name: 'Take v2 out of the comparison' }).click();

    await page.getByText('2 versions').waitFor();
    expect(await page.getByRole('button', { name: 'v2', exact: true }).count()).toBe(0);
  });

  it('copies what is shown as Markdown and says so', async () => {
    await open(story(3));

    await page.getByRole('button', { name: 'Copy as Markdown' }).click();

    await page.getByRole('status').filter({ hasText: 'on the clipboard' }).waitFor({ state: 'attached' });
    const [message] = await received(page, 'copyText');
    expect(message && 'text' in message ? message.text : '').toContain('| max_depth | 9 | 8 | 7 |');
  });

  it('filters what is compared, and says so when nothing is left', async () => {
    await open(story(3));

    await page.getByPlaceholder('Filter metrics and params').fill('roc');
    await page.getByRole('row', { name: /log_loss/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('rowheader', { name: /roc_auc/ }).count()).toBe(2);

    await page.getByPlaceholder('Filter metrics and params').fill('zebra');
    await page.getByText('contains “zebra”').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.getByRole('row', { name: /log_loss/ }).waitFor();
    expect(await page.getByPlaceholder('Filter metrics and params').inputValue()).toBe('');
  });

  it('filters and sorts versions when they are rows', async () => {
    await open(story(12));

    await filterBox(page).fill('undocumented');
    await page.getByText('No version matches').waitFor();
    await filterBox(page).fill('staging');
    await cell(page, 1, -1).waitFor({ state: 'detached' });
    expect(await cell(page, 0, -1).textContent()).toContain('v4');

    await filterBox(page).fill('');
    await cell(page, 11, -1).waitFor();
    await cell(page, -1, 1).locator('.sort-button').click();
    expect(await cell(page, 0, -1).textContent()).toContain('v9');
    expect(await cell(page, -1, 1).getAttribute('aria-sort')).toBe('descending');
  });

  it('shows everything when asked to', async () => {
    await open(story(3), undefined);

    await page.getByLabel('Only what differs').uncheck();

    await page.getByText('random_state').waitFor();
  });

  it('tells when a request fails, and lets the message be closed', async () => {
    await open({ ...story(3), failing: { openCard: 'churn-xgb@v3 has no card.' } });

    await page.getByRole('button', { name: 'v3', exact: true }).click();

    await page.locator('.notice', { hasText: 'churn-xgb@v3 has no card.' }).waitFor();
    await pages.picture(page, 'notice');
    await page.getByRole('button', { name: 'Close this message' }).click();
    expect(await page.locator('.notice').count()).toBe(0);
  });

  it('shows a version that was registered meanwhile, as it is looked at', async () => {
    await open(story(3));
    await page.getByLabel('Baseline').selectOption('previous');

    await page.evaluate(() => window.modelLedgerHost.sendNext(4));

    await page.getByText('4 versions').waitFor();
    expect(await page.getByLabel('Baseline').inputValue()).toBe('previous');
  });
});

describe('the trend', () => {
  it('is drawn, said and listed', async () => {
    await open(story(3));

    await page.locator('.trend-chart canvas').waitFor();
    expect(await page.locator('.trend-summary').textContent()).toBe(
      'v1 0.9128 → v9 0.9356 (better by 0.0228); best 0.9356 in v9.',
    );
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await page.locator('.trend-table tbody tr').count()).toBe(9);
  });

  it('is walked with the keyboard', async () => {
    await open(story(3));
    await page.locator('.trend-chart canvas').waitFor();

    await page.locator('.trend-chart').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.trend-summary').textContent()).toBe('v8: 0.9286, +0.0015 since v7');
    await page.keyboard.press('Enter');

    expect(await received(page, 'openCard')).toMatchObject([{ id: eventId(8) }]);
  });

  it('follows the metric that is chosen', async () => {
    await open(story(3));

    await page.getByLabel('Metric of the trend').selectOption({ label: 'log_loss (test)' });

    await page.getByText('(better by 0.0').first().waitFor();
    expect(await page.locator('.trend-summary').textContent()).toMatch(/^v1 0\.2914 → v9 .* \(better by/);
  });

  it('says why it is not there', async () => {
    await open({ ...story(3), failing: { loadTrend: 'The ledger could not be read.' } });

    await page.locator('.trend').getByText('The ledger could not be read.').waitFor();
  });
});

describe('the keyboard', () => {
  it('walks the grid from one tab stop', async () => {
    await open(story(3));
    await page.getByRole('combobox', { name: 'Size of the picture' }).focus();

    await page.keyboard.press('Tab');
    expect(await focusedCell(page)).toBe('-1:0');
    await page.keyboard.press('ArrowDown');
    // The header of a section stands for its row; the column is kept.
    expect(await focusedCell(page)).toBe('0:-1');
    await page.keyboard.press('ArrowDown');
    expect(await focusedCell(page)).toBe('1:0');
    await page.keyboard.press('End');
    expect(await focusedCell(page)).toBe('1:2');
    await page.keyboard.press('Enter');
    expect(await received(page, 'openSource')).toMatchObject([{ id: eventId(3) }]);
    await page.keyboard.press('Control+End');
    expect(await focusedCell(page)).toMatch(/^\d+:(2|-1)$/);
    expect(await page.locator('[data-cell][tabindex="0"]').count()).toBe(1);
  });

  it('enters a cell with several controls and leaves it again', async () => {
    await open(story(3));
    await cell(page, -1, 1).focus();

    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('v2');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await cell(page, -1, 1).getByText('baseline').waitFor();
    await cell(page, -1, 1).focus();
    await page.keyboard.press('F2');
    await page.keyboard.press('Escape');
    expect(await focusedCell(page)).toBe('-1:1');
  });

  it('closes and opens a section', async () => {
    await open(story(3));
    await cell(page, 0, -1).focus();
    expect(await cell(page, 0, -1).getAttribute('aria-expanded')).toBe('true');

    await page.keyboard.press('Enter');

    expect(await cell(page, 0, -1).getAttribute('aria-expanded')).toBe('false');
    expect(await page.getByRole('row', { name: /log_loss/ }).count()).toBe(0);
    expect(await focusedCell(page)).toBe('0:-1');
  });
});

describe('after a reload', () => {
  it('looks as it looked before', async () => {
    await open(story(12));
    await page.getByLabel('Baseline').selectOption({ label: 'v3 · champion' });
    await filterBox(page).fill('churn');
    await cell(page, -1, 2).locator('.sort-button').click();
    await page
      .getByRole('columnheader', { name: /^Params/ })
      .getByRole('button')
      .click();
    await page.getByRole('tab', { name: 'What changed' }).click();
    await page.locator('.changes-headline').waitFor();
    await page.locator('.grid').evaluate((grid) => grid.scrollTo(300, 0));
    await page.waitForFunction(() => /"left":300/.test(sessionStorage.getItem('fake-vscode-state') ?? ''));
    const before = await settledText();

    await page.reload();
    await page.locator('.grid [role=gridcell]').first().waitFor();

    expect(await settledText()).toBe(before);
    expect(await page.locator('.grid').evaluate((grid) => grid.scrollLeft)).toBe(300);
    expect(await filterBox(page).inputValue()).toBe('churn');
    expect(await received(page, 'saveView')).toEqual([]);
  });
});

describe('states without a table', () => {
  it('says that there is nothing yet', async () => {
    await open(story(0), 'empty');

    await page.getByText('There is nothing to compare yet.').waitFor();
    await page.getByRole('button', { name: 'Add versions…' }).last().click();
    expect(await received(page, 'addVersions')).toHaveLength(1);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('shows one version and what to do next', async () => {
    await open(story(1), 'one');

    await page.getByText('Add another version to see what changed').waitFor();
    expect(await page.getByText('random_state').count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('waits', async () => {
    await open({ ...story(3), isSilent: true }, 'loading');

    await page.getByText('Loading the comparison…').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('says what failed and tries again', async () => {
    await open({ ...story(3), failing: { ready: 'The ledger could not be read.' } }, 'failed');

    await page.getByRole('alert').getByText('The ledger could not be read.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor();
    expect(await received(page, 'ready')).toHaveLength(2);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('names versions that are gone', async () => {
    await open({ ...story(3), missing: ['churn-xgb@v7', 'churn-xgb@v9'] }, 'missing');

    await page.getByText('churn-xgb@v7, churn-xgb@v9 are no longer in the ledger.').waitFor();
  });
});

describe('what a text in the ledger cannot do', () => {
  it('stays text', async () => {
    // The sixth version's rationale is html and a link that would run.
    await open({ ...story(6), height: TALL });

    const hostile = page.locator('.rich-text', { hasText: 'onerror' });
    expect(await hostile.textContent()).toContain('<img src=x onerror=alert(1)> [run](javascript:alert(1))');
    expect(await hostile.locator('img, a').count()).toBe(0);
    expect(
      await page.locator('.rich-text a').evaluateAll((all) => all.map((link) => link.getAttribute('href'))),
    ).toEqual(['https://example.org/notes/churn']);
  });
});

describe.each(THEMES)('in the theme %s', (theme) => {
  it.each([
    ['columns', 5],
    ['rows', 12],
  ])('passes axe with versions as %s', async (orientation, count) => {
    await open({ ...story(count), theme }, `${theme}-${orientation}`);
    await page.locator('.trend-chart canvas').waitFor();
    await page.getByRole('button', { name: 'Show as table' }).click();

    expect(await axeViolations(page)).toEqual([]);
  });
});

describe.each([
  ['a panel 320 pixels wide', { width: 320, height: 800 }],
  ['a zoom of 200 %', { zoom: 2 }],
  ['a zoom of 200 % in a narrow editor', { width: 800, zoom: 2 }],
])('in %s', (name, size) => {
  it.each([3, 12])('fits %i versions without scrolling the page sideways', async (count) => {
    await open({ ...story(count), ...size }, `${name.replace(/\W+/g, '-')}-${count}`);

    const [width, scrollWidth] = await page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      return [clientWidth, scrollWidth];
    });
    expect(scrollWidth).toBe(width);
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe('with scroll bars that take room', () => {
  it.each([1, 2, 3])('needs none across for %i versions', async (count) => {
    await open({ ...story(count), showsScrollBars: true }, `scroll-bars-${count}`);

    const grid = await page.locator('.grid').evaluate((element) => ({
      bar: (element as HTMLElement).offsetWidth - element.clientWidth,
      hidden: element.scrollWidth - element.clientWidth,
      below: element.scrollHeight - element.clientHeight,
    }));

    expect(grid.bar).toBeGreaterThan(5);
    expect(grid.below).toBeGreaterThan(0);
    expect(grid.hidden).toBe(0);
  });
});
