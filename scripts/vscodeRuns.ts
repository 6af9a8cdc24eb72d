import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createSampleWorkspace } from './sampleWorkspace';

/** One start of VS Code: the suites in test/extension/<name> see the workspace that it makes. */
export interface VscodeRun {
  readonly name: string;
  /** Makes the workspace inside an empty folder and answers what VS Code opens. */
  create(folder: string): Promise<string>;
}

export const vscodeRuns: readonly VscodeRun[] = [
  {
    name: 'folder',
    async create(folder) {
      const sample = path.join(folder, 'sample');
      await createSampleWorkspace(sample);
      return sample;
    },
  },
  {
    name: 'languages',
    async create(folder) {
      const sample = path.join(folder, 'sample');
      await createSampleWorkspace(sample);
      return sample;
    },
  },
  {
    name: 'multiRoot',
    async create(folder) {
      await createSampleWorkspace(path.join(folder, 'first'));
      await createSampleWorkspace(path.join(folder, 'second'));
      const file = path.join(folder, 'both.code-workspace');
      await writeFile(file, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
      return file;
    },
  },
  {
    name: 'withoutGit',
    async create(folder) {
      const plain = path.join(folder, 'plain');
      await mkdir(plain);
      await createSampleWorkspace(plain);
      await rm(path.join(plain, '.git'), { recursive: true, force: true });
      return plain;
    },
  },
];
