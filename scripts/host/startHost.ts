import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from '../plainError';
import { runProcess, signalGroup, stopGroup } from '../runProcess';
import type { HostInstallation } from './installHost';

export interface HostOptions {
  readonly installation: HostInstallation;
  /** Packaged extensions to install before it starts. */
  readonly vsixFiles?: readonly string[];
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where the log of the server goes. */
  readonly logFile: string;
  /** Undefined takes a free one. */
  readonly port?: number;
  /** Lets the address name suites to run. */
  readonly testing?: boolean;
  /** Keeps workspace trust on; off, every folder is trusted. */
  readonly workspaceTrust?: boolean;
}

export interface Host {
  readonly origin: string;
  /** Settled when it ended without being asked to. */
  readonly ended: Promise<undefined>;
  stop(): Promise<void>;
}

const quietSettings = {
  // As a desktop VS Code has it; in a browser it would save by itself while a suite looks at unsaved changes.
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.openRepositoryInParentFolders': 'never',
};

/** Starts the browser-hosted VS Code on a free port, with settings, extensions and state of its own. */
export async function startHost(options: HostOptions): Promise<Host> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'model-ledger-host-'));
  const extensionsFolder = path.join(dataFolder, 'extensions');
  await writeSettings(dataFolder, { ...quietSettings, ...options.settings });
  const folders = [
    '--server-data-dir',
    dataFolder,
    '--user-data-dir',
    dataFolder,
    '--extensions-dir',
    extensionsFolder,
  ];
  for (const vsix of options.vsixFiles ?? []) {
    await installExtension(options.installation, folders, vsix);
  }
  const port = options.port ?? (await findFreePort());
  const server = spawnServer(options, [
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    // Without it a built workbench ignores the payload that names the suites.
    ...(options.testing === true ? ['--enable-smoke-test-driver'] : []),
    // Ours is the environment that started this; a login shell would be asked for it again, which takes seconds.
    ...['--telemetry-level', 'off', '--force-disable-user-env'],
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...folders,
  ]);
  const lastMoment = (): void => {
    signalGroup(server.pid, 'SIGKILL');
    rmSync(dataFolder, { recursive: true, force: true });
  };
  process.once('exit', lastMoment);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', lastMoment);
    await stopGroup(server);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  const origin = `http://127.0.0.1:${port}`;
  if (!(await answers(origin, server))) {
    await stop();
    throw new PlainError(`The browser-hosted VS Code did not start; its log is ${options.logFile}.`);
  }
  return { origin, stop, ended: new Promise((resolve) => server.once('close', () => resolve(undefined))) };
}

function spawnServer(options: HostOptions, args: readonly string[]): ChildProcess {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const server = spawn(options.installation.node, [options.installation.serverMain, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: extension hosts and their children end with it.
    detached: true,
    env: hostEnvironment(),
  });
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  server.once('close', () => log.end());
  return server;
}

/** A terminal inside VS Code hands down variables that make a second VS Code talk to the first. */
function hostEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name)),
  );
}

async function installExtension(
  installation: HostInstallation,
  folders: readonly string[],
  vsix: string,
): Promise<void> {
  const args = [
    installation.serverMain,
    ...folders,
    '--accept-server-license-terms',
    '--force',
    '--install-extension',
    vsix,
  ];
  const result = await runProcess({ command: installation.node, args, env: hostEnvironment() });
  if (result.code !== 0 || !result.output.includes('successfully installed')) {
    throw new PlainError(`VS Code did not install ${vsix}:\n${result.output.trimEnd()}`);
  }
}

async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const text = JSON.stringify(settings, null, 2);
  // The web workbench reads user settings from the browser's storage; machine settings are the server's own file.
  for (const place of ['User', 'Machine']) {
    mkdirSync(path.join(dataFolder, 'data', place), { recursive: true });
    mkdirSync(path.join(dataFolder, place), { recursive: true });
    await writeFile(path.join(dataFolder, 'data', place, 'settings.json'), text);
    await writeFile(path.join(dataFolder, place, 'settings.json'), text);
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answers(origin: string, server: ChildProcess): Promise<boolean> {
  const patience = 60_000;
  for (const started = Date.now(); Date.now() - started < patience; await delay(150)) {
    if (server.exitCode !== null || server.signalCode !== null) {
      return false;
    }
    const response = await fetch(origin).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok === true) {
      return true;
    }
  }
  return false;
}
