import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** The message box of Source Control, and what hangs over it. */
export class CommitBox {
  readonly editor: Locator;
  readonly suggestions: Locator;
  readonly actions: Locator;

  constructor(private readonly workbench: Workbench) {
    const { page } = workbench;
    this.editor = page.locator('.scm-editor .monaco-editor').first();
    this.suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    this.actions = page.locator('.action-widget .monaco-list-row');
  }

  async open(): Promise<void> {
    const { page } = this.workbench;
    const tab = page.locator('.part.activitybar').getByRole('tab', { name: /^Source Control/ });
    if ((await tab.getAttribute('aria-selected')) !== 'true') {
      await tab.click();
    }
    await this.editor.waitFor();
  }

  /** In place of what is there. */
  async write(text: string): Promise<void> {
    await this.focus();
    await this.workbench.page.keyboard.press('Control+A');
    await this.workbench.page.keyboard.press('Delete');
    await this.type(text);
  }

  /** Key by key, as ghost text wants it. */
  async type(text: string): Promise<void> {
    await this.workbench.page.keyboard.type(text, { delay: 15 });
  }

  async focus(): Promise<void> {
    // The first line: the box shrinks when ghost text goes, and the Commit button comes where its middle was.
    await this.editor.locator('.view-lines').click({ position: { x: 20, y: 8 } });
  }

  /** Commits with what is written in the box. */
  async commit(): Promise<void> {
    await this.focus();
    await this.workbench.page.keyboard.press('Control+Enter');
  }

  /** All that is drawn, ghost text included: its further lines stand beside the document's own. */
  async text(): Promise<string> {
    const texts = await this.editor.locator('.lines-content').allTextContents();
    return texts.join('').replaceAll('\u00a0', ' ').replaceAll('\u200c', '');
  }

  /** The lightbulb's menu. What is pressed while the box is still being drawn is lost. */
  async openActions(): Promise<void> {
    for (let attempt = 0; attempt < 5 && !(await this.actions.first().isVisible()); attempt += 1) {
      await this.focus();
      await this.workbench.page.keyboard.press('Control+.');
      await this.actions
        .first()
        .waitFor({ timeout: 5_000 })
        .catch(() => undefined);
    }
  }

  /** Squiggles, by the class that tells how grave they are. */
  squiggle(kind: 'info' | 'warning' | 'error' | 'hint'): Locator {
    return this.editor.locator(`.squiggly-${kind}`);
  }
}
