import { parseDocument } from 'yaml';

/**
 * The content of a YAML text as plain data, or undefined when it cannot be read. The only door to the YAML parser for
 * readers of other programs' files (`.dvc`, `dvc.lock`, `environment.yml`).
 */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) {
    return undefined;
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // More aliases than any honest file has.
    return undefined;
  }
}
