import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventId } from './support/comparedVersions';
import type { OpenOptions } from './support/openPage';
import { THEMES } from './support/themes';
import { axeViolations, received, story, usePageBench } from './support/usePageBench';

const pages = usePageBench('compare-panel');
const TABS = [
  'Trend',
  'What changed',
  'Learning curves',
  'Parallel coordinates',
  'Scatter',
  'Confusion',
  'Classes',
  'Images',
] as const;

let page: Page;

async function open(tab: (typeof TABS)[number], options: OpenOptions = story(3)): Promise<void> {
  page = await pages.open(options);
  await page.getByRole('tab', { name: tab }).click();
  await page
    .locator('.changes-headline, .scene canvas, .trend-chart canvas, .matrix, .class-group, .picture img, .panel-note')
    .first()
    .waitFor();
}

describe('the panel', () => {
  it('is a list of tabs that the keyboard walks', async () => {
    await open('Trend');

    await page.getByRole('tab', { name: 'Trend' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.changes-headline').waitFor();
    await page.keyboard.press('End');

    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Images');
    await page.getByRole('button', { name: 'Close charts' }).click();
    expect(await page.getByRole('tabpanel').count()).toBe(0);
  });

  it('comes back as it was left', async () => {
    await open('Scatter');
    await page.getByLabel('Across').selectOption({ label: 'max_depth' });
    await page.waitForFunction(() => (sessionStorage.getItem('fake-vscode-state') ?? '').includes('param/max_depth'));

    await page.reload();
    await page.locator('.scene canvas').waitFor();

    expect(await page.getByLabel('Across').inputValue()).toBe('param/max_depth');
  });
});

describe('what changed', () => {
  it('says it in words, with a click into an editor for each', async () => {
    await open('What changed');

    expect(await page.locator('.changes-headline').textContent()).toMatch(
      /^From v1 to v3, roc_auc \(test\) went from 0\.9128 to 0\.9214, better by 0\.0086; of 9 metrics/,
    );
    await page.getByRole('button', { name: 'Open all changes' }).click();
    await page.getByRole('button', { name: 'Compare cells' }).click();
    await page.getByRole('button', { name: 'max_depth' }).click();

    const targets = (await received(page, 'openDifference')).map(({ from, to, target }) => [from, to, target.kind]);
    expect(targets).toEqual([
      [eventId(1), eventId(3), 'code'],
      [eventId(1), eventId(3), 'cells'],
      [eventId(1), eventId(3), 'param'],
    ]);
  });

  it('is about any two versions', async () => {
    await open('What changed');

    await page.locator('.changes select').first().selectOption({ label: 'v2' });
    await page.getByText('From v2 to v3').waitFor();
    await page.getByRole('button', { name: 'Swap the two versions' }).click();

    await page.getByText('From v3 to v2').waitFor();
  });

  it('says why it cannot be told', async () => {
    await open('What changed', { ...story(3), failing: { loadDifference: 'The notebook could not be read.' } });

    await page.getByRole('alert').getByText('The notebook could not be read.').waitFor();
  });

  it('waits for a second version', async () => {
    await open('What changed', story(1));

    await page.getByText('Add another version to see what changed').first().waitFor();
  });
});

describe('the trust line', () => {
  it('is under each version, said in words, and goes to what it is about', async () => {
    await open('Trend');
    const line = page.getByRole('group', { name: 'Trust in v3' });

    await line.getByRole('button').first().waitFor();
    expect(
      await line.getByRole('button').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))),
    ).toEqual([
      'Documented',
      '2 datasets linked',
      'Code committed',
      'Model file verified',
      'Approved',
      'Not reproduced, not yet',
    ]);
    await line.getByRole('button', { name: 'Approved' }).click();

    expect(await received(page, 'openTrust')).toMatchObject([{ id: eventId(3), mark: 'reviewed' }]);
  });
});

describe('charts', () => {
  it('draws learning curves that can be smoothed, hidden, walked and zoomed', async () => {
    await open('Learning curves');
    await page.getByLabel('Smoothing').fill('0.6');
    await page.getByLabel('Logarithmic').check();
    await page.getByRole('button', { name: 'v1 train' }).click();
    expect(await page.getByRole('button', { name: 'v1 train' }).getAttribute('aria-pressed')).toBe('false');

    await page.locator('.scene').focus();
    await page.keyboard.press('End');
    expect(await page.locator('.chart-readout').textContent()).toMatch(/^v1 val, step 59: /);
    await drag([300, 60], [600, 200]);
    await page.getByRole('button', { name: 'Reset' }).click();

    expect(await page.getByRole('button', { name: 'Reset' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'v1 train' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('keeps the versions that pass through what is brushed', async () => {
    await open('Parallel coordinates', story(5));
    await page.getByLabel('Add a range').selectOption({ label: 'max_depth' });

    await page.getByLabel('Least max_depth').fill('7');
    await page.getByLabel('Least max_depth').press('Enter');

    await page.getByText('3 of 5 versions pass: v1, v2, v3.').waitFor();
    await page.getByRole('button', { name: 'Clear the range of max_depth' }).click();
    await page.getByText('5 versions over 8 axes.').waitFor();
  });

  it('draws a scatter of any two and opens the card of a point', async () => {
    await open('Scatter');

    await page.locator('.scene').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.chart-readout').textContent()).toMatch(
      /^v1: f1 \(test\) 0\.7812, roc_auc \(test\) 0\.9128$/,
    );
    await page.keyboard.press('Enter');

    expect(await received(page, 'openCard')).toMatchObject([{ id: eventId(1) }]);
  });

  it('lays confusion matrices side by side with their difference', async () => {
    await open('Confusion');
    await page.locator('.matrix.difference').waitFor();

    expect(await page.locator('.matrix caption').allTextContents()).toEqual(['v3 minus v1', 'v1', 'v2', 'v3']);
    expect(await page.locator('.matrix.difference tbody tr').first().locator('td').allTextContents()).toEqual([
      '+12',
      '−12',
      '0',
    ]);
    await page.getByRole('button', { name: 'Share of the true class' }).click();
    expect(await page.locator('.matrix').nth(1).locator('td.right').first().textContent()).toBe('93.3 %');
  });

  it('shows the scores of each class', async () => {
    await open('Classes');
    await page.getByLabel('Score').selectOption('precision');

    expect(await page.locator('.class-group').first().locator('.class-value').allTextContents()).toEqual([
      '0.91',
      '0.91',
      '0.92',
    ]);
  });

  it('zooms all pictures together', async () => {
    await open('Images');
    await page.locator('.picture img').nth(2).waitFor();

    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.locator('.picture-frame').first().focus();
    await page.keyboard.press('ArrowRight');

    const transforms = await page.locator('.picture img').evaluateAll((all) => all.map((each) => each.style.transform));
    expect(new Set(transforms).size).toBe(1);
    expect(transforms[0]).toMatch(/^scale\(1\.5\) translate\(-/);
  });

  it('draws thousands of versions', async () => {
    await open('Parallel coordinates', { versions: { kind: 'many', count: 3000, metrics: 10, params: 10 } });

    await page.getByText(/^3,000 versions over 8 axes/).waitFor();
  });

  it('has every chart as text', async () => {
    await open('Scatter');
    await page.getByRole('button', { name: 'Show as table' }).click();

    expect(await page.locator('.trend-table tbody tr').count()).toBe(3);
  });

  it('saves charts as pictures', async () => {
    await open('Learning curves');

    await page.getByRole('button', { name: 'SVG' }).click();
    await page.getByRole('button', { name: 'PNG' }).click();
    await page.waitForFunction(
      () => window.modelLedgerHost.received.filter(({ kind }) => kind === 'saveFile').length === 2,
    );

    const [svg, png] = await received(page, 'saveFile');
    expect(svg).toMatchObject({ format: 'svg', name: 'loss while training' });
    expect(svg?.content).toMatch(/^<svg xmlns[\s\S]*v1 train/);
    expect(
      Buffer.from(png?.content ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });
});

describe('the export menu', () => {
  it('saves what is shown, a report, and copies a link, by keyboard too', async () => {
    await open('Trend');

    await page.getByRole('button', { name: 'Export' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Comma-separated' }).click();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Report' }).click();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Copy link' }).click();

    const files = await received(page, 'saveFile');
    expect(files.map(({ format }) => format)).toEqual(['markdown', 'csv']);
    expect(files[1]?.content).toMatch(/^version,name,registered,by,stage,aliases,roc_auc test,/);
    expect(await received(page, 'saveReport')).toMatchObject([{ baseline: eventId(1) }]);
    expect(await received(page, 'copyLink')).toHaveLength(1);
  });
});

describe.each(THEMES)('in the theme %s', (theme) => {
  it.each(TABS)('shows %s, and passes axe', async (tab) => {
    await open(tab, { ...story(5), theme, height: 1000 });
    await pages.picture(page, `${tab.toLowerCase().replaceAll(' ', '-')}-${theme}`);

    expect(await axeViolations(page)).toEqual([]);
  });
});

describe('in a panel 320 pixels wide', () => {
  it.each(TABS)('fits %s without scrolling the page sideways', async (tab) => {
    await open(tab, { ...story(5), width: 320, height: 900 });
    await pages.picture(page, `${tab.toLowerCase().replaceAll(' ', '-')}-320`);

    const [width, scrollWidth] = await page.evaluate(() => {
      const { clientWidth, scrollWidth: whole } = document.documentElement;
      return [clientWidth, whole];
    });
    expect(scrollWidth).toBe(width);
    expect(await axeViolations(page)).toEqual([]);
  });
});

/** Across the drawing, in its own pixels. */
async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await page.locator('.scene').boundingBox();
  expect(box).not.toBeNull();
  const { x, y } = box ?? { x: 0, y: 0 };
  await page.mouse.move(x + from[0], y + from[1]);
  await page.mouse.down();
  await page.mouse.move(x + to[0], y + to[1], { steps: 4 });
  await page.mouse.up();
}
