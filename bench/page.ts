// npm run bench:page: the comparison page, built as it is published, in a real browser.
import type { CDPSession, Page } from 'playwright-core';
import { runMain } from '../scripts/plainError';
import { progressFor } from '../scripts/progress';
import { PageBench } from '../test/webview/compare/support/openPage';
import { atMost, type Figure, figureTable, median } from './figure';
import { describeMachine } from './machine';

interface Size {
  readonly versions: number;
  readonly metrics: number;
  readonly params: number;
  /** Milliseconds until the first rows are painted. */
  readonly firstPaint: number;
  /** Megabytes of the page's heap after everything has loaded. */
  readonly memory: number;
}

const SIZES: readonly Size[] = [
  { versions: 50, metrics: 50, params: 20, firstPaint: 500, memory: 200 },
  { versions: 1_000, metrics: 50, params: 0, firstPaint: 1_000, memory: 200 },
  { versions: 10_000, metrics: 80, params: 20, firstPaint: 1_000, memory: 200 },
];
const RUNS = 3;
const FRAMES = 180;
/** The page waits this long for the next key (filterBox.tsx). */
const TYPING_PAUSE = 60;

await runMain(async () => {
  const progress = progressFor('bench:page');
  const bench = await PageBench.start();
  const figures: Figure[] = [];
  try {
    progress('Measuring what this machine can do at best …');
    figures.push(...(await measureControl(bench)));
    for (const size of SIZES) {
      progress(`Measuring ${describe(size)} …`);
      figures.push(...(await measure(bench, size)));
    }
  } finally {
    await bench.close();
  }
  console.log(`\n${describeMachine()}\n\n${figureTable(figures)}\n`);
  return 0;
});

function describe({ versions, metrics, params }: Size): string {
  return `${versions.toLocaleString('en')} × ${metrics + params}`;
}

async function measure(bench: PageBench, size: Size): Promise<readonly Figure[]> {
  const what = describe(size);
  const paints: number[] = [];
  let page = await openTimed(bench, size);
  for (let run = 0; run < RUNS; run += 1) {
    await page.context().close();
    page = await openTimed(bench, size);
    paints.push(await page.evaluate(() => window.modelLedgerPaint));
  }
  await page.locator('.progress').waitFor({ state: 'detached', timeout: 120_000 });
  const loaded = await page.evaluate(() => performance.now() - window.modelLedgerHost.busy);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  const down = await scroll(page, 0, 90);
  const across = await scroll(page, 40, 0);
  await page.evaluate(() => document.querySelector('.grid')?.scrollTo(0, 0));
  await page.locator('[data-cell="-1:1"]').waitFor();
  const sort = await respond(page, clickHeader, { cell: '-1:1', isAdded: false });
  const sortBoth = await respond(page, clickHeader, { cell: '-1:2', isAdded: true });
  const filter = await respond(page, typeFilter, 'roc_auc > 0.75 and (f1_macro < 0.85 or not stage = production)');
  await respond(page, typeFilter, '');
  const group =
    size.params === 0 ? null : await respond(page, choose, { label: 'Group by', value: await firstParam(page) });
  await respond(page, choose, { label: 'Group by', value: '' });
  await page.evaluate((count) => window.modelLedgerHost.prepareDelta(count), size.versions + 1);
  const refresh = await respond(page, () => window.modelLedgerHost.sendPrepared(), null);
  const memory = await heap(page);
  await page.context().close();
  return [
    atMost(
      `${what}: first rows painted`,
      size.firstPaint,
      median(paints),
      'ms',
      `all rows there after ${loaded.toFixed(0)} ms`,
    ),
    atMost(`${what}: elements in the document`, 5_000, nodes, ''),
    ...frameFigures(`${what}: scrolling down`, down),
    ...frameFigures(`${what}: scrolling across`, across),
    atMost(`${what}: sort, click to paint`, 100, sort, 'ms'),
    atMost(`${what}: sort by a second column`, 100, sortBoth, 'ms'),
    ...(group === null ? [] : [atMost(`${what}: group by a param`, 100, group, 'ms')]),
    atMost(`${what}: one version more, message to paint`, 100, refresh, 'ms'),
    atMost(
      `${what}: filter by expression, key to paint`,
      100 + TYPING_PAUSE,
      filter,
      'ms',
      `of which ${TYPING_PAUSE} ms are the pause in typing`,
    ),
    atMost(`${what}: heap of the page`, size.memory, memory, 'MB'),
  ];
}

async function openTimed(bench: PageBench, { versions, metrics, params }: Size): Promise<Page> {
  const page = await bench.load({
    versions: { kind: 'many', count: versions, metrics, params },
    height: 900,
  });
  await page.waitForFunction(() => window.modelLedgerPaint > 0, undefined, { timeout: 120_000, polling: 50 });
  return page;
}

interface Frames {
  readonly droppedPercent: number;
  readonly worst: number;
  /** Processor time of the page's main thread for one frame, in milliseconds: does not depend on what else runs. */
  readonly work: number;
}

function frameFigures(what: string, { droppedPercent, worst, work }: Frames): readonly Figure[] {
  return [
    atMost(`${what}, processor time a frame`, 16.7, work, 'ms'),
    atMost(`${what}, frames dropped`, 1, droppedPercent, '%', `worst ${worst.toFixed(0)} ms; compare "nothing at all"`),
  ];
}

/** The same scrolling over a box that draws nothing: frames dropped here are dropped by the machine. */
async function measureControl(bench: PageBench): Promise<readonly Figure[]> {
  const page = await bench.load({ versions: { kind: 'story', count: 0 }, height: 900 });
  await page.locator('.toolbar').waitFor();
  await page.evaluate(() => {
    const box = document.createElement('div');
    const inside = document.createElement('div');
    box.className = 'grid';
    box.style.cssText = 'position:fixed;inset:100px 0 0;overflow:auto';
    inside.style.cssText = 'width:100px;height:300000px';
    box.append(inside);
    document.body.append(box);
  });
  const frames = await scroll(page, 0, 90);
  await page.context().close();
  return frameFigures('nothing at all: scrolling down', frames);
}

/** Scrolls by as much in every frame as a hard flick does, for three seconds. */
async function scroll(page: Page, left: number, top: number): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await taskSeconds(session);
  const gaps = await page.evaluate(scrollInPage, { left, top, frames: FRAMES });
  const after = await taskSeconds(session);
  await session.detach();
  return {
    droppedPercent: (gaps.filter((gap) => gap > 25).length / gaps.length) * 100,
    worst: Math.max(...gaps),
    work: ((after - before) * 1000) / gaps.length,
  };
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Runs in the page: the milliseconds between the frames. */
async function scrollInPage(by: { left: number; top: number; frames: number }): Promise<readonly number[]> {
  const grid = document.querySelector('.grid');
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const gaps: number[] = [];
  let last = await nextFrame();
  let direction = 1;
  for (let frame = 0; frame < by.frames; frame += 1) {
    const before = [grid?.scrollLeft, grid?.scrollTop].join();
    grid?.scrollBy(by.left * direction, by.top * direction);
    if ([grid?.scrollLeft, grid?.scrollTop].join() === before) {
      direction = -direction;
    }
    const now = await nextFrame();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}

/** These run in the page. */
function clickHeader({ cell, isAdded }: { cell: string; isAdded: boolean }): void {
  document
    .querySelector(`[data-cell="${cell}"] .sort-button`)
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: isAdded }));
}

function typeFilter(text: string): void {
  const input = document.querySelector<HTMLInputElement>('.filter.expression input');
  if (input !== null) {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function choose({ label, value }: { label: string; value: string }): void {
  const select = [...document.querySelectorAll('select')].find(({ parentElement }) =>
    parentElement?.textContent.startsWith(label),
  );
  if (select !== undefined) {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

async function firstParam(page: Page): Promise<string> {
  return (await page.locator('option[value^="param/"]').first().getAttribute('value')) ?? '';
}

/** From an action to the frame after the last change that it made. */
async function respond<T>(page: Page, action: (argument: T) => void, argument: T): Promise<number> {
  await page.evaluate(() => {
    window.modelLedgerPaint = 0;
    const begun = performance.now();
    // What the host does in the same thread here, it does in a process of its own in VS Code.
    const busy = window.modelLedgerHost.busy;
    const grid = document.querySelector('.place');
    // Trust lines look at files and are asked for a moment after the rows stand: they are no part of the answer.
    const isLater = ({ target }: MutationRecord): boolean =>
      Boolean((target instanceof Element ? target : target.parentElement)?.closest('.trust-marks'));
    const observer = new MutationObserver((changes) => {
      if (changes.every(isLater)) {
        return;
      }
      requestAnimationFrame(() =>
        setTimeout(() => {
          window.modelLedgerPaint = performance.now() - begun - (window.modelLedgerHost.busy - busy);
        }),
      );
    });
    if (grid !== null) {
      observer.observe(grid, { childList: true, subtree: true, characterData: true, attributes: true });
    }
    setTimeout(() => observer.disconnect(), 1_000);
  });
  // A function of T is what evaluate wants; its own type only says so for what travels as JSON.
  await page.evaluate(action as (argument: unknown) => void, argument);
  await page.waitForTimeout(1_200);
  return page.evaluate(() => window.modelLedgerPaint);
}

async function heap(page: Page): Promise<number> {
  await page.evaluate(() => window.modelLedgerHost.forget());
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}
