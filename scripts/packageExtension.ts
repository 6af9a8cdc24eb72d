import { mkdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PlainError } from './plainError';
import type { Progress } from './progress';
import { projectRoot } from './projectRoot';
import { runProcess } from './runProcess';

export interface PackageOptions {
  readonly progress: Progress;
  /** Where the file goes; out/ by default. */
  readonly folder?: string;
}

/** Packs dist/, media/ and the documents into a VSIX, as it is published, and answers its path. */
export async function packageExtension({ progress, folder }: PackageOptions): Promise<string> {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const target = folder ?? path.join(projectRoot, 'out');
  const file = path.join(target, `${manifest.name}-${manifest.version}.vsix`);
  mkdirSync(target, { recursive: true });
  progress('Packaging the extension …');
  const staged = await mkdtemp(path.join(tmpdir(), 'model-ledger-package-'));
  try {
    await stage(staged);
    await runVsce(staged, file);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  return file;
}

async function runVsce(folder: string, file: string): Promise<void> {
  const vsce = path.join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  // The package is installed from its file: links in its documents stay as they are, and no repository is named.
  const quiet = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const args = [vsce, 'package', ...quiet, '--out', file];
  const result = await runProcess({ command: process.execPath, args, cwd: folder });
  if (result.code !== 0) {
    throw new PlainError(`The extension could not be packaged:\n${result.output.trimEnd()}`);
  }
}

/**
 * vsce walks through every file of the folder that it packs, so it gets one without the hundred thousand that tests and
 * installs leave in a checkout.
 */
async function stage(folder: string): Promise<void> {
  for (const name of ['dist', 'media', 'package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore']) {
    await cp(path.join(projectRoot, name), path.join(folder, name), { recursive: true });
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}
