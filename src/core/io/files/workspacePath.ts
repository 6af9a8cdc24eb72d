import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Forward slashes, whatever the platform. */
export function toSlashes(text: string): string {
  return path.sep === '/' ? text : text.split(path.sep).join('/');
}

/** `file` relative to `root` with forward slashes, or null when it is not inside. Both absolute; touches no disk. */
export function relativeInside(root: string, file: string): string | null {
  const relative = path.relative(root, file);
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return isOutside ? null : toSlashes(relative);
}

/** Like `relativeInside`, but a link that leads out of `root` counts as outside. Null also when nothing is there. */
export async function realPathInside(root: string, file: string): Promise<string | null> {
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]);
    return relativeInside(realRoot, realFile) === null ? null : realFile;
  } catch {
    // Nothing there, or not readable: neither is a file of the workspace.
    return null;
  }
}

/**
 * `file` as a path below `root`, when it is that by another name: people open a folder through a link, while the root has
 * its links resolved. Otherwise as it is.
 */
export async function nameInside(root: string, file: string): Promise<string> {
  return relativeInside(root, file) === null ? ((await realPathInside(root, file)) ?? file) : file;
}

/** The path of `file` for a record: inside the workspace relative to it, elsewhere without the person's home folder. */
export function recordedPath(root: string, file: string): string {
  return relativeInside(root, file) ?? withoutHome(toSlashes(file));
}

/** `~/data/train.csv`: a home folder names a person, and means nothing on another machine. */
export function withoutHome(text: string): string {
  const home = toSlashes(homedir());
  if (home !== '/' && (text === home || text.startsWith(`${home}/`))) {
    return `~${text.slice(home.length)}`;
  }
  return text.replace(/^(?:\/(?:home|Users)\/[^/]+|[A-Za-z]:[\\/]Users[\\/][^\\/]+)(?=[\\/]|$)/, '~');
}

/** `s3://…`, `https://…`, `postgresql+psycopg2://…`, `hdfs:…`; a Windows drive letter is no scheme. */
export function isUrl(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(text) || /^(?:data|hdfs|jdbc|mailto):/i.test(text);
}

/** The URL without user, password and signature: it is a name here, not a way in. */
export function withoutCredentials(url: string): string {
  return url
    .replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/@\s]*@/, '$1')
    .replace(/([?&;](?:[^=&;]*(?:key|token|secret|passw|pwd|signature|credential|sig|auth)[^=&;]*)=)[^&;#]*/gi, '$1…');
}
