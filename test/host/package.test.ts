import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/packageExtension';
import { zipEntries } from './zipEntries';

const kB = 1000;

// What users get. A new file in the package is a decision: name it here.
/** What each program alone reads, with the most that it may be together: its entry first, which every start reads. */
const programs: readonly (readonly [files: readonly string[], most: number])[] = [
  [['dist/extension.js', 'dist/extension.client.js', 'dist/extension.late.js'], 450 * kB],
  [['dist/server.js', 'dist/server.late.js'], 350 * kB],
  [['dist/cli.js', 'dist/cli.late.js'], 500 * kB],
];
/** What several programs read, in the package once. */
const shared = ['dist/shared.late.js', 'dist/shared.ledger.js', 'dist/shared.protocol.js', 'dist/shared.reading.js'];
const bundles = [...programs.flatMap(([files]) => files), ...shared, 'dist/thirdPartyNotices.txt'];
const pages = ['dist/webview/compare.charts.js', 'dist/webview/compare.css', 'dist/webview/compare.js'];
const documents = ['LICENSE.txt', 'changelog.md', 'package.json', 'readme.md'];

describe('the package', () => {
  let folder: string;
  let size: number;
  let entries: ReadonlyMap<string, number>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'model-ledger-package-'));
    const vsix = await packageExtension({ progress: () => undefined, folder });
    size = statSync(vsix).size;
    entries = zipEntries(readFileSync(vsix));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds the bundles, the pages, the documents and media, and nothing else', () => {
    const files = [...entries.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice(10));
    const named = files.filter((name) => !name.startsWith('media/')).sort();

    expect(named).toEqual([...documents, ...bundles, ...pages].sort());
    expect(files).toContain('media/icon.png');
  });

  it('holds no code in media', () => {
    const code = [...entries.keys()].filter((name) => name.includes('/media/') && /\.(m?[jt]sx?|map)$/.test(name));

    expect(code).toEqual([]);
  });

  it('holds no source map and does not ask for one', () => {
    const maps = [...entries.keys()].filter((name) => name.endsWith('.map'));
    const asking = [...bundles, ...pages].filter((name) =>
      readFileSync(path.resolve(import.meta.dirname, '../..', name), 'utf8').includes('sourceMappingURL='),
    );

    expect([...maps, ...asking]).toEqual([]);
  });

  it.each(programs)('keeps %s together within %i bytes', (files, most) => {
    const sizes = files.map((file) => entries.get(`extension/${file}`) ?? 0);

    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(most);
  });

  it('keeps what several programs read within 1,000,000 bytes', () => {
    const sizes = shared.map((file) => entries.get(`extension/${file}`) ?? 0);

    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1000 * kB);
  });

  it('is no larger than 2 MB', () => {
    expect(size).toBeLessThanOrEqual(2000 * kB);
  });
});
