/** As both a folded version and its summary have it. */
interface Numbered {
  readonly version: number;
  readonly conflict: string | null;
  /** A stamp, or whether there is one. */
  readonly archived: object | boolean | null;
}

/**
 * The version that `number` (or the next one) follows: the highest below it that holds its number, an archived one only
 * where there is no other. The versions may come in any order.
 */
export function findPrevious<T extends Numbered>(versions: readonly T[], number = Infinity): T | null {
  const before = versions.filter((version) => version.version < number && version.conflict === null);
  return highest(before.filter(({ archived }) => archived === null || archived === false)) ?? highest(before);
}

function highest<T extends Numbered>(versions: readonly T[]): T | null {
  return versions.reduce<T | null>(
    (best, version) => (best === null || version.version > best.version ? version : best),
    null,
  );
}
