import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import type { OpenWorkbench } from './openWorkbench';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FRAME = 'iframe.webview.ready[src*="extensionId=model-ledger.model-ledger"]:visible';

/** The comparison page that is shown in the workbench. */
export class ComparisonPage {
  constructor(private readonly workbench: OpenWorkbench) {}

  get content(): FrameLocator {
    return this.workbench.page.frameLocator(FRAME).frameLocator('#active-frame');
  }

  button(name: string | RegExp): Locator {
    return this.content.getByRole('button', { name });
  }

  tab(name: string): Locator {
    return this.content.getByRole('tab', { name, exact: true });
  }

  async waitForTable(): Promise<void> {
    await this.content.locator('.grid [role=gridcell]').first().waitFor();
  }

  /** What the chosen tab shows has been read and drawn. */
  async waitForChart(): Promise<void> {
    const body = this.content.getByRole('tabpanel');
    await body.locator('canvas, .changes-headline, .matrix, .class-bar, .picture img, .panel-note').first().waitFor();
    // Several pictures load at a time; the first of those that are left is gone when none is left.
    await body
      .getByText(/^(Reading|Loading)/)
      .first()
      .waitFor({ state: 'hidden' });
  }

  /** Nothing under the mouse, and everything painted that was changed. */
  async settle(): Promise<void> {
    const { page } = this.workbench;
    const { width, height } = page.viewportSize() ?? { width: 2, height: 2 };
    await page.mouse.move(width - 2, height - 2);
    const frame = await this.frame();
    await frame.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const passing = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
      await Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
    });
  }

  /** What axe finds wrong with the page as it is now, each rule with the elements that break it. */
  async problems(): Promise<readonly string[]> {
    return axeProblems(await this.frame());
  }

  /** Halts the processes that extensions run in, as a busy extension does; answers what lets them go on. Linux only. */
  async pauseExtension(): Promise<() => void> {
    const hosts = extensionHosts(process.pid);
    if (hosts.length === 0) {
      throw new Error('No extension host was found among the processes of this test.');
    }
    // What is on its way arrives first.
    await this.settle();
    hosts.forEach((pid) => process.kill(pid, 'SIGSTOP'));
    return () => hosts.forEach((pid) => process.kill(pid, 'SIGCONT'));
  }

  private async frame(): Promise<Frame> {
    const element = await this.workbench.page.frameLocator(FRAME).locator('#active-frame').elementHandle();
    const frame = await element.contentFrame();
    if (frame === null) {
      throw new Error('No comparison page is shown.');
    }
    return frame;
  }
}

/** The rules that a document breaks, each with the elements that do. */
export async function axeProblems(frame: Frame): Promise<readonly string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) {
    await frame.evaluate(axeSource);
  }
  const results = await frame.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Among the descendants of a process only: other VS Codes on the machine are somebody else's. */
function extensionHosts(ancestor: number): readonly number[] {
  const processes = readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    return Number.isInteger(pid) ? [{ pid, parent: parentOf(pid), command: readProcess(pid, 'cmdline') }] : [];
  });
  const family = new Set([ancestor]);
  for (let grew = true; grew;) {
    const children = processes.filter(({ pid, parent }) => family.has(parent) && !family.has(pid));
    children.forEach(({ pid }) => family.add(pid));
    grew = children.length > 0;
  }
  return processes
    .filter(({ pid, command }) => family.has(pid) && command.includes('--type=extensionHost'))
    .map(({ pid }) => pid);
}

function parentOf(pid: number): number {
  // After the name in parentheses, which may have spaces: state, then the parent.
  return Number(readProcess(pid, 'stat').split(') ').at(-1)?.split(' ')[1]);
}

/** Empty for a process that has ended meanwhile. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
