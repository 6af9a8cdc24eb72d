import type { ModelState, Version } from './model';

/** The version that `number` (or the next one) follows: the highest below it that holds its number, archived ones last. */
export function findPrevious(state: Pick<ModelState, 'versions'>, number = Infinity): Version | null {
  const before = state.versions.filter((version) => version.version < number && version.conflict === null);
  return before.findLast((version) => version.archived === null) ?? before.at(-1) ?? null;
}
