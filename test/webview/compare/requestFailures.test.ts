import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PageRequestKind } from '../../../src/protocol/comparePage';
import { PAGE_REQUEST_FAILURES, PAGE_REQUEST_KINDS } from '../../support/pageRequestFailures';
import type { OpenOptions } from './support/openPage';
import { axeViolations, cell, received, story, usePageBench } from './support/usePageBench';

const pages = usePageBench('compare-page');

interface Case {
  /** What is opened; three versions when nothing is said. */
  readonly options?: OpenOptions;
  /** What makes the page send the request; nothing where it does so by itself. */
  readonly act?: (page: Page) => Promise<void>;
}

const openTab =
  (name: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('tab', { name }).click();

const chooseExport =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name }).click();
  };

const many: OpenOptions = { versions: { kind: 'many', count: 200, metrics: 8, params: 2 } };

/** How a person makes the page send each of its requests. */
const CASES: Readonly<Record<PageRequestKind, Case>> = {
  ready: {},
  loadRows: { options: { ...many, chunk: 50 } },
  loadTexts: { options: { ...story(3), textLimit: 40 } },
  loadTrend: {},
  addVersions: { act: (page) => page.getByRole('button', { name: 'Add versions…' }).click() },
  removeVersions: {
    act: async (page) => {
      await cell(page, -1, 1).hover();
      await page.getByRole('button', { name: 'Take v2 out of the comparison' }).click();
    },
  },
  pickBaseline: {
    options: many,
    act: async (page) => {
      await page.getByLabel('Baseline').selectOption('pick');
    },
  },
  openCard: { act: (page) => page.getByRole('button', { name: 'v3', exact: true }).click() },
  openSource: { act: (page) => cell(page, 1, 1).getByRole('button').click() },
  loadDifference: { act: openTab('What changed') },
  openDifference: {
    act: async (page) => {
      await openTab('What changed')(page);
      await page.getByRole('button', { name: 'Open all changes' }).click();
    },
  },
  loadTrust: {},
  openTrust: { act: (page) => page.getByRole('button', { name: 'Approved' }).click() },
  loadEvidence: { act: openTab('Learning curves') },
  loadPicture: { act: openTab('Images') },
  saveFile: { act: chooseExport('Comma-separated values…') },
  saveReport: { act: chooseExport('Report as a web page…') },
  copyLink: { act: chooseExport('Copy link') },
  starVersion: {
    act: async (page) => {
      await cell(page, -1, 1).hover();
      await page.getByRole('button', { name: 'Star v2' }).click();
    },
  },
  copyText: { act: (page) => page.getByRole('button', { name: 'Copy as Markdown' }).click() },
  saveView: { act: (page) => page.getByLabel('Only what differs').uncheck() },
};

describe('a request that the host fails at', () => {
  it.each(PAGE_REQUEST_KINDS)('is told on the page: %s', async (kind) => {
    const { options = story(3), act } = CASES[kind];
    const sentence = PAGE_REQUEST_FAILURES[kind];
    const page = await pages.open({ height: 1000, ...options, failing: { [kind]: sentence } });

    await act?.(page);

    await page.getByText(sentence).filter({ visible: true }).first().waitFor();
    expect((await received(page, kind)).length).toBeGreaterThan(0);
    expect(await axeViolations(page)).toEqual([]);
  });
});
