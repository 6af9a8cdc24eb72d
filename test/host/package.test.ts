import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageExtension } from '../../scripts/packageExtension';
import { zipEntries } from './zipEntries';

const kB = 1000;

// What users get. A new file in the package is a decision: name it here.
const hosts = ['dist/cli.js', 'dist/extension.js', 'dist/server.js'];
const lateFiles = [
  'dist/cli.late.js',
  'dist/cli.reading.js',
  'dist/extension.client.js',
  'dist/extension.late.js',
  'dist/extension.reading.js',
  'dist/server.late.js',
  'dist/server.reading.js',
];
const bundles = [...hosts, ...lateFiles, 'dist/thirdPartyNotices.txt'];
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

  it.each([
    ['extension/dist/extension.js', 450 * kB],
    ['extension/dist/cli.js', 500 * kB],
    ['extension/dist/server.js', 350 * kB],
    ...lateFiles.map((file): [string, number] => [`extension/${file}`, 450 * kB]),
  ])('keeps %s within %i bytes', (name, most) => {
    expect(entries.get(name)).toBeGreaterThan(0);
    expect(entries.get(name)).toBeLessThanOrEqual(most);
  });

  it('is no larger than 2 MB', () => {
    expect(size).toBeLessThanOrEqual(2000 * kB);
  });
});
