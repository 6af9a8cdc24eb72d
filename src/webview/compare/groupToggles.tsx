import type { ComponentChild } from 'preact';
import type { ColumnGroup } from '../../core/table/versionTable';
import { Icon } from './icons';
import type { Section } from './table/sections';

/** Which groups of columns are shown, when versions are rows and the groups have no rows of their own. */
export function GroupToggles({
  sections,
  onToggle,
}: {
  readonly sections: readonly Section[];
  readonly onToggle: (group: ColumnGroup) => void;
}): ComponentChild {
  return (
    <div class="group-toggles" role="group" aria-label="Columns shown">
      {sections.map(({ group, title, summary, isCollapsed, columns }) => (
        <button
          key={group}
          type="button"
          class="toggle"
          aria-pressed={!isCollapsed}
          disabled={columns.length === 0}
          title={columns.length === 0 ? 'Nothing here differs between these versions' : undefined}
          onClick={() => onToggle(group)}
        >
          {isCollapsed || columns.length === 0 ? null : <Icon name="check" />}
          {title} <span class="count">{summary}</span>
        </button>
      ))}
    </div>
  );
}
