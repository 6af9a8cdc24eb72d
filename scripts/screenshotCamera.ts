import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { OpenWorkbench } from '../test/e2e/support/openWorkbench';
import type { Progress } from './progress';
import { projectRoot } from './projectRoot';

const imagesFolder = path.join(projectRoot, 'docs', 'images');

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Takes pictures for the documents: docs/images/<name>-<look>.png. */
export class Camera {
  constructor(
    readonly workbench: OpenWorkbench,
    private readonly look: string,
    private readonly progress: Progress,
  ) {}

  /** The whole window, or only what `part` covers, or a rectangle of it. */
  async take(name: string, part?: Locator | Rectangle): Promise<void> {
    // Nothing under the mouse, nothing blinking, nothing popping up.
    const { page } = this.workbench;
    const { width, height } = page.viewportSize() ?? { width: 2, height: 2 };
    await page.mouse.move(width - 2, height - 2);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const options = { caret: 'hide', animations: 'disabled' } as const;
    const picture = await (part === undefined
      ? page.screenshot(options)
      : 'width' in part
        ? page.screenshot({ ...options, clip: part })
        : part.screenshot(options));
    mkdirSync(imagesFolder, { recursive: true });
    writeFileSync(path.join(imagesFolder, `${name}-${this.look}.png`), picture);
    this.progress(`${name}-${this.look}.png, ${Math.round(picture.length / 1000)} kB`);
  }
}
