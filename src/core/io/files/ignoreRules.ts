/**
 * The patterns of one `.gitignore`, for skipping what Git skips where Git may not be asked. Paths are relative to the
 * folder of the file, with forward slashes.
 */
export class IgnoreRules {
  private readonly rules: readonly Rule[];

  constructor(text: string) {
    this.rules = text.split(/\r?\n/).flatMap((line) => readRule(line) ?? []);
  }

  /** Null: these rules say nothing about it. The last rule that matches decides. */
  ignores(path: string, isFolder: boolean): boolean | null {
    const rule = this.rules.findLast(({ pattern, isForFolders }) => (isFolder || !isForFolders) && pattern.test(path));
    return rule === undefined ? null : !rule.isException;
  }
}

interface Rule {
  readonly pattern: RegExp;
  readonly isException: boolean;
  readonly isForFolders: boolean;
}

function readRule(line: string): Rule | null {
  // Spaces at the end count only when escaped.
  const text = line.replace(/(?<!\\)\s+$/, '');
  if (text === '' || text.startsWith('#')) {
    return null;
  }
  const isException = text.startsWith('!');
  const written = isException ? text.slice(1) : text;
  const isForFolders = written.endsWith('/');
  const glob = isForFolders ? written.slice(0, -1) : written;
  // A slash in the middle ties the pattern to this folder; else it matches at any depth.
  const isTied = glob.includes('/');
  const source = `${isTied ? '^' : '^(?:.*/)?'}${globSource(glob.replace(/^\//, ''))}$`;
  try {
    return { pattern: new RegExp(source), isException, isForFolders };
  } catch {
    // An unfinished range such as `[a`: Git matches nothing by it.
    return null;
  }
}

function globSource(glob: string): string {
  return glob.replace(/\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]]*\]|\\.|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**/') {
      return '(?:.*/)?';
    }
    if (part === '/**') {
      return '/.*';
    }
    if (part.startsWith('*')) {
      return '[^/]*';
    }
    if (part === '?') {
      return '[^/]';
    }
    if (part.startsWith('[') && part.length > 1) {
      return part.replace(/^\[!/, '[^').replaceAll('\\', '\\\\');
    }
    // An escaped letter is that letter; anything else keeps, or gets, its backslash.
    return part.length === 2 ? part.replace(/^\\(?=\w)/, '') : `\\${part}`;
  });
}
