const WRITERS = [
  /\bCSVLogger\(\s*(?:filename\s*=\s*)?(?:str\()?f?r?['"]([^'"\n]+)['"]/g,
  /\bFileHandler\(\s*(?:filename\s*=\s*)?f?r?['"]([^'"\n]+)['"]/g,
  /\bbasicConfig\([^)]*?filename\s*=\s*f?r?['"]([^'"\n]+)['"]/g,
  /\b(?:log_file|logfile|log_path|logging_file|csv_log|history_file)\s*=\s*f?r?['"]([^'"\n]+)['"]/gi,
  /\btee\s+(?:-a\s+)?([\w./-]+\.(?:log|txt|out))\b/g,
  /2?>{1,2}\s*(?:&1\s*)?([\w./-]+\.(?:log|out))\b/g,
];

/** Log files that code says it writes, as the code names them; names with placeholders are left out. */
export function readLogReferences(source: string): readonly string[] {
  const found = WRITERS.flatMap((shape) => [...source.matchAll(shape)].map((match) => match[1] ?? ''));
  return [...new Set(found)].filter((name) => name !== '' && !/[{}*?]/.test(name));
}

/** Metrics files that code opens for writing: `open('metrics.json', 'w')`, `df.to_csv('results.csv')`. */
export function readMetricsReferences(source: string): readonly string[] {
  const shapes = [
    /\bopen\(\s*f?r?['"]([^'"\n]+\.(?:json|ya?ml|csv|tsv))['"]\s*,\s*(?:mode\s*=\s*)?['"][wa]/g,
    /\bto_(?:csv|json)\(\s*f?r?['"]([^'"\n]*(?:metric|score|result|report|eval)[^'"\n]*\.(?:csv|json))['"]/gi,
    /\bPath\(\s*f?r?['"]([^'"\n]+\.(?:json|ya?ml))['"]\s*\)\.(?:write_text|open\(\s*['"]w)/g,
  ];
  const found = shapes.flatMap((shape) => [...source.matchAll(shape)].map((match) => match[1] ?? ''));
  return [...new Set(found)].filter((name) => name !== '' && !/[{}*?]/.test(name));
}
