import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listProjectFiles } from '../../../../src/core/io/files/listProjectFiles';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('listProjectFiles', () => {
  it('lists the files of a project, the nearest first, without what others keep there', async () => {
    const root = await temporaryFolder();
    const files = [
      'data/raw/a.csv',
      'data/b.csv',
      'train.ipynb',
      '.git/HEAD',
      '.venv/x.py',
      'node_modules/y/z.js',
      'src/__pycache__/m.pyc',
    ];
    for (const file of files) {
      await mkdir(join(root, file, '..'), { recursive: true });
      await writeFile(join(root, file), '');
    }

    expect(await listProjectFiles(root)).toEqual(['train.ipynb', 'data/b.csv', 'data/raw/a.csv']);
  });

  it('is empty for a folder that is not there', async () => {
    expect(await listProjectFiles(join(await temporaryFolder(), 'gone'))).toEqual([]);
  });
});
