/** A pointer is smaller than this, says its specification. */
export const LFS_POINTER_LIMIT = 1024;

export interface LfsPointer {
  /** SHA-256 of the content, 64 lower-case hex digits. */
  readonly oid: string;
  /** Bytes of the content. */
  readonly size: number;
}

const VERSION = /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1$/;

/** The Git LFS pointer that a file's text is, or null when it is a file like any other. */
export function parseLfsPointer(text: string): LfsPointer | null {
  const lines = text.split(/\r?\n/);
  if (text.length >= LFS_POINTER_LIMIT || !VERSION.test(lines[0] ?? '')) {
    return null;
  }
  const oid = lines.map((line) => /^oid sha256:([0-9a-f]{64})$/.exec(line)?.[1]).find((found) => found !== undefined);
  const size = lines.map((line) => /^size (\d+)$/.exec(line)?.[1]).find((found) => found !== undefined);
  return oid === undefined || size === undefined ? null : { oid, size: Number(size) };
}
