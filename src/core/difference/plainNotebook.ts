type Json = Readonly<Record<string, unknown>>;

/**
 * A notebook's text without what differs between two runs of the same code: execution counts, times, ids of cells and
 * widgets; without outputs too unless they are wanted. What is no notebook stays as it is.
 */
export function plainNotebook(text: string, outputs: boolean): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Half written or damaged: an editor shows it as it is.
    return text;
  }
  if (!isObject(json) || !Array.isArray(json['cells'])) {
    return text;
  }
  const { cells, metadata, ...rest } = json;
  const known = isObject(metadata) ? metadata : {};
  const plain = {
    ...rest,
    metadata: { kernelspec: known['kernelspec'], language_info: known['language_info'] },
    cells: (cells as readonly unknown[]).map((cell) => (isObject(cell) ? plainCell(cell, outputs) : cell)),
  };
  return `${JSON.stringify(plain, null, 1)}\n`;
}

function plainCell(cell: Json, outputs: boolean): Json {
  const isCode = cell['cell_type'] === 'code';
  const listed = Array.isArray(cell['outputs']) && outputs ? (cell['outputs'] as readonly unknown[]) : [];
  return {
    cell_type: cell['cell_type'],
    metadata: {},
    source: cell['source'] ?? cell['input'] ?? '',
    ...(isCode
      ? { execution_count: null, outputs: listed.map((output) => (isObject(output) ? plainOutput(output) : output)) }
      : {}),
  };
}

function plainOutput(output: Json): Json {
  return { ...output, ...('execution_count' in output ? { execution_count: null } : {}), metadata: output['metadata'] };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
