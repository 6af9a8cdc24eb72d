import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventId } from './support/comparedVersions';
import { axeViolations, cell, focusedCell, received, story, usePageBench } from './support/usePageBench';

const pages = usePageBench('compare-page');

async function focusedLabel(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

describe('trust lines of versions that are rows', () => {
  it('stand in a column, with words for each mark', async () => {
    const page = await pages.open({ ...story(12), height: 1000 });

    const line = page.getByRole('group', { name: 'Trust in v3' });
    await line.getByRole('button').first().waitFor();

    expect(await line.getByRole('button').evaluateAll((all) => all.map((mark) => mark.ariaLabel))).toEqual([
      'Documented',
      '2 datasets linked',
      'Code committed',
      'Model file verified',
      'Approved',
      'Not reproduced, not yet',
    ]);
    // A sign beside the colour.
    expect(await line.locator('.trust-state').allTextContents()).toEqual(['✓', '✓', '✓', '✓', '✓', '']);
    expect(await cell(page, 0, 0).getAttribute('role')).toBe('gridcell');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('are walked and used with the keyboard', async () => {
    const page = await pages.open({ ...story(12), height: 1000 });
    await page.locator('.trust-mark').first().waitFor();
    await cell(page, 0, 0).focus();

    await page.keyboard.press('Enter');
    expect(await focusedLabel(page)).toBe('Documented');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focusedLabel(page)).toBe('Code committed');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');

    expect(await focusedCell(page)).toBe('0:0');
    expect(await received(page, 'openTrust')).toMatchObject([{ id: eventId(12), mark: 'code' }]);
  });

  it('are asked for those in view only, and again when the ledger changed', async () => {
    const page = await pages.open({ versions: { kind: 'many', count: 1000, metrics: 8, params: 2 } });
    await page.locator('.trust-mark').first().waitFor();

    const first = (await received(page, 'loadTrust')).flatMap(({ ids }) => ids);
    expect(first).toContain(eventId(1000));
    expect(first.length).toBeLessThan(60);

    await page.locator('.grid').evaluate((grid) => grid.scrollTo(0, 15_000));
    await page.getByRole('group', { name: 'Trust in v500' }).getByRole('button').first().waitFor();
    const asked = (await received(page, 'loadTrust')).flatMap(({ ids }) => ids);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(150);

    await page.evaluate(() => window.modelLedgerHost.sendDelta(1001));
    await page.getByText('1,001 versions').first().waitFor();
    await page.waitForFunction(
      (id) =>
        window.modelLedgerHost.received.filter((message) => message.kind === 'loadTrust' && message.ids.includes(id))
          .length === 2,
      eventId(500),
    );
  });

  it('stand behind the metrics where there is little room', async () => {
    const page = await pages.open({ ...story(12), width: 700 });

    expect(await cell(page, -2, 0).textContent()).toContain('Metrics');
    await cell(page, -1, 0).focus();
    await page.keyboard.press('End');
    expect(await page.getByRole('columnheader', { name: /^Trust line/ }).count()).toBe(1);
  });
});

describe('groups of columns', () => {
  it('are moved by keys, and keep the focus', async () => {
    const page = await pages.open({ ...story(12), height: 1000 });
    await cell(page, -2, 0).focus();

    await page.keyboard.press('Control+Shift+ArrowRight');

    await page.waitForFunction(() => document.activeElement?.textContent.startsWith('Trust') === true);
    expect(await cell(page, -2, 0).textContent()).toContain('Metrics');
    expect(await focusedCell(page)).toBe('-2:9');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move group left' }).waitFor();
    await pages.picture(page, 'group-menu');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[data-cell="-2:0"]')?.textContent === 'Trust');
  });

  it('are dragged past each other', async () => {
    const page = await pages.open({ ...story(12), height: 1000 });
    const [from, to] = [await cell(page, -2, 0).boundingBox(), await cell(page, -2, 1).boundingBox()];
    if (from === null || to === null) {
      throw new Error('The bands are not there.');
    }

    await page.mouse.move(from.x + 120, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 150, from.y + 12);
    await page.mouse.move(to.x + 60, to.y + 12);
    await page.locator('.drop-mark').waitFor();
    await pages.picture(page, 'group-dragged');
    await page.mouse.up();

    expect(await cell(page, -2, 0).textContent()).toContain('Metrics');
  });

  it('are moved, and the trust lines hidden, in the dialog', async () => {
    const page = await pages.open({ ...story(12), height: 1000 });
    await page.getByRole('button', { name: 'Columns', exact: true }).click();

    await page.getByRole('checkbox', { name: 'Trust line of each version' }).uncheck();
    await page.getByRole('button', { name: 'Move group Params up' }).click();
    await page.getByRole('button', { name: 'Move group Params up' }).click();
    expect(await page.getByRole('button', { name: 'Move group Params up' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Done' }).click();

    expect(await cell(page, -2, 0).textContent()).toContain('Params');
    expect(await page.locator('.trust-mark').count()).toBe(0);
  });

  it('are what a column cannot leave, which is said', async () => {
    const page = await pages.open({ ...story(12), height: 1000 });
    await cell(page, -1, 1).focus();

    await page.keyboard.press('Control+Shift+ArrowLeft');

    await page.locator('.notice', { hasText: 'roc_auc moves within metrics only.' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move metrics left' }).click();
    await page.waitForFunction(
      () => document.querySelector('[data-cell="-2:0"]')?.textContent.startsWith('Metrics') === true,
    );
  });
});
