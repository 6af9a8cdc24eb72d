/** Text in which nothing is left to escape. */
export type Html = string;

export function escapeHtml(text: string): Html {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Attributes that are empty texts are left out, but for `open`. */
export function element(tag: string, attributes: Readonly<Record<string, string>>, content: Html): Html {
  const written = Object.entries(attributes)
    .filter(([name, value]) => value !== '' || name === 'open')
    .map(([name, value]) => (name === 'open' ? ' open' : ` ${name}="${escapeHtml(value)}"`))
    .join('');
  return `<${tag}${written}>${content}</${tag}>`;
}
