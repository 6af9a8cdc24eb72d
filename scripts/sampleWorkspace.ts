import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './projectRoot';
import { runProcess } from './runProcess';

interface SampleModule {
  createSampleWorkspace(targetFolder: string): Promise<unknown>;
}

/** A fresh copy of the sample project: a Git repository with its first versions. */
export async function createSampleWorkspace(folder: string): Promise<void> {
  const script = path.join(projectRoot, 'scripts', 'sample', 'createWorkspace.mjs');
  if (!existsSync(script)) {
    await copySample(folder);
    return;
  }
  const loaded: unknown = await import(pathToFileURL(script).href);
  await (loaded as SampleModule).createSampleWorkspace(folder);
}

async function copySample(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(path.join(projectRoot, 'sample'), folder, { recursive: true });
  const identity = ['-c', 'user.name=Ada Example', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  await git(folder, ['init', '--quiet', '--initial-branch=main']);
  await git(folder, ['add', '--all']);
  await git(folder, [...identity, 'commit', '--quiet', '--message', 'Add the first models']);
}

async function git(folder: string, args: readonly string[]): Promise<void> {
  const result = await runProcess({ command: 'git', args, cwd: folder });
  if (result.code !== 0) {
    throw new Error(`git ${args.join(' ')} failed in ${folder}: ${result.output}`);
  }
}
