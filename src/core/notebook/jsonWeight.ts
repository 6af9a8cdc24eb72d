const QUOTE = 34;
const BACKSLASH = 92;
/** What parsing takes grows with objects, lists and keys; a plain value after a comma costs a fraction of them. */
const WEIGHTS = new Float64Array(128);
WEIGHTS['{'.charCodeAt(0)] = 1;
WEIGHTS['['.charCodeAt(0)] = 1;
WEIGHTS[':'.charCodeAt(0)] = 1;
WEIGHTS[','.charCodeAt(0)] = 0.25;

/**
 * How much there is to parse in a JSON text, whatever stands in its strings: counted only until it is more than `most`.
 * A text of braces takes a parser a hundred times as long as one of images.
 */
export function jsonWeight(text: string, most: number): number {
  let weight = 0;
  for (let at = 0; at < text.length && weight <= most; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (code < 128) {
      weight += WEIGHTS[code] ?? 0;
    }
  }
  return weight;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) {
      slashes += 1;
    }
    if (slashes % 2 === 0) {
      return end;
    }
  }
  return text.length;
}
