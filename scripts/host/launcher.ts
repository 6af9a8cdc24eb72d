// What @vscode/test-electron starts in place of a desktop VS Code: it understands the same arguments, opens the
// browser-hosted one, runs the suites in it and ends with their exit code.
import path from 'node:path';
import { runMain } from '../plainError';
import { progressFor } from '../progress';
import { resultsFolder } from '../projectRoot';
import { exitOnSignals } from '../runProcess';
import { driveSuites } from './driveSuites';
import { installHost } from './installHost';
import { startHost } from './startHost';

await runMain(async () => {
  exitOnSignals();
  const progress = progressFor('vscode');
  const args = process.argv.slice(2);
  const workspace = args.find((arg) => !arg.startsWith('-'));
  const installation = await installHost(progress);
  progress('Starting the browser-hosted VS Code …');
  const host = await startHost({ installation, testing: true, logFile: path.join(resultsFolder, 'vscode-host.log') });
  try {
    return await driveSuites({
      origin: host.origin,
      workspace,
      extensionDevelopmentPath: option(args, 'extensionDevelopmentPath'),
      extensionTestsPath: option(args, 'extensionTestsPath'),
      print: (line) => console.log(line),
      progress,
    });
  } finally {
    await host.stop();
  }
});

function option(args: readonly string[], name: string): string {
  const prefix = `--${name}=`;
  const found = args.find((arg) => arg.startsWith(prefix));
  if (found === undefined) {
    throw new Error(`The launcher needs ${prefix}…`);
  }
  return found.slice(prefix.length);
}
