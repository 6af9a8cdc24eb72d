// npm run screenshots: takes the pictures of the README from the running extension, in light and dark, into docs/images.
// They show the sample, to which a third version is registered as the README tells.
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { CommitBox } from '../test/e2e/support/commitBox';
import { type OpenWorkbench, openWorkbench } from '../test/e2e/support/openWorkbench';
import type { Theme } from '../test/e2e/support/workbench';
import { buildBundles } from './build';
import { packageExtension } from './packageExtension';
import { runMain } from './plainError';
import { progressFor } from './progress';
import { runProcess } from './runProcess';
import { createSampleWorkspace } from './sampleWorkspace';
import { Camera } from './screenshotCamera';

const looks: readonly { readonly name: string; readonly theme: Theme }[] = [
  { name: 'light', theme: 'Light Modern' },
  { name: 'dark', theme: 'Dark Modern' },
];

const RATIONALE = 'Finds 72 % of the customers who leave instead of 47 %; the retention team can bear the extra calls.';

const viewport = { width: 1440, height: 860 };
/** The message box and its button: the files below it have no names that say anything. */
const commitBox = { width: 620, height: 235 };

// Constants stand above it: those below are not there yet when it runs.
await runMain(async () => {
  const progress = progressFor('screenshots');
  await buildBundles(progress);
  process.env['MODEL_LEDGER_VSIX'] = await packageExtension({ progress });
  for (const look of looks) {
    progress(`Taking the ${look.name} pictures …`);
    const workbench = await openWorkbench({
      create: createSample,
      viewport,
      scale: 4 / 3,
      settings: {
        'workbench.colorTheme': look.theme,
        'editor.minimap.enabled': false,
        'window.commandCenter': false,
        'workbench.layoutControl.enabled': false,
      },
    });
    try {
      await takePictures(new Camera(workbench, look.name, progress));
    } catch (error) {
      progress(`It stopped here: ${await workbench.screenshot('screenshots-failed')}`);
      throw error;
    } finally {
      await workbench.close();
    }
  }
  return 0;
});

async function takePictures(camera: Camera): Promise<void> {
  const { workbench } = camera;
  await workbench.openView('Model Ledger');
  await widenSideBar(workbench, 410);

  await workbench.openFile('03-tuned-gradient-boosting.ipynb');
  await workbench.page.locator('.notebookOverlay .code-cell-row').first().waitFor();
  await workbench.runCommand('Model Ledger: Register Notebook Output as Version');
  await workbench.pick('churn');
  const register = workbench.codeLens('Register v3').filter({ visible: true }).first();
  await register.waitFor();
  // The place for the reasons is selected, as the person finds it.
  await workbench.page.keyboard.insertText(RATIONALE);
  await frontMatterIsColoured(workbench);
  // The draft is checked a moment after typing.
  await workbench.page.locator('.squiggly-warning').first().waitFor({ state: 'hidden' });
  await camera.take('draft');

  await register.click();
  await workbench.row(/v3/).first().waitFor();
  await workbench.hideNotifications();
  await workbench.closeAllEditors();
  await workbench.expand(/v3/);
  for (const group of ['Artifacts', 'Data', 'Code', 'Documentation']) {
    await workbench.expand(group);
  }
  await camera.take('sidebar', workbench.sideBar);

  await workbench.row(/v3/).first().click();
  await workbench.runCommand('Model Ledger: Open Model Card');
  await workbench.webview.getByRole('heading', { name: 'Rationale' }).waitFor();
  await camera.take('card');

  await workbench.closeAllEditors();
  // v3 is still selected; the others join it.
  for (const version of [/v2/, /v1/]) {
    await workbench
      .row(version)
      .first()
      .click({ modifiers: ['Control'] });
  }
  await chooseFromMenu(workbench, workbench.row(/v1/).first(), 'Compare Selected');
  await workbench.webview.getByRole('heading', { name: 'churn' }).waitFor();
  // The chart is a file of its own, and draws a frame after it has come.
  await workbench.webview.locator('canvas').first().waitFor();
  await workbench.page.waitForTimeout(500);
  await camera.take('compare');
  await takeCommitBox(camera);
}

/** The same version without its reason, given where it is committed. */
async function takeCommitBox(camera: Camera): Promise<void> {
  const { workbench } = camera;
  await workbench.closeAllEditors();
  // The three of the comparison are still selected, and only one can be undone.
  await workbench.row(/v3/).first().click();
  await chooseFromMenu(workbench, workbench.row(/v3/).first(), 'Undo Registration');
  await workbench.answerDialog('Undo Registration');
  await workbench.row(/v3/).first().waitFor({ state: 'detached' });
  await workbench.openFile('03-tuned-gradient-boosting.ipynb');
  await workbench.runCommand('Model Ledger: Register Notebook Output as Version');
  await workbench.pick('churn');
  await workbench.codeLens('Register v3').filter({ visible: true }).first().click();
  await workbench.row(/v3/).first().waitFor();
  await workbench.hideNotifications();
  await workbench.closeAllEditors();
  await git(workbench.workspace, ['add', '--all']);
  const box = new CommitBox(workbench);
  await box.open();
  await workbench.row(/^Staged Changes/).waitFor();
  // The ghost text does not wrap.
  await widenSideBar(workbench, commitBox.width);
  await box.write('Tune the trees');
  await waitForText(box, 'Rationale: churn@v3:');
  await workbench.page.keyboard.press('Tab');
  await box.type('Finds the customers who leave late.');
  await waitForText(box, 'Impact: churn@v3: ');
  const part = await workbench.sideBar.boundingBox();
  await camera.take('commit', part === null ? undefined : { ...part, height: commitBox.height });
}

async function waitForText(box: CommitBox, text: string): Promise<void> {
  for (let attempt = 0; !(await box.text()).includes(text); attempt += 1) {
    if (attempt === 120) {
      throw new Error(`The message box never offered "${text}".`);
    }
    await box.editor.page().waitForTimeout(250);
  }
}

/** The sample, with the name of somebody who could work on it: the name of whoever takes the pictures is nobody's business. */
async function createSample(folder: string): Promise<string> {
  const sample = path.join(folder, 'telco-churn');
  await createSampleWorkspace(sample);
  for (const [key, value] of [
    ['user.name', 'Mira Okafor'],
    ['user.email', 'mira@example.com'],
  ] as const) {
    await git(sample, ['config', key, value]);
  }
  return sample;
}

async function git(cwd: string, args: readonly string[]): Promise<void> {
  const result = await runProcess({ command: 'git', args, cwd });
  if (result.code !== 0) {
    throw new Error(`git ${args.join(' ')} failed: ${result.output}`);
  }
}

/** The grammar of the front matter arrives after that of Markdown, which takes its comments for headings. */
async function frontMatterIsColoured(workbench: OpenWorkbench): Promise<void> {
  await workbench.page.waitForFunction(() => {
    const colourOf = (text: string) => {
      const spans = [...document.querySelectorAll('.view-line span span')];
      const span = spans.find((candidate) => candidate.textContent.startsWith(text));
      return span === undefined ? undefined : getComputedStyle(span).color;
    };
    const [comment, heading] = [colourOf('#\u00a0Anything'), colourOf('##\u00a0Rationale')];
    return comment !== undefined && heading !== undefined && comment !== heading;
  });
}

/** With the keyboard: a menu that has just opened does not take a click yet. */
async function chooseFromMenu(workbench: OpenWorkbench, row: Locator, entry: string): Promise<void> {
  await row.click({ button: 'right' });
  await workbench.menuEntry(entry).hover();
  await workbench.page.keyboard.press('Enter');
}

/** Drags the border between side bar and editors. */
async function widenSideBar(workbench: OpenWorkbench, width: number): Promise<void> {
  const box = await workbench.sideBar.boundingBox();
  if (box === null) {
    throw new Error('The side bar is not shown.');
  }
  const { mouse } = workbench.page;
  const middle = box.y + box.height / 2;
  await mouse.move(box.x + box.width, middle);
  await mouse.down();
  await mouse.move(box.x + width, middle, { steps: 5 });
  await mouse.up();
}
