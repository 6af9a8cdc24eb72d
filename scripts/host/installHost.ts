import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plainError';
import type { Progress } from '../progress';
import { testCacheFolder } from '../projectRoot';
import { runProcess } from '../runProcess';
import { withInstallLock } from './installLock';

// Pinned: a new VS Code is a change to review, not a surprise. code-server 4.139.1 is VS Code 1.139.1 and wants Node 24.
const nodeVersion = '24.21.0';
const codeServerVersion = '4.139.1';

/** A browser-hosted VS Code, ready to start. */
export interface HostInstallation {
  readonly node: string;
  readonly serverMain: string;
}

interface Step {
  readonly name: string;
  readonly says: string;
  run(): Promise<void>;
}

/**
 * Installs VS Code with its server and web workbench from the npm registry, once. Each finished step leaves a stamp, so
 * that an interrupted install goes on where it stopped.
 */
export async function installHost(progress: Progress): Promise<HostInstallation> {
  const platform = `${process.platform}-${process.arch}`;
  if (!['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].includes(platform)) {
    throw new PlainError(
      `The browser-hosted VS Code runs on Linux and macOS (x64 or arm64), not on ${platform}. ` +
        'Install VS Code itself and put "code" on the PATH, then run this again.',
    );
  }
  const folder = process.env['MODEL_LEDGER_HOST_FOLDER'] ?? path.join(testCacheFolder, `host-${codeServerVersion}`);
  const nodeFolder = path.join(folder, 'node', 'node_modules', `node-${platform}`);
  const vscodeFolder = path.join(folder, 'server', 'node_modules', 'code-server', 'lib', 'vscode');
  const installation: HostInstallation = {
    node: path.join(nodeFolder, 'bin', 'node'),
    serverMain: path.join(vscodeFolder, 'out', 'server-main.js'),
  };
  const npm = npmRunner(path.join(nodeFolder, 'bin'), nodeFolder);
  const steps: readonly Step[] = [
    {
      name: 'node',
      says: `Node ${nodeVersion} for it`,
      // A folder of its own: npm prunes what a later install in the same folder does not name.
      run: () => npm(makeFolder(path.join(folder, 'node')), [`node-${platform}@${nodeVersion}`]),
    },
    {
      name: 'server',
      says: `code-server ${codeServerVersion}`,
      run: () => npm(makeFolder(path.join(folder, 'server')), [`code-server@${codeServerVersion}`]),
    },
    { name: 'modules', says: 'the modules of VS Code', run: () => npm(vscodeFolder, ['--omit=dev']) },
    {
      name: 'extensions',
      says: 'the built-in extensions',
      run: () => npm(path.join(vscodeFolder, 'extensions'), ['--omit=dev']),
    },
    {
      name: 'native',
      says: 'native modules (optional)',
      run: () => buildNativeModules(vscodeFolder, nodeFolder, progress),
    },
  ];
  if (!steps.every((step) => isDone(folder, step))) {
    makeFolder(folder);
    await withInstallLock(folder, progress, async () => runSteps(folder, steps, progress));
  }
  if (!existsSync(installation.serverMain) || !existsSync(installation.node)) {
    rmSync(path.join(folder, 'done'), { recursive: true, force: true });
    throw new PlainError(
      `The installed VS Code in ${folder} is incomplete. Run the command again to install what is missing.`,
    );
  }
  return installation;
}

async function runSteps(folder: string, steps: readonly Step[], progress: Progress): Promise<void> {
  progress('Installing a browser-hosted VS Code from npm (a minute or two, once, about 600 MB).');
  for (const [index, step] of steps.entries()) {
    if (isDone(folder, step)) {
      continue;
    }
    progress(`(${index + 1}/${steps.length}) ${step.says} …`);
    await step.run();
    writeFileSync(path.join(makeFolder(path.join(folder, 'done')), step.name), '');
  }
  progress('The browser-hosted VS Code is installed.');
}

function isDone(folder: string, step: Step): boolean {
  return existsSync(path.join(folder, 'done', step.name));
}

function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function npmRunner(nodeBin: string, nodeFolder: string): (folder: string, args: readonly string[]) => Promise<void> {
  return async (folder, args) => {
    const result = await runProcess({
      command: 'npm',
      // Scripts stay off: one of them builds Kerberos, whose headers few machines have and which nothing here needs.
      args: ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args],
      cwd: folder,
      env: hostEnvironment(nodeBin, nodeFolder),
    });
    if (result.code !== 0) {
      throw new PlainError(
        `npm could not install ${args.join(' ')} for the browser-hosted VS Code. Check that the npm registry can be ` +
          `reached, then run the command again; it goes on where it stopped.\n${lastLines(result.output)}`,
      );
    }
  };
}

/**
 * Loggers and the watchdog of VS Code are native code that the package does not carry built. A machine without a compiler
 * loses the logs in the Output panel and nothing else.
 */
async function buildNativeModules(vscodeFolder: string, nodeFolder: string, progress: Progress): Promise<void> {
  if (!hasTerminal(vscodeFolder)) {
    progress('No prebuilt terminal for this platform: the integrated terminal does not work in this VS Code.');
  }
  const env = hostEnvironment(path.join(nodeFolder, 'bin'), nodeFolder);
  const tools = await Promise.all(['g++', 'make', 'python3'].map((command) => hasCommand(command)));
  if (tools.includes(false)) {
    progress(
      'No g++, make or python3 here to build native loggers: the Output panel will show no logs. All else works.',
    );
    return;
  }
  const args = ['rebuild', '--loglevel=error', '@vscode/spdlog', '@vscode/native-watchdog'];
  const result = await runProcess({ command: 'npm', args, cwd: vscodeFolder, env });
  if (result.code !== 0) {
    progress('Native loggers could not be built: the Output panel will show no logs. All else works.');
  }
}

function hasTerminal(vscodeFolder: string): boolean {
  const prebuilds = path.join(vscodeFolder, 'node_modules', 'node-pty', 'prebuilds');
  return existsSync(prebuilds) && readdirSync(prebuilds).includes(`${process.platform}-${process.arch}`);
}

async function hasCommand(command: string): Promise<boolean> {
  return (await runProcess({ command, args: ['--version'] })).code === 0;
}

function hostEnvironment(nodeBin: string, nodeFolder: string): NodeJS.ProcessEnv {
  // Inside "npm test" npm hands its own settings down as npm_config_*; this install is another project's.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(?!registry|cafile|proxy|https_proxy|cache)|package_|lifecycle_)/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: `${nodeBin}${path.delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: nodeFolder,
    npm_config_update_notifier: 'false',
  };
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
