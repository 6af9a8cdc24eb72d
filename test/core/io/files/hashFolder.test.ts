import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashFolder, listFolder } from '../../../../src/core/io/files/hashFolder';
import { temporaryFolder } from '../../../support/temporaryFolder';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('hashing a folder', () => {
  it('is the hash of what sha256sum prints, in the order of the paths', async () => {
    const folder = await folderWith({ 'b.bin': 'two', 'a/deep.bin': 'one' });

    const lines = `${sha256('one')}  a/deep.bin\n${sha256('two')}  b.bin\n`;

    expect(await hashFolder(folder)).toEqual({ sha256: sha256(lines), size: 6, files: 2 });
  });

  it('does not mind what file managers, interpreters and Git leave there', async () => {
    const clean = await hashFolder(await folderWith({ 'a.bin': 'one' }));

    const littered = await folderWith({ 'a.bin': 'one', '.DS_Store': 'x', '__pycache__/m.pyc': 'x', '.git/HEAD': 'x' });

    expect(await hashFolder(littered)).toEqual(clean);
  });

  it('follows links to files and no links to folders, which may lead back', async () => {
    const folder = await folderWith({ 'a.bin': 'one' });
    await symlink(join(folder, 'a.bin'), join(folder, 'b.bin'));
    await symlink(folder, join(folder, 'loop'));
    await symlink(join(folder, 'gone'), join(folder, 'broken'));

    expect((await listFolder(folder))?.map(({ path }) => path)).toEqual(['a.bin', 'b.bin']);
  });

  it.each([
    ['too many files', { files: 1, bytes: 100 }],
    ['too many bytes', { files: 100, bytes: 5 }],
  ])('gives up on %s', async (_, limits) => {
    const folder = await folderWith({ 'a.bin': 'one', 'b.bin': 'two' });

    expect(await hashFolder(folder, { limits })).toBeNull();
  });

  it('has nothing to say about an empty folder', async () => {
    expect(await hashFolder(await temporaryFolder())).toBeNull();
  });

  it('stops when it is cancelled', async () => {
    const folder = await folderWith({ 'a.bin': 'one' });

    await expect(hashFolder(folder, { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
