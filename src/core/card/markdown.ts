/** Text on one line that Markdown shows as it is. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_[\]<|]/g, (character) => (character === '<' ? '&lt;' : `\\${character}`));
}

/** Text as code, whatever backticks it has; a bar would end the cell of a table. */
export function markdownCode(text: string): string {
  const line = text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  if (line.trim() === '') {
    return '';
  }
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const padding = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${line.replaceAll('|', '\\|')}${padding}${fence}`;
}

export type Alignment = 'left' | 'right';

/** A table whose cells are Markdown already. Columns without an alignment are left. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string {
  const rule = header.map((_, index) => (alignments[index] === 'right' ? '---:' : '---'));
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
