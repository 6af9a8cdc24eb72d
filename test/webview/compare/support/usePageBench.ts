import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { resultsFolder } from '../../../../scripts/projectRoot';
import type { PageMessage } from '../../../../src/protocol/comparePage';
import { type OpenOptions, PageBench, problems } from './openPage';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the tests of one file open pages with. */
export interface Pages {
  /** The page is closed after the test, and must have met no error and no refusal of its content policy. */
  open(options: OpenOptions): Promise<Page>;
  /** The same, before anything has been drawn. */
  load(options: OpenOptions): Promise<Page>;
  /** Leaves a picture of the page in the results of the tests. */
  picture(page: Page, name: string): Promise<void>;
}

/** One browser and one built page for a file of tests; call it once, outside of them. */
export function usePageBench(folder: string): Pages {
  const pictures = path.join(resultsFolder, folder);
  const opened: Page[] = [];
  let bench: PageBench | null = null;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    bench = await PageBench.start();
  });

  afterAll(async () => {
    await bench?.close();
  });

  afterEach(async () => {
    const found = opened.flatMap((page) => problems(page));
    await Promise.all(opened.splice(0).map((page) => page.context().close()));
    expect(found).toEqual([]);
  });

  const started = (): PageBench => {
    if (bench === null) {
      throw new Error('Pages are opened in tests only.');
    }
    return bench;
  };
  const remember = (page: Page): Page => {
    opened.push(page);
    return page;
  };

  return {
    open: async (options) => remember(await started().open(options)),
    load: async (options) => remember(await started().load(options)),
    picture: async (page, name) => {
      await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    },
  };
}

/** A few versions of one model, as a team would have them. */
export function story(count: number): OpenOptions {
  return { versions: { kind: 'story', count } };
}

/** What the page has sent to its host, oldest first. */
export async function received<K extends PageMessage['kind']>(
  page: Page,
  kind: K,
): Promise<readonly Extract<PageMessage, { kind: K }>[]> {
  const all = await page.evaluate(() => window.modelLedgerHost.received);
  return all.filter((message): message is Extract<PageMessage, { kind: K }> => message.kind === kind);
}

/** What axe finds wrong with the page as it is now. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** −1 is the header, −2 the bands over it; column −1 the row headers. */
export function cell(page: Page, row: number, column: number): Locator {
  return page.locator(`[data-cell="${row}:${column}"]`);
}

/** `row:column` of the cell that has the focus; null when none has. */
export async function focusedCell(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('data-cell') ?? null);
}

export function filterBox(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Filter versions' });
}
