import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from './plainError';
import type { Progress } from './progress';
import { projectRoot } from './projectRoot';
import { runProcess } from './runProcess';

export interface PackageOptions {
  readonly progress: Progress;
  /** Where the file goes; out/ by default. */
  readonly folder?: string;
  /** Lets vsce look for secrets in every file first, which takes most of its time: for a package that leaves the machine. */
  readonly searchSecrets?: boolean;
}

/** Packs dist/, media/ and the documents into a VSIX, as it is published, and answers its path. */
export async function packageExtension({ progress, folder, searchSecrets }: PackageOptions): Promise<string> {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const target = folder ?? path.join(projectRoot, 'out');
  const file = path.join(target, `${manifest.name}-${manifest.version}.vsix`);
  mkdirSync(target, { recursive: true });
  progress('Packaging the extension …');
  const vsce = path.join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  // The package is installed from its file: links in its documents stay as they are, and no repository is named.
  const quiet = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const trusting = searchSecrets === true ? [] : ['--allow-package-all-secrets', '--allow-package-env-file'];
  const args = [vsce, 'package', ...quiet, ...trusting, '--out', file];
  const result = await runProcess({ command: process.execPath, args, cwd: projectRoot });
  if (result.code !== 0) {
    throw new PlainError(`The extension could not be packaged:\n${result.output.trimEnd()}`);
  }
  return file;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}
