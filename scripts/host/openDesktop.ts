import path from 'node:path';
import { PlainError } from '../plainError';
import { testCacheFolder } from '../projectRoot';
import { runProcess } from '../runProcess';

export interface DesktopRequest {
  readonly program: string;
  readonly vsix: string;
  readonly workspace: string;
  /** A file of the workspace to show. */
  readonly file: string;
}

/** Opens a desktop VS Code with settings and extensions of its own, so that the person's stay as they are. */
export async function openDesktop({ program, vsix, workspace, file }: DesktopRequest): Promise<void> {
  const folders = [
    ...['--user-data-dir', path.join(testCacheFolder, 'desktop', 'data')],
    ...['--extensions-dir', path.join(testCacheFolder, 'desktop', 'extensions')],
    // VS Code refuses to run as root otherwise.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  await run(program, [...folders, '--install-extension', vsix, '--force']);
  await run(program, [...folders, '--new-window', '--disable-workspace-trust', '--skip-welcome', workspace, file]);
}

async function run(program: string, args: readonly string[]): Promise<void> {
  // VS Code's command on Windows is a batch file, which only a shell runs; every argument is a path of ours or an option.
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const result = await runProcess({ command: shell ? `"${program}"` : program, args: quoted, shell });
  if (result.code !== 0) {
    throw new PlainError(
      `${program} failed: ${result.output.trimEnd()}\nRun "npm start -- --hosted" to use the browser-hosted VS Code.`,
    );
  }
}
