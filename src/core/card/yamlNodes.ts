import { isScalar, type Node, type Pair } from 'yaml';

/** Null also stands for a key that is not there. */
export function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && (node.value === null || node.value === ''));
}

export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? scalarText(pair.key) : String(pair.key);
}

/** What the person typed: `1.0` stays `1.0` where a text is wanted. */
export function scalarText(node: Node): string {
  if (!isScalar(node)) {
    return '';
  }
  if (typeof node.value === 'string') {
    return node.value;
  }
  return node.source ?? (node.value === null ? '' : JSON.stringify(node.value));
}
