const OTHER_LANGUAGES =
  /^%%(?:bash|sh|script|html|javascript|js|latex|markdown|svg|writefile|file|perl|ruby|R|sql|bigquery|cmd|cython|cuda|shell)\b/;

/** What a line may hold that is no Python; no part of it looks twice at the same blanks. */
const UNCLEAN = /(?:^|\n)[^\S\n]*[%!?]|[%!]\s*\w|\?[^\S\n]*(?:\n|$)|print\s+[^\s(=]/;

/**
 * Python that a parser understands, with the same number of lines: magics, shell lines and help marks are blanked,
 * assignments from them keep their target, and the print statement of Python 2 becomes a call.
 */
export function cleanSource(source: string): string {
  const first = source.trimStart();
  if (OTHER_LANGUAGES.test(first)) {
    return '';
  }
  if (!UNCLEAN.test(source)) {
    return source;
  }
  const lines = source.split('\n');
  const cleaned = lines.map(cleanLine);
  lines.forEach((line, index) => {
    const opened = OPENED.exec(line);
    const open = opened === null ? 0 : openBrackets(line);
    const last = open > 0 ? closingLine(lines, index, open) : index;
    // `print roc_auc_score(y,` goes on in the next lines: the bracket that makes it a call belongs behind them.
    if (opened !== null && last > index) {
      cleaned[index] = `${opened[1] ?? ''}print(${opened[2] ?? ''}`;
      cleaned[last] = `${cleaned[last] ?? ''})`;
    }
  });
  return cleaned.join('\n');
}

const OPENED = /^(\s*)print\s+([^\s(=].*)$/;
const MOST_LINES = 20;

/** Where the brackets that a line leaves open close, or the line itself when they do not soon. */
function closingLine(lines: readonly string[], first: number, open: number): number {
  let depth = open;
  for (let index = first + 1; index < lines.length && index < first + MOST_LINES; index += 1) {
    depth += openBrackets(lines[index] ?? '');
    if (depth <= 0) {
      return depth === 0 ? index : first;
    }
  }
  return first;
}

/** How many more brackets a line opens than it closes. */
function openBrackets(line: string): number {
  return (line.match(/[([{]/g)?.length ?? 0) - (line.match(/[)\]}]/g)?.length ?? 0);
}

function cleanLine(line: string): string {
  const text = line.trimStart();
  const indent = line.slice(0, line.length - text.length);
  const timed = /^%%?(?:time|timeit|capture|prun)\b(?:\s+-[a-z]\s*\d*)*\s*/.exec(text);
  if (timed !== null) {
    const rest = text.slice(timed[0].length);
    return text.startsWith('%%') ? '' : rest === '' ? `${indent}pass` : indent + rest;
  }
  if (/^(?:%{1,2}[A-Za-z]|!)/.test(text) || /^[\w.]+\?{1,2}\s*$/.test(text) || /^\?{1,2}[\w.]/.test(text)) {
    return `${indent}pass`;
  }
  const assigned = /^([\w, ]{1,100}=)\s*[!%]\s*\w/.exec(text);
  if (assigned?.[1] !== undefined) {
    return `${indent}${assigned[1]} None`;
  }
  const printed = /^print\s+([^\s(=].*)$/.exec(text);
  return printed?.[1] === undefined ? line : `${indent}print(${printed[1].replace(/,\s*$/, '')})`;
}
