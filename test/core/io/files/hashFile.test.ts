import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, truncateSync } from 'node:fs';
import { appendFile, link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashFile } from '../../../../src/core/io/files/hashFile';
import { temporaryFolder } from '../../../support/temporaryFolder';

const MEGABYTE = 1024 * 1024;

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'model.bin');
  await writeFile(path, bytes);
  return path;
}

function pattern(size: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255));
}

describe('hashFile', () => {
  it.each([0, 1, 1000, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE + 17])(
    'gives the digest of %i bytes',
    async (size) => {
      const bytes = pattern(size);

      expect(await hashFile(await fileOf(bytes))).toEqual({
        digest: createHash('sha256').update(bytes).digest('hex'),
        size,
      });
    },
  );

  it('knows the digests that others use', async () => {
    const path = await fileOf(Buffer.from('abc'));

    expect((await hashFile(path, { algorithm: 'md5' })).digest).toBe('900150983cd24fb0d6963f7d28e17f72');
    expect((await hashFile(path, { algorithm: 'sha1' })).digest).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  });

  it('reports progress up to the end', async () => {
    const size = 20 * MEGABYTE;
    const path = await fileOf(Buffer.alloc(size));
    const seen: (readonly [number, number])[] = [];

    await hashFile(path, { onProgress: (done, total) => seen.push([done, total]) });

    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual([size, size]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b));
  });

  it('stops when it is cancelled', async () => {
    const path = await fileOf(Buffer.alloc(20 * MEGABYTE));
    const controller = new AbortController();

    const hashing = hashFile(path, { signal: controller.signal, onProgress: () => controller.abort() });

    await expect(hashing).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['shrinks', (path: string) => truncateSync(path, MEGABYTE)],
  ])('refuses a file that %s while it is read', async (_, change) => {
    const path = await fileOf(Buffer.alloc(40 * MEGABYTE));
    let isChanged = false;

    const hashing = hashFile(path, {
      onProgress: () => {
        if (!isChanged) {
          isChanged = true;
          change(path);
        }
      },
    });

    await expect(hashing).rejects.toMatchObject({ code: 'artifact-changed-while-read', data: { path } });
  });

  it('says what is not there and what is not a file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'saved_model'));

    await expect(hashFile(join(folder, 'none.bin'))).rejects.toMatchObject({ code: 'artifact-missing' });
    await expect(hashFile(join(folder, 'saved_model'))).rejects.toMatchObject({ code: 'artifact-not-a-file' });
  });

  it.skipIf(process.platform === 'win32')('does not wait at a pipe', async () => {
    const pipe = join(await temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);

    await expect(hashFile(pipe)).rejects.toMatchObject({ code: 'artifact-not-a-file' });
  });

  it('follows links to files', async () => {
    const path = await fileOf(Buffer.from('abc'));
    await link(path, `${path}.hard`);
    await symlink(path, `${path}.soft`);
    await appendFile(path, 'd');

    expect(await hashFile(`${path}.soft`)).toEqual(await hashFile(`${path}.hard`));
  });
});
