type Channels = readonly [red: number, green: number, blue: number];

/** A colour between two; the nearer one where a theme names them in a way that cannot be read. */
export function mixColors(from: string, to: string, share: number): string {
  const [a, b] = [channelsOf(from), channelsOf(to)];
  if (a === null || b === null) {
    return share < 0.5 ? from : to;
  }
  const mixed = a.map((channel, index) => Math.round(channel + ((b[index] ?? channel) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** `#rgb`, `#rrggbb`, also with alpha, which is left out, and `rgb(1, 2, 3)`. */
function channelsOf(color: string): Channels | null {
  const text = color.trim();
  const short = /^#([\da-f])([\da-f])([\da-f])[\da-f]?$/i.exec(text);
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/i.exec(text);
  const plain = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(text);
  const [, red = '', green = '', blue = ''] = short ?? long ?? plain ?? [];
  if (red === '') {
    return null;
  }
  const read = (digits: string): number =>
    plain === null ? Number.parseInt(short === null ? digits : digits + digits, 16) : Math.min(255, Number(digits));
  return [read(red), read(green), read(blue)];
}
