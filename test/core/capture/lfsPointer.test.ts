import { describe, expect, it } from 'vitest';
import { parseLfsPointer } from '../../../src/core/capture/lfsPointer';

const OID = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${OID}\nsize 12345\n`;

describe('a Git LFS pointer', () => {
  it.each([
    ['as Git LFS writes it', POINTER],
    ['with the line ends of Windows', POINTER.replaceAll('\n', '\r\n')],
    ['of the time before its name', POINTER.replace('git-lfs', 'hawser')],
    ['with an extension', POINTER.replace('oid', 'ext-0-foo sha256:abc\noid')],
  ])('is read %s', (_, text) => {
    expect(parseLfsPointer(text)).toEqual({ oid: OID, size: 12345 });
  });

  it.each([
    ['an empty file', ''],
    ['a text that mentions one', `See ${POINTER}`],
    ['another version', POINTER.replace('spec/v1', 'spec/v9')],
    ['a short oid', POINTER.replace(OID, 'abc')],
    ['no size', POINTER.replace('size 12345', '')],
    ['a file too large to be one', POINTER + ' '.repeat(1024)],
  ])('is not seen in %s', (_, text) => {
    expect(parseLfsPointer(text)).toBeNull();
  });
});
