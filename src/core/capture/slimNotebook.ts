/** Longer texts of an output lose their beginning: how a training ended is what counts. */
const KEPT_TEXT = 10_000;

/**
 * The text of a notebook without pictures and with only the ends of long outputs, for one that is too large to keep
 * whole. When that is not enough, without outputs. Null when not even the code fits, or the text is no notebook.
 */
export function slimNotebook(text: string, maxBytes: number): string | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // No notebook: there is nothing to leave out by kind.
    return null;
  }
  const encoder = new TextEncoder();
  for (const slim of [slimOutput, () => null]) {
    const slimmed = `${JSON.stringify(mapOutputs(json, slim), null, 1)}\n`;
    if (encoder.encode(slimmed).length <= maxBytes) {
      return slimmed;
    }
  }
  return null;
}

function mapOutputs(json: unknown, slim: (output: Json) => Json | null): unknown {
  if (!isJson(json) || !Array.isArray(json['cells'])) {
    return json;
  }
  const cells = json['cells'].map((cell: unknown) => {
    if (!isJson(cell) || !Array.isArray(cell['outputs'])) {
      return cell;
    }
    return { ...cell, outputs: cell['outputs'].filter(isJson).flatMap((output) => slim(output) ?? []) };
  });
  return { ...json, cells };
}

type Json = Readonly<Record<string, unknown>>;

function slimOutput(output: Json): Json {
  const data = isJson(output['data']) ? { data: slimData(output['data']) } : {};
  const text = output['text'] === undefined ? {} : { text: lastOf(output['text']) };
  return { ...output, ...data, ...text };
}

function slimData(data: Json): Json {
  const kept = Object.entries(data).filter(
    ([mime, content]) => !/^(?:image|audio|video)\//.test(mime) && JSON.stringify(content).length <= KEPT_TEXT,
  );
  return Object.fromEntries(kept.length === 0 ? [['text/plain', ['left out']]] : kept);
}

function lastOf(content: unknown): string {
  const text = Array.isArray(content) ? content.join('') : String(content);
  return text.length <= KEPT_TEXT ? text : `…${text.slice(-KEPT_TEXT)}`;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
