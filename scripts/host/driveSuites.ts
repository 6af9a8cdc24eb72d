import path from 'node:path';
import type { Progress } from '../progress';
import { launchBrowser } from './findBrowser';
import { suitesBegin, suitesEnd } from './suiteMarks';
import { workbenchAddress } from './workbenchAddress';

export interface SuiteRequest {
  readonly origin: string;
  /** A folder or a .code-workspace file; undefined opens an empty window. */
  readonly workspace: string | undefined;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  /** What the suites print. */
  readonly print: (line: string) => void;
  readonly progress: Progress;
}

/** Longer than any healthy run: a workbench that hangs is ended and reported instead of waited for. */
const patience = 15 * 60_000;

/** Opens the workbench, which runs the suites, and answers their exit code. */
export async function driveSuites(request: SuiteRequest): Promise<number> {
  const browser = await launchBrowser(request.progress);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const ended = new Promise<number>((resolve) => {
      page.on('crash', () => resolve(fail(request, 'The browser page crashed.')));
      page.on('close', () => resolve(fail(request, 'The browser page was closed.')));
      setTimeout(() => resolve(fail(request, 'The suites did not end in time.')), patience).unref();
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    });
    const log = new SuiteLog(request);
    await page.exposeFunction('codeAutomationLog', (_level: string, values: readonly unknown[]) => {
      log.add(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' '));
    });
    const remote = `vscode-remote://${new URL(request.origin).host}`;
    const payload = [
      ['extensionDevelopmentPath', `${remote}${path.resolve(request.extensionDevelopmentPath)}`],
      ['extensionTestsPath', `${remote}${path.resolve(request.extensionTestsPath)}`],
      ['skipWelcome', 'true'],
    ] as const;
    await page.goto(workbenchAddress(request.origin, request.workspace, payload));
    const code = await ended;
    page.removeAllListeners('close');
    log.end();
    return code;
  } finally {
    await browser.close();
  }
}

function fail(request: SuiteRequest, reason: string): number {
  request.progress(reason);
  return 1;
}

/**
 * The console of the workbench, in which the suites' lines are few among many. What comes between their first line and
 * their last is printed, and all of it when they never began.
 */
class SuiteLog {
  readonly #request: SuiteRequest;
  readonly #held: string[] = [];
  #state: 'before' | 'during' | 'after' = 'before';

  constructor(request: SuiteRequest) {
    this.#request = request;
  }

  add(text: string): void {
    if (text.startsWith(suitesBegin)) {
      this.#state = 'during';
    }
    if (this.#state === 'before') {
      this.#held.push(text);
    }
    // A gallery that cannot be reached is no news, nor is what the workbench says of itself.
    if (this.#state === 'during' && !/ENOTFOUND|EAI_AGAIN|^\[\w+(:\w+)?\] /.test(text)) {
      this.#request.print(text);
    }
    if (text.startsWith(suitesEnd)) {
      this.#state = 'after';
    }
  }

  end(): void {
    if (this.#state === 'before') {
      this.#request.progress('The suites did not begin. The workbench said:');
      this.#held.forEach((line) => this.#request.print(line));
    }
  }
}
