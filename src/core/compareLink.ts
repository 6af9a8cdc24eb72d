import { parseReference } from './model';

/** What an address asks to compare. */
export type CompareLink =
  | { readonly kind: 'versions'; readonly references: readonly string[] }
  | { readonly kind: 'models'; readonly models: readonly string[] };

/** An address is somebody else's text: more than this is no comparison that a person sends. */
const MOST_NAMES = 200;
const LONGEST_NAME = 200;

/** `versions=churn@v3,churn@v4`. */
export function writeCompareLink(link: CompareLink): string {
  const [name, values] = link.kind === 'versions' ? ['versions', link.references] : ['models', link.models];
  return `${name}=${values.map(encodeURIComponent).join(',')}`;
}

/** The same of a query, or null when it asks for nothing that can be compared. */
export function readCompareLink(query: string): CompareLink | null {
  const fields = new Map(
    query.split('&').map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  );
  const versions = namesOf(fields.get('versions'));
  const models = namesOf(fields.get('models') ?? fields.get('model'));
  if (versions !== null && versions.every((name) => parseReference(name) !== null || /^[^@\s]+@[^@\s]+$/.test(name))) {
    return { kind: 'versions', references: versions };
  }
  const isModel = (name: string): boolean => /^[^@\s/\\]+$/.test(name);
  return versions === null && models?.every(isModel) === true ? { kind: 'models', models } : null;
}

function namesOf(value: string | undefined): readonly string[] | null {
  if (value === undefined || value === '') {
    return null;
  }
  try {
    const names = value.split(',').map((part) => decodeURIComponent(part));
    const isFit = names.length <= MOST_NAMES && names.every((name) => name !== '' && name.length <= LONGEST_NAME);
    return isFit ? names : null;
  } catch {
    // A broken escape: nobody's address.
    return null;
  }
}
