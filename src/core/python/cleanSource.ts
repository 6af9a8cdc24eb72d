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
  return source.split('\n').map(cleanLine).join('\n');
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
