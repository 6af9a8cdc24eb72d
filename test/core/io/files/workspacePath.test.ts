import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isUrl,
  realPathInside,
  recordedPath,
  relativeInside,
  withoutCredentials,
} from '../../../../src/core/io/files/workspacePath';
import { temporaryFolder } from '../../../support/temporaryFolder';

describe('paths in records', () => {
  it.each([
    ['data/a.csv', 'data/a.csv'],
    ['data/../a.csv', 'a.csv'],
    ['..data/a.csv', '..data/a.csv'],
    ['', ''],
    ['..', null],
    ['../other/a.csv', null],
  ])('%j below the root is %j', (path, expected) => {
    const root = join('/', 'work', 'project');

    expect(relativeInside(root, join(root, path))).toBe(expected);
  });

  it('never names the home folder of a person', () => {
    expect(recordedPath(join('/', 'work'), join(homedir(), 'data', 'a.csv'))).toBe('~/data/a.csv');
  });

  it('sees through a link that leads out', async () => {
    const [root, other] = [await temporaryFolder(), await temporaryFolder()];
    await mkdir(join(root, 'inside'));
    await writeFile(join(root, 'inside', 'a'), '');
    await writeFile(join(other, 'b'), '');
    await symlink(other, join(root, 'out'));
    await symlink(join(root, 'inside'), join(root, 'link'));

    expect(await realPathInside(root, join(root, 'link', 'a'))).toBe(join(root, 'inside', 'a'));
    expect(await realPathInside(root, join(root, 'out', 'b'))).toBeNull();
    expect(await realPathInside(root, join(root, 'gone'))).toBeNull();
  });

  it.each([
    ['s3://bucket/a.csv', true],
    ['postgresql+psycopg2://host/db', true],
    ['hdfs:/data/a.csv', true],
    ['C:\\data\\a.csv', false],
    ['c:/data/a.csv', false],
    ['data/a:b.csv', false],
  ])('%j is a URL: %j', (text, expected) => {
    expect(isUrl(text)).toBe(expected);
  });

  it.each([
    ['https://u:p@host/a?x=1', 'https://host/a?x=1'],
    ['https://host/a?X-Amz-Signature=abc&sig=1&y=2', 'https://host/a?X-Amz-Signature=…&sig=…&y=2'],
    ['https://host/a?api_key=abc#part', 'https://host/a?api_key=…#part'],
    ['s3://bucket/key@1', 's3://bucket/key@1'],
  ])('%j is recorded as %j', (url, expected) => {
    expect(withoutCredentials(url)).toBe(expected);
  });
});
