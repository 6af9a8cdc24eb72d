import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './projectRoot';

interface SampleModule {
  createSampleWorkspace(targetFolder: string): Promise<unknown>;
}

/** A fresh copy of the sample project: a Git repository with its first versions. */
export async function createSampleWorkspace(folder: string): Promise<void> {
  const script = path.join(projectRoot, 'scripts', 'sample', 'createWorkspace.mjs');
  const loaded: unknown = await import(pathToFileURL(script).href);
  await (loaded as SampleModule).createSampleWorkspace(folder);
}
