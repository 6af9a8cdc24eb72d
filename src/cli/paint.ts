import type { Writable } from 'node:stream';

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Puts a colour around a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** Colours only on a terminal; NO_COLOR (any non-empty value) and a dumb terminal win, FORCE_COLOR is for recordings. */
export function paintFor(stream: Writable & { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0';
  const refused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  const colours = !refused && (forced || stream.isTTY === true);
  return colours ? paintInColour : (_colour, text) => text;
}

function paintInColour(colour: Colour, text: string): string {
  const [start, end] = CODES[colour];
  return text === '' ? '' : `\u001b[${start}m${text}\u001b[${end}m`;
}
