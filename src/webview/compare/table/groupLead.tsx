import type { ComponentChild } from 'preact';
import { formatCount } from '../../../core/table/formatCell';
import type { RowGroup } from '../../../core/table/rowGroups';
import { Icon } from '../icons';

/** The header of versions that have something in common. */
export function GroupLead({
  group,
  isClosed,
  onToggle,
}: {
  readonly group: RowGroup;
  readonly isClosed: boolean;
  onToggle(key: string): void;
}): ComponentChild {
  const { label, rows, key } = group;
  const count = rows.length === 1 ? '1 version' : `${formatCount(rows.length)} versions`;
  return (
    <button
      type="button"
      class="section-header group-lead"
      tabIndex={-1}
      title={`${label} · ${count}`}
      onClick={() => onToggle(key)}
    >
      <Icon name="chevron" class={isClosed ? 'twisty' : 'twisty open'} />
      <span class="section-title">{label}</span>
      <span class="section-summary">{count}</span>
    </button>
  );
}
