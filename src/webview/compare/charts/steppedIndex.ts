/** Where a key leads among `count` things in a row, round and round; null for a key that leads nowhere. */
export function steppedIndex(key: string, from: number | null, count: number): number | null {
  if (count === 0) {
    return null;
  }
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return from === null ? 0 : (from + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return from === null ? count - 1 : (from + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
