import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { builtOnce } from '../../support/builtOnce';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly input?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Run as this user, which only the super-user may ask for. */
  readonly uid?: number | undefined;
}

/** The command as it is shipped, in one file, bundled once for all tests: they run it as a process of its own. */
export async function cliBundle(): Promise<string> {
  return join(await builtOnce('cli', bundleCli), 'cli.js');
}

async function bundleCli(folder: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url))],
    outfile: join(folder, 'cli.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'silent',
  });
}

/** An environment in which neither the machine's Git settings nor a calling hook has a say. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(GIT_|NO_COLOR|FORCE_COLOR)/.test(name));
  return { ...Object.fromEntries(own), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...extra };
}

/** `model-ledger <args>` in `cwd`. */
export async function callCli(cwd: string, args: readonly string[], options: CallOptions = {}): Promise<Finished> {
  return await call(process.execPath, [await cliBundle(), ...args], cwd, options);
}

/** The one document that `--json` promises, held against `schema`. Fails when anything else is on standard output. */
export async function callJson<T>(
  cwd: string,
  args: readonly string[],
  schema: v.GenericSchema<unknown, T>,
  options: CallOptions = {},
): Promise<T> {
  const { code, stdout, stderr } = await callCli(cwd, [...args, '--json'], options);
  if (code !== 0) {
    throw new Error(`model-ledger ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
  }
  return v.parse(schema, JSON.parse(stdout));
}

export async function call(
  program: string,
  args: readonly string[],
  cwd: string,
  { input = '', env = {}, uid }: CallOptions = {},
): Promise<Finished> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: cleanEnvironment(env), ...(uid === undefined ? {} : { uid }) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A program that reads no input may be gone before this arrives.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
  });
}
