const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  b: '\b',
  '\n': '',
};

/** The value of a Python string literal, prefix and quotes included in `literal`. */
export function readTextLiteral(literal: string): string {
  const match = /^([a-zA-Z]*)("""|'''|"|')/.exec(literal);
  if (match === null) {
    return literal;
  }
  const quote = match[2] ?? '';
  const start = match[0].length;
  const end =
    literal.endsWith(quote) && literal.length >= start + quote.length ? literal.length - quote.length : literal.length;
  const body = literal.slice(start, end);
  if (/r/i.test(match[1] ?? '') || !body.includes('\\')) {
    return body;
  }
  return body.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) => {
    if (/^[xu]./.test(code)) {
      return String.fromCharCode(parseInt(code.slice(1), 16));
    }
    return SIMPLE[code] ?? whole;
  });
}
