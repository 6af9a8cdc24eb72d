import type { ComponentChild } from 'preact';
import { TRUST } from './columnLayout';
import type { Section } from './sections';

/** Names the groups that the table leaves out because nothing in them differs. */
export function SameEverywhere({
  sections,
  onShow,
}: {
  readonly sections: readonly Section[];
  onShow(): void;
}): ComponentChild {
  const same = sections.filter(({ group, columns }) => columns.length === 0 && group !== TRUST);
  return same.length === 0 ? null : (
    <p class="hint">
      The same in all versions: {same.map(({ title }) => title.toLowerCase()).join(', ')}.{' '}
      <button type="button" class="link" onClick={onShow}>
        Show them
      </button>
    </p>
  );
}
