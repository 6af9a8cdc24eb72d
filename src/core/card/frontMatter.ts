export interface FrontMatterParts {
  readonly yaml: string;
  /** Line of the file on which `yaml` begins, from 0. */
  readonly yamlLine: number;
  readonly body: string;
  /** Line of the file on which `body` begins, from 0. */
  readonly bodyLine: number;
}

/**
 * Cuts a Markdown text into its YAML front matter and the rest. Null when it has none. Windows line ends become plain
 * ones; a byte order mark and blank lines before the first `---` are forgiven.
 */
export function splitFrontMatter(text: string): FrontMatterParts | null {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1 || !isFence(lines[first])) {
    return null;
  }
  const last = lines.findIndex((line, index) => index > first && isFence(line));
  if (last === -1) {
    return null;
  }
  return {
    yaml: `${lines.slice(first + 1, last).join('\n')}\n`,
    yamlLine: first + 1,
    body: lines.slice(last + 1).join('\n'),
    bodyLine: last + 1,
  };
}

export function isFence(line: string | undefined): boolean {
  return line !== undefined && /^---[ \t]*$/.test(line);
}
