import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../../../src/core/io/files/atomicFile';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('writeFileAtomic', () => {
  it('makes folders, replaces files and leaves no temporary file', async () => {
    const folder = await temporaryFolder();
    const options = { temporaryFolder: join(folder, 'tmp'), durable: true };
    const target = join(folder, 'a', 'b', 'file.json');

    await writeFileAtomic(target, 'one', options);
    await writeFileAtomic(target, Buffer.from('two'), options);

    expect(await readFile(target, 'utf8')).toBe('two');
    expect(await readdir(options.temporaryFolder)).toEqual([]);
  });

  it('leaves the target as it was when it fails before the end', async () => {
    const folder = await temporaryFolder();
    const options = { temporaryFolder: join(folder, 'tmp'), durable: false };
    const target = join(folder, 'file.json');
    await writeFile(target, 'one');
    const beforeCommit = () => Promise.reject(new Error('the lock is gone'));

    await expect(writeFileAtomic(target, 'two', { ...options, beforeCommit })).rejects.toThrow('the lock is gone');

    expect(await readFile(target, 'utf8')).toBe('one');
    expect(await readdir(options.temporaryFolder)).toEqual([]);
  });

  it('lets many writers of one file each leave a whole one', async () => {
    const folder = await temporaryFolder();
    const options = { temporaryFolder: join(folder, 'tmp'), durable: false };
    const target = join(folder, 'file.json');
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));

    await Promise.all(contents.map((content) => writeFileAtomic(target, content, options)));

    expect(contents).toContain(await readFile(target, 'utf8'));
    expect(await readdir(options.temporaryFolder)).toEqual([]);
  });

  it('does not replace a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'target', 'inside'), { recursive: true });

    await expect(
      writeFileAtomic(join(folder, 'target'), 'x', { temporaryFolder: join(folder, 'tmp'), durable: false }),
    ).rejects.toThrow();
    expect(await readdir(join(folder, 'target'))).toEqual(['inside']);
  });
});
