import type { Box, Point, Scene, Shape } from './scene';

/** The drawing as a file that needs nothing else. */
export function sceneSvg({ width, height, title, description, background, shapes }: Scene, font: string): string {
  const clips = new Map<string, string>();
  const body = shapes.map((shape) => draw(shape, clips)).join('\n');
  const definitions = [...clips].map(([path, id]) => `<clipPath id="${id}">${path}</clipPath>`).join('');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(font)}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    ...(definitions === '' ? [] : [`<defs>${definitions}</defs>`]),
    `<rect width="${width}" height="${height}" fill="${escapeXml(background)}"/>`,
    body,
    '</svg>',
    '',
  ].join('\n');
}

function draw(shape: Shape, clips: Map<string, string>): string {
  switch (shape.kind) {
    case 'line': {
      const points = shape.points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
      const dash = shape.dash === undefined ? '' : ` stroke-dasharray="${shape.dash.join(' ')}"`;
      const clip = shape.clip === undefined ? '' : ` clip-path="url(#${clipOf(shape.clip, clips)})"`;
      return `<polyline points="${points}" fill="none" stroke="${escapeXml(shape.stroke)}" stroke-width="${shape.width}" stroke-linejoin="round"${dash}${opacity(shape.opacity)}${clip}/>`;
    }
    case 'circle': {
      const stroke = shape.stroke === undefined ? '' : ` stroke="${escapeXml(shape.stroke)}"`;
      return `<circle cx="${short(shape.at[0])}" cy="${short(shape.at[1])}" r="${shape.radius}" fill="${escapeXml(shape.fill)}"${stroke}${opacity(shape.opacity)}/>`;
    }
    case 'box': {
      const { left, top, width, height } = shape.box;
      const stroke = shape.stroke === undefined ? '' : ` stroke="${escapeXml(shape.stroke)}"`;
      return `<rect x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}" fill="${escapeXml(shape.fill)}"${stroke}${opacity(shape.opacity)}/>`;
    }
    case 'text': {
      const turn = shape.turn === undefined ? '' : ` transform="rotate(${shape.turn} ${place(shape.at)})"`;
      const weight = shape.isBold === true ? ' font-weight="600"' : '';
      const halo =
        shape.halo === undefined ? '' : ` stroke="${escapeXml(shape.halo)}" stroke-width="3" paint-order="stroke"`;
      return `<text x="${short(shape.at[0])}" y="${short(shape.at[1])}" fill="${escapeXml(shape.fill)}" font-size="${shape.size}" text-anchor="${shape.anchor}"${weight}${halo}${turn}>${escapeXml(shape.text)}</text>`;
    }
    default:
      return shape satisfies never;
  }
}

function clipOf({ left, top, width, height }: Box, clips: Map<string, string>): string {
  const path = `<rect x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}"/>`;
  const id = clips.get(path) ?? `clip${clips.size}`;
  clips.set(path, id);
  return id;
}

function place([x, y]: Point): string {
  return `${short(x)} ${short(y)}`;
}

function opacity(value: number | undefined): string {
  return value === undefined ? '' : ` opacity="${value}"`;
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
