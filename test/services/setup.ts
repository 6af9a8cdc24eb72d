import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

/** What the tests may use; null with the reason told once, here, and again in the titles of what is skipped. */
export interface Services {
  /** Folder of the programs of the Python environment. */
  readonly python: string | null;
  readonly lfs: boolean;
}

declare module 'vitest' {
  export interface ProvidedContext {
    services: Services;
  }
}

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const environment = path.join(root, '.services', 'python');
const requirements = path.join(import.meta.dirname, 'requirements.txt');

/** Installs DVC and papermill into .services/, once per list of versions. Whatever cannot be had is skipped. */
export default async function setup(project: TestProject): Promise<void> {
  const python = await attempt('The tests with DVC and papermill', installPython);
  const lfs = await attempt('The tests with Git LFS', async () => (await run('git', ['lfs', 'version'])).stdout);
  project.provide('services', { python, lfs: lfs !== null });
}

async function attempt<T>(what: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const lines = (stderr ?? '').split('\n').filter((line) => line.trim() !== '');
    const words = lines.find((line) => /^(?:git|error):/i.test(line)) ?? lines.at(-1) ?? message;
    console.log(`${what} are skipped, because this machine cannot run them: ${words}`);
    return null;
  }
}

async function installPython(): Promise<string> {
  const wanted = await readFile(requirements, 'utf8');
  const stamp = path.join(environment, 'installed.txt');
  const programs = path.join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) {
    return programs;
  }
  console.log(`Installing ${wanted.trim().split('\n').join(', ')} into .services/ (about half a minute, once) …`);
  await mkdir(path.dirname(environment), { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', environment]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  await run(path.join(programs, 'python'), pip, { maxBuffer: 1e8 });
  await writeFile(stamp, wanted);
  return programs;
}
