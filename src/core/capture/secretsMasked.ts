import type { CaptureWarning } from './capture';

/** What is said when a copy was kept with secrets masked in it. */
export function secretsMasked(name: string, found: number): CaptureWarning {
  const what = found === 1 ? '1 text that looks like a secret is' : `${found} texts that look like secrets are`;
  return {
    code: 'secret-masked',
    message: `${what} masked in the kept copy of ${name}. The file itself still shows ${found === 1 ? 'it' : 'them'}: take it out there, and change a secret that others may have seen.`,
  };
}
