import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../../scripts/host/findBrowser';
import { projectRoot } from '../../../../scripts/projectRoot';
import { buildPage } from './buildPage';
import type { FakeHostPlan } from './fakeHost';
import { readTheme, type ThemeName } from './themes';

export interface OpenOptions extends FakeHostPlan {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** 2 is a zoom of 200 %: half as many CSS pixels, each of four. */
  readonly zoom?: number;
  /** Scroll bars that take room, which a headless browser hides otherwise. */
  readonly showsScrollBars?: boolean;
}

/** A browser and a server of the built page under the policy that the host gives it. Close it after the tests. */
export class PageBench {
  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly hostScript: string,
  ) {}

  static async start(): Promise<PageBench> {
    const [folder, hostScript] = await Promise.all([buildPage(), bundleFakeHost()]);
    const server = createServer((request, response) => {
      const name = new URL(request.url ?? '/', 'http://localhost').pathname;
      void serve(folder, name).then(({ status, type, body, policy }) => {
        response.writeHead(status, {
          'content-type': type,
          ...(policy === '' ? {} : { 'content-security-policy': policy }),
        });
        response.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PageBench(await launchBrowser(console.log), server, hostScript);
  }

  /** The page after its first state has been drawn. */
  async open(options: OpenOptions): Promise<Page> {
    const page = await this.load(options);
    await page.locator('.toolbar, .empty, .skeleton').first().waitFor();
    if (options.isSilent !== true && options.failing?.['ready'] === undefined && options.versions.count > 0) {
      await page.locator('.grid [role=gridcell]').first().waitFor();
    }
    return page;
  }

  async load(options: OpenOptions): Promise<Page> {
    const { theme = 'light', width = 1280, height = 860, zoom = 1, showsScrollBars = false, ...plan } = options;
    const context = await this.browser.newContext({
      viewport: { width: Math.floor(width / zoom), height: Math.floor(height / zoom) },
      deviceScaleFactor: zoom,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const problems = watch(page);
    if (showsScrollBars) {
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setScrollbarsHidden', { hidden: false });
    }
    await page.addInitScript(`window.modelLedgerPlan = ${JSON.stringify(plan satisfies FakeHostPlan)};`);
    await page.addInitScript(this.hostScript);
    await page.addInitScript(applyTheme, { ...readTheme(theme) });
    await page.addInitScript(timeFirstRows);
    const { port } = this.server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    problemsOf.set(page, problems);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the first rows on the screen, without the work of the host. */
    modelLedgerPaint: number;
  }
}

const problemsOf = new WeakMap<Page, readonly string[]>();

/** Errors, warnings and refusals of the policy that the page has met so far. */
export function problems(page: Page): readonly string[] {
  return problemsOf.get(page) ?? [];
}

function watch(page: Page): readonly string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      found.push(message.text());
    }
  });
  return found;
}

/** Runs in the page: VS Code sets the variables on html and the kind of theme on body. */
function applyTheme({
  variables,
  bodyClass,
}: {
  variables: Readonly<Record<string, string>>;
  bodyClass: string;
}): void {
  const apply = (): void => {
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = bodyClass;
  };
  if (document.readyState === 'loading') {
    // Before the page's own script, which stands at the end of the body.
    new MutationObserver((_, observer) => {
      if (document.body as HTMLElement | null) {
        observer.disconnect();
        apply();
      }
    }).observe(document, { childList: true, subtree: true });
  } else {
    apply();
  }
}

/** Runs in the page: notes when the first rows are on the screen, less what the host took to make them. */
function timeFirstRows(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('[role=gridcell]') !== null) {
      observer.disconnect();
      const { busy } = window.modelLedgerHost;
      requestAnimationFrame(() =>
        setTimeout(() => {
          window.modelLedgerPaint = performance.now() - busy;
        }),
      );
    }
  });
  observer.observe(document, { childList: true, subtree: true });
}

interface Served {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy: string;
}

async function serve(folder: string, name: string): Promise<Served> {
  if (name === '/') {
    const nonce = randomBytes(16).toString('base64');
    return {
      status: 200,
      type: 'text/html; charset=utf-8',
      body: html(nonce),
      policy: `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'`,
    };
  }
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
  try {
    return { status: 200, type, body: await readFile(path.join(folder, path.basename(name))), policy: '' };
  } catch {
    return { status: 404, type: 'text/plain', body: '', policy: '' };
  }
}

function html(nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Compare</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="compare.css">
</head>
<body>
<div id="root"></div>
<script nonce="${nonce}" src="compare.js"></script>
</body>
</html>`;
}

async function bundleFakeHost(): Promise<string> {
  const result = await build({
    entryPoints: [path.join(projectRoot, 'test/webview/compare/support/fakeHost.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}
