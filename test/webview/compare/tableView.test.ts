import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ComparePageView } from '../../../src/protocol/comparePage';
import { eventId } from './support/comparedVersions';
import type { OpenOptions } from './support/openPage';
import { axeViolations, cell, filterBox, focusedCell, received, story, usePageBench } from './support/usePageBench';

const pages = usePageBench('compare-page');

const repeats: OpenOptions = { versions: { kind: 'repeats', count: 12 } };

let page: Page;

async function open(options: OpenOptions): Promise<void> {
  page = await pages.open({ height: 1000, ...options });
}

async function picture(name: string): Promise<void> {
  await pages.picture(page, name);
}

/** The names of the columns in view, from the left. */
async function columnNames(): Promise<readonly string[]> {
  return page.locator('.header-row .column-header .label-name').allTextContents();
}

/** The versions in view, from above. */
async function versionNames(): Promise<readonly string[]> {
  return page.locator('.version-row .reference').allTextContents();
}

async function lastView(): Promise<ComparePageView> {
  await page.waitForFunction(() => window.modelLedgerHost.received.some(({ kind }) => kind === 'saveView'));
  const view = await page.evaluate(() =>
    window.modelLedgerHost.received.flatMap((message) => (message.kind === 'saveView' ? [message.view] : [])).at(-1),
  );
  if (view === undefined) {
    throw new Error('The view was not saved.');
  }
  return view;
}

describe('the filter', () => {
  it('keeps the versions for which an expression holds', async () => {
    await open(story(12));

    await filterBox(page).fill('roc_auc > 0.93 and not stage = production');

    await page.getByText('5 of 12 versions').waitFor();
    expect(await versionNames()).toEqual(['v12', 'v11', 'v10', 'v9', 'v6']);
  });

  it('is completed by keys, from the name to the value', async () => {
    await open(story(12));
    await filterBox(page).focus();

    await page.keyboard.type('sta');
    await page.keyboard.press('ArrowDown');
    expect(await filterBox(page).getAttribute('aria-expanded')).toBe('true');
    expect(
      await page.locator(`[id="${await filterBox(page).getAttribute('aria-activedescendant')}"]`).textContent(),
    ).toContain('stage');
    await page.keyboard.press('Enter');
    await page.keyboard.type('= ');
    await page.getByRole('option', { name: 'production 1 version' }).waitFor();
    await picture('filter-completion');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.type('prod');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');

    expect(await filterBox(page).inputValue()).toBe('stage = production ');
    await page.getByText('1 of 12 versions').waitFor();
    expect(await versionNames()).toEqual(['v3']);
  });

  it('says where it is wrong, and keeps what it showed', async () => {
    await open(story(12));
    await filterBox(page).fill('stage = staging');
    await page.getByText('1 of 12 versions').waitFor();

    await filterBox(page).fill('stage = staging and roc_acu > 0.9');

    await page.getByText('No version here has “roc_acu”. Did you mean roc_auc?').waitFor();
    expect(await page.locator('.filter-problem mark').textContent()).toBe('roc_acu');
    expect(await filterBox(page).getAttribute('aria-invalid')).toBe('true');
    expect(await versionNames()).toEqual(['v4']);
    await picture('filter-error');
  });

  it('loses no letter while the table follows it', async () => {
    await open(story(12));

    await filterBox(page).pressSequentially('roc_auc > 0.9 and champion', { delay: 30 });

    await page.getByText('1 of 12 versions').waitFor();
    expect(await filterBox(page).inputValue()).toBe('roc_auc > 0.9 and champion');
  });

  it('does not empty the table while a name is being written', async () => {
    await open(story(12));

    await filterBox(page).pressSequentially('stage', { delay: 80 });
    expect(await page.locator('.version-row').count()).toBe(12);

    await page.keyboard.press('Enter');
    await page.getByText('No version matches “stage”.').waitFor();
  });

  it('is cleared from the place where nothing is left', async () => {
    await open(story(12));
    await filterBox(page).fill('roc_auc > 2');

    await page.getByText('No version matches “roc_auc > 2”.').waitFor();
    await page.locator('.empty').getByRole('button', { name: 'Clear the filter' }).click();

    await cell(page, 11, -1).waitFor();
    expect(await filterBox(page).inputValue()).toBe('');
  });
});

describe('columns', () => {
  it('are sorted by several keys, which is shown and said', async () => {
    await open(story(12));

    await cell(page, -1, 3).locator('.sort-button').click();
    await cell(page, -1, 1)
      .locator('.sort-button')
      .click({ modifiers: ['Shift'] });

    expect((await versionNames())[0]).toBe('v9');
    expect(await page.locator('.sort-place').allTextContents()).toEqual(['2', '1']);
    await page.getByText('Sorted by accuracy (test) descending, then by roc_auc (test) descending.').waitFor({
      state: 'attached',
    });
    expect(await cell(page, -1, 3).getAttribute('aria-sort')).toBe('descending');
  });

  it('are moved, resized and pinned by keys, and keep the focus', async () => {
    await open(story(12));
    await cell(page, -1, 1).focus();
    const before = await cell(page, -1, 1).boundingBox();

    await page.keyboard.press('Shift+ArrowRight');
    expect((await cell(page, -1, 1).boundingBox())?.width).toBe((before?.width ?? 0) + 16);
    await page.keyboard.press('Control+Shift+ArrowRight');
    expect((await columnNames()).slice(0, 2)).toEqual(['f1', 'roc_auc']);
    expect(await focusedCell(page)).toBe('-1:2');

    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Pin to the left' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture('column-menu');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.header-row .pinned').waitFor();
    expect((await columnNames())[0]).toBe('roc_auc');
    await page.waitForFunction(() => /"pinned":\["/.test(sessionStorage.getItem('fake-vscode-state') ?? ''));
    expect((await lastView()).columns).toMatchObject({
      pinned: ['metric/roc_auc/test/'],
      widths: { 'metric/roc_auc/test/': (before?.width ?? 0) + 16 },
    });
  });

  it('are dragged to another place and wider', async () => {
    await open(story(12));
    const [from, to] = [await cell(page, -1, 1).boundingBox(), await cell(page, -1, 3).boundingBox()];
    if (from === null || to === null) {
      throw new Error('The headers are not there.');
    }

    await page.mouse.move(from.x + 30, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 12);
    await page.mouse.move(to.x + 40, to.y + 12);
    await page.locator('.drop-mark').waitFor();
    await page.mouse.up();
    expect((await columnNames()).slice(0, 3)).toEqual(['f1', 'accuracy', 'roc_auc']);
    expect(await cell(page, -1, -1).getAttribute('aria-sort')).toBe('descending');

    const handle = await cell(page, -1, 1).locator('.resize-handle').boundingBox();
    const width = (await cell(page, -1, 1).boundingBox())?.width ?? 0;
    await page.mouse.move((handle?.x ?? 0) + 3, (handle?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((handle?.x ?? 0) + 43, (handle?.y ?? 0) + 10);
    await page.mouse.up();
    expect((await cell(page, -1, 1).boundingBox())?.width).toBe(width + 40);
  });

  it('are chosen in a dialog with a search', async () => {
    await open(story(12));
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await picture('columns-dialog');
    expect(await axeViolations(page)).toEqual([]);

    await page.getByPlaceholder('Find a column').fill('roc');
    await page.getByRole('button', { name: 'Hide these' }).click();
    await page.getByPlaceholder('Find a column').fill('recall');
    await page.getByRole('button', { name: 'Pin recall' }).click();
    await page.getByRole('button', { name: 'Done' }).click();

    expect((await columnNames()).slice(0, 3)).toEqual(['recall', 'f1', 'accuracy']);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.keyboard.press('Escape');
    expect((await columnNames()).slice(0, 2)).toEqual(['roc_auc', 'f1']);
  });

  it('are closed by group, with the keyboard', async () => {
    await open(story(12));
    await cell(page, -1, 1).focus();

    await page.keyboard.press('ArrowUp');
    expect(await focusedCell(page)).toBe('-2:1');
    expect(await cell(page, -2, 1).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await cell(page, -2, 1).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    expect(await focusedCell(page)).toBe('-2:2');
    expect(await cell(page, -2, 2).textContent()).toContain('Params');
  });
});

describe('versions', () => {
  it('are starred, which the host remembers', async () => {
    await open({ ...story(12), starred: [eventId(3)] });

    await cell(page, 0, -1).hover();
    await page.getByRole('button', { name: 'Star v12' }).click();
    await page.getByRole('button', { name: 'Starred' }).click();

    await page.getByText('2 of 12 versions').waitFor();
    expect(await versionNames()).toEqual(['v12', 'v3']);
    expect(await received(page, 'starVersion')).toMatchObject([{ id: eventId(12), isStarred: true }]);
  });

  it('are taken out when they are rows', async () => {
    await open(story(12));

    await cell(page, 1, -1).hover();
    await page.getByRole('button', { name: 'Take v11 out of the comparison' }).click();

    await page.getByText('11 versions').first().waitFor();
    expect(await received(page, 'removeVersions')).toMatchObject([{ ids: [eventId(11)] }]);
  });

  it('are grouped by a param, with means and headings that close', async () => {
    await open(story(12));

    await page.getByLabel('Group by').selectOption({ label: 'learning_rate' });
    await page.locator('.group-row').first().waitFor();
    expect(await page.locator('.group-row .section-title').allTextContents()).toEqual([
      'learning_rate 0.05',
      'learning_rate 0.1',
    ]);
    expect(await cell(page, 0, 1).textContent()).toMatch(/^mean 0\.9294/);
    await picture('grouped');
    expect(await axeViolations(page)).toEqual([]);
    await cell(page, 0, -1).getByRole('button').click();

    expect(await cell(page, 0, -1).getAttribute('aria-expanded')).toBe('false');
    expect(await versionNames()).toEqual(['v2', 'v1']);
  });

  it('that repeat each other are told with their interval, and what is noise', async () => {
    await open(repeats);

    await page.getByLabel('Baseline').selectOption({ label: 'champion' });
    await page.getByLabel('Group by').selectOption('repeats');
    await page.locator('.group-row').first().waitFor();
    await picture('repeats');

    const groups = await page.locator('.group-row').allTextContents();
    // scipy 1.17.1: stats.t.interval(0.95, 3, mean, sem) of the runs is the mean ± 0.003342, and
    // ttest_ind(…, equal_var=False) of the second setting against the first gives p = 0.3514.
    expect(groups[0]).toMatch(/max_depth 84 versions.*0\.894[56].*0\.0033.*worse by.*−0\.0180.*regression/);
    expect(groups[1]).toMatch(/0\.914[01].*0\.0033.*better by.*\+0\.0015.*within noise/);
    expect(groups[2]).toMatch(/0\.912[56].*0\.0033/);
    expect(await cell(page, 0, 1).locator('.change').getAttribute('title')).toContain(
      'Regression: worse by more than the tolerance of 1 %',
    );
    expect(await cell(page, 5, 1).locator('.change').getAttribute('title')).toMatch(
      /Within noise: Welch’s t-test .* p = 0\.351/,
    );
    expect(await axeViolations(page)).toEqual([]);
  });

  it('are measured in percent against what is in production', async () => {
    await open(story(3));

    await page.getByLabel('Baseline').selectOption({ label: 'production' });
    await page.locator('.view-line').getByLabel('Changes').selectOption('both');

    expect(await cell(page, 1, 0).textContent()).toMatch(/worse by.*−0\.0086.*−0\.9 %/);
    expect(await cell(page, 1, 2).textContent()).not.toContain('by');
  });
});

describe('a version that is registered meanwhile', () => {
  it('comes by itself, and the place in view and the focus stay', async () => {
    await open({ versions: { kind: 'many', count: 300, metrics: 12, params: 5 } });
    await cell(page, 0, 1).click();
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press('ArrowDown');
    }
    const focused = (): Promise<string | null> =>
      page.evaluate(
        () => document.activeElement?.closest('[role=row]')?.querySelector('.reference')?.textContent ?? null,
      );
    expect(await focused()).toBe('v240');
    const place = await page.evaluate(() => document.activeElement?.getBoundingClientRect().top);

    await page.evaluate(() => window.modelLedgerHost.sendDelta(303));
    await page.getByText('303 versions').first().waitFor();

    expect(await focused()).toBe('v240');
    expect(await focusedCell(page)).toBe('63:1');
    expect(await page.evaluate(() => document.activeElement?.getBoundingClientRect().top)).toBe(place);
    expect(await received(page, 'loadRows')).toEqual([]);
    await page.getByText('3 versions were added.').waitFor({ state: 'attached' });
  });
});
