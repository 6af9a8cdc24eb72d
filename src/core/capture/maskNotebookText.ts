import { isSecretValue, maskSecrets, SECRET_MASK } from '../notebook/secrets';

/**
 * The text of a notebook with secrets masked inside its strings, so that it stays valid JSON. Unchanged byte for byte
 * when there are none. Encoded images are not searched: a match in them would be chance.
 */
export function maskNotebookText(text: string): { readonly text: string; readonly found: number } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Not JSON after all: mask it as plain text rather than keep it unseen.
    return maskSecrets(text);
  }
  const masker = new JsonMasker();
  const masked = masker.mask(json, '');
  return masker.found === 0
    ? { text, found: 0 }
    : { text: `${JSON.stringify(masked, null, 1)}\n`, found: masker.found };
}

class JsonMasker {
  found = 0;

  mask(value: unknown, key: string): unknown {
    if (typeof value === 'string') {
      return this.maskValue(value, key);
    }
    if (Array.isArray(value)) {
      return this.maskList(value, key);
    }
    if (typeof value === 'object' && value !== null) {
      const isEncoded = (name: string) => /^(?:image|audio|video)\/(?!svg)/.test(name) || name === 'application/pdf';
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, isEncoded(name) ? inner : this.mask(inner, name)]),
      );
    }
    return value;
  }

  /** JSON that an output shows names its values by keys. */
  private maskValue(text: string, key: string): string {
    const masked = this.maskText(text);
    if (masked === text && isSecretValue(key, text)) {
      this.found += 1;
      return SECRET_MASK;
    }
    return masked;
  }

  /** A text in lines is masked as one: a private key spans several. */
  private maskList(list: readonly unknown[], key: string): unknown {
    const isLines = list.length > 0 && list.every((line) => typeof line === 'string');
    if (!isLines || key === 'tags') {
      return list.map((item) => this.mask(item, key));
    }
    const before = this.found;
    const masked = this.maskText(list.join(''));
    return this.found === before ? list : masked.split(/(?<=\n)/);
  }

  private maskText(text: string): string {
    const masked = maskSecrets(text);
    this.found += masked.found;
    return masked.text;
  }
}
