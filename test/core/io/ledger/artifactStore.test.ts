import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/core/io/ledger/ledger';
import { temporaryFolder } from '../../../support/temporaryFolder';

async function ledgerWithFile(content: Uint8Array) {
  const root = await temporaryFolder();
  const file = join(root, 'churn.pkl');
  await writeFile(file, content);
  return { ledger: Ledger.open(root), file };
}

describe('the store', () => {
  it('keeps a read-only copy under the digest of its bytes', async () => {
    const bytes = Buffer.alloc(3_000_001, 'model');
    const { ledger, file } = await ledgerWithFile(bytes);

    const stored = await ledger.storeArtifact(file);
    const again = await ledger.storeArtifact(file);

    expect(stored).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length });
    expect(again).toEqual(stored);
    expect((await readFile(ledger.storePath(stored.sha256))).equals(bytes)).toBe(true);
    expect((await stat(ledger.storePath(stored.sha256))).mode & 0o222).toBe(0);
    expect(await readdir(join(ledger.folder, 'store', 'tmp'))).toEqual([]);
  });

  it('leaves nothing behind when it is cancelled or the file changes', async () => {
    const { ledger, file } = await ledgerWithFile(Buffer.alloc(20_000_000));
    const controller = new AbortController();

    await expect(
      ledger.storeArtifact(file, { signal: controller.signal, onProgress: () => controller.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    await expect(
      ledger.storeArtifact(file, { onProgress: () => void writeFile(file, 'new', { flag: 'a' }) }),
    ).rejects.toMatchObject({ code: 'artifact-changed-while-read' });
    await expect(ledger.storeArtifact(join(ledger.root, 'none.pkl'))).rejects.toMatchObject({
      code: 'artifact-missing',
    });

    expect(await readdir(join(ledger.folder, 'store'))).toEqual(['tmp']);
    expect(await readdir(join(ledger.folder, 'store', 'tmp'))).toEqual([]);
  });

  it('takes the same file from many at once', async () => {
    const { ledger, file } = await ledgerWithFile(Buffer.alloc(100_000, 'x'));

    const stored = await Promise.all(Array.from({ length: 8 }, () => Ledger.open(ledger.root).storeArtifact(file)));

    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    expect((await readFile(ledger.storePath(stored[0]?.sha256 ?? ''))).length).toBe(100_000);
  });
});
