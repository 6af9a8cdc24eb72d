import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { resultsFolder } from '../../../scripts/projectRoot';

export type Theme = 'Light Modern' | 'Dark Modern' | 'Dark High Contrast' | 'Light High Contrast';

/** The workbench as a person sees and handles it. Every action waits for what it acts on; none sleeps. */
export class Workbench {
  readonly page: Page;
  readonly sideBar: Locator;
  readonly panel: Locator;
  readonly statusBar: Locator;
  /** The box that lists choices or takes a line of text: palette, quick pick and input box are all this one. */
  readonly quickInput: Locator;

  constructor(page: Page) {
    this.page = page;
    this.sideBar = page.locator('.part.sidebar');
    this.panel = page.locator('.part.panel');
    this.statusBar = page.locator('.part.statusbar');
    this.quickInput = page.locator('.quick-input-widget:visible');
  }

  async waitUntilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    // The extension host is there once the explorer has drawn the folder or said that there is none.
    await this.sideBar.waitFor({ timeout: 60_000 });
    await this.statusBar.waitFor();
  }

  /** Shows a view container by its title in the activity bar. */
  async openView(title: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: pattern(title) });
    if ((await tab.getAttribute('aria-selected')) !== 'true' || !(await this.sideBar.isVisible())) {
      await tab.click();
    }
    await this.sideBar.getByText(title, { exact: false }).first().waitFor();
  }

  /** Runs a command by its full title, as in "Model Ledger: Refresh". */
  async runCommand(title: string): Promise<void> {
    // The palette closes when something else takes the focus: an editor that is still opening, a dialog that gives it back.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await this.page.keyboard.press('F1');
      if (await this.chooseCommand(title)) {
        return;
      }
    }
    throw new Error(`The command palette did not take "${title}".`);
  }

  private async chooseCommand(title: string): Promise<boolean> {
    try {
      await this.quickInput.locator('input').fill(`>${title}`, { timeout: 3_000 });
      await this.choice(title).first().click({ timeout: 5_000 });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') {
        return false;
      }
      throw error;
    }
  }

  /** Types at the caret of the active editor. A menu that closes late takes the focus back, so that is seen to first. */
  async typeText(text: string): Promise<void> {
    await this.runCommand('View: Focus Active Editor Group');
    await this.page.locator('.part.editor .monaco-editor.focused').first().waitFor();
    await this.page.keyboard.insertText(text);
  }

  /** The rows of an open quick pick that begin with this label. */
  choice(label: string | RegExp): Locator {
    return this.quickInput.getByRole('option', { name: pattern(label) });
  }

  async pick(label: string | RegExp): Promise<void> {
    await this.choice(label).first().click();
  }

  /** Types into the open quick pick or input box, in place of what is there. */
  async type(text: string): Promise<void> {
    await this.quickInput.locator('input').fill(text);
  }

  /** The same, and accepts it. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** What an input box says about its value. */
  get inputMessage(): Locator {
    return this.quickInput.locator('.quick-input-message');
  }

  async dismissInput(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** A row of a tree in the side bar, by the beginning of what a screen reader says of it. */
  row(label: string | RegExp): Locator {
    return this.sideBar.getByRole('treeitem', { name: pattern(label) });
  }

  /** All rows that are drawn now. */
  get rows(): Locator {
    return this.sideBar.getByRole('treeitem');
  }

  async expand(label: string | RegExp): Promise<void> {
    const row = this.row(label).first();
    const expanded = this.sideBar.getByRole('treeitem', { name: pattern(label), expanded: true }).first();
    await row.waitFor();
    // A tree that is being drawn anew, as after a commit, loses what is pressed in that moment.
    for (let attempt = 0; attempt < 5 && !(await expanded.isVisible()); attempt += 1) {
      await row.locator('.monaco-tl-twistie').click();
      await expanded.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await expanded.waitFor();
  }

  /** Opens a row's context menu and chooses an entry. */
  async chooseFromMenu(row: Locator, entry: string | RegExp): Promise<void> {
    const item = this.menuEntry(entry).first();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await this.openMenu(row, item);
      // A menu ignores what is pressed in its first moments, and one that closes by itself takes no press: try again.
      const isPressed = await item.click({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      const isClosed = await item.waitFor({ state: 'hidden', timeout: 1_000 }).then(
        () => true,
        () => false,
      );
      if (isPressed && isClosed) {
        return;
      }
    }
    throw new Error(`The menu did not close after ${String(entry)} was pressed.`);
  }

  /** A tree that is read anew while its menu opens shows the menu of no row: close it and ask again. */
  private async openMenu(row: Locator, item: Locator): Promise<void> {
    for (let attempt = 0; attempt < 5 && !(await item.isVisible()); attempt += 1) {
      await this.closeMenu();
      await row.click({ button: 'right' });
      await item.waitFor({ timeout: 3_000 }).catch(() => undefined);
    }
  }

  private async closeMenu(): Promise<void> {
    const menu = this.page.locator('.monaco-menu').first();
    if (await menu.isVisible()) {
      await this.page.keyboard.press('Escape');
      await menu.waitFor({ state: 'hidden' });
    }
  }

  /** An entry of the open context menu. */
  menuEntry(entry: string | RegExp): Locator {
    return this.page.locator('.monaco-menu').getByRole('menuitem', { name: pattern(entry) });
  }

  /** A button in the title of a view in the side bar. */
  viewAction(title: string): Locator {
    return this.sideBar.getByRole('button', { name: pattern(title) });
  }

  /** A button in the title of the open editor or notebook. */
  editorAction(title: string): Locator {
    return this.page.locator('.part.editor').getByRole('button', { name: pattern(title) });
  }

  /** A link above a line of the editor. */
  codeLens(title: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: title });
  }

  /** The tab of an editor, by its label. */
  tab(label: string | RegExp): Locator {
    return this.page.locator('.part.editor .tab').filter({ hasText: label });
  }

  /** The lines drawn in the active text editor. A long document draws only a part. */
  get editorText(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  }

  /** Opens a file of the workspace by name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.type(name);
    await this.choice(new RegExp(`^${escape(path.basename(name))}`))
      .first()
      .click();
    await this.tab(path.basename(name)).first().waitFor();
  }

  /** Replaces one whole line of the active text editor. Lines count from 1. */
  async replaceLine(line: number, text: string): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.enter(`:${line}`);
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press('Shift+End');
    await this.page.keyboard.insertText(text);
  }

  /** Replaces the first occurrence of a text in the active text editor; the caret stays behind it. */
  async replaceText(text: string, replacement: string): Promise<void> {
    await this.runCommand('View: Focus Active Editor Group');
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const widget = this.page.locator('.find-widget.visible');
    await widget.getByRole('textbox', { name: 'Find' }).fill(text);
    await widget
      .locator('.matchesCount')
      .getByText(/^1 of /)
      .waitFor();
    await this.page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
    await this.page.keyboard.insertText(replacement);
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** Presses a button of a notification. */
  async answer(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button }).click();
  }

  /** A modal question. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async answerDialog(button: string | RegExp): Promise<void> {
    await this.dialog.getByRole('button', { name: button }).click();
  }

  /** The page inside the webview that is shown. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.type(theme);
    await this.pick(theme);
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  async closeAllEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await this.page.locator('.part.editor .tab').first().waitFor({ state: 'detached' });
  }

  async hideNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
  }

  /**
   * Loads the window anew in VS Code's own way, which first writes down what is open and unsaved. A browser's reload
   * may come before that: VS Code keeps the list of editors in memory for some seconds.
   */
  async reload(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent('load', { timeout: 90_000 }),
      this.runCommand('Developer: Reload Window'),
    ]);
    await this.waitUntilReady();
  }

  /** Writes test-results/<name>.png and answers its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(resultsFolder, `${name}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }
}

/** A label that is given as text is meant as the beginning of what a screen reader says. */
function pattern(label: string | RegExp): RegExp {
  return typeof label === 'string' ? new RegExp(`^${escape(label)}`) : label;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
