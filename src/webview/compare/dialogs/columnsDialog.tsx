import type { ComponentChild, ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TableColumn } from '../../../core/table/versionTable';
import type { ColumnLayout, ViewGroup } from '../../../protocol/tableView';
import { Icon } from '../icons';
import {
  moveColumn,
  moveGroup,
  orderColumns,
  orderGroups,
  pinColumn,
  PLAIN_LAYOUT,
  showColumns,
  TRUST,
} from '../table/columnLayout';
import { metricDetails } from '../table/columnLabel';
import { filterWords, GROUP_TITLES, matches } from '../table/sections';

const TRUST_LABEL = 'Trust line of each version';

interface ColumnsDialogProps {
  readonly columns: readonly TableColumn[];
  readonly layout: ColumnLayout;
  /** False where versions are columns: then each has its trust line below its name. */
  readonly hasTrust: boolean;
  onChange(layout: ColumnLayout): void;
  onClose(): void;
}

/** Which columns are shown, in what order, and which stay in view. Every change is seen at once behind it. */
export function ColumnsDialog({ columns, layout, hasTrust, onChange, onClose }: ColumnsDialogProps): ComponentChild {
  const dialog = useRef<HTMLDialogElement>(null);
  const [search, setSearch] = useState('');
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element?.open === false) {
      element.showModal();
    }
  }, []);
  const words = filterWords(search);
  const isTrustFound = hasTrust && words.every((word) => TRUST_LABEL.toLowerCase().includes(word));
  const groups = groupColumns(columns, layout, hasTrust).map(({ group, members }) => ({
    group,
    members: members.filter((index) => matches(columns[index], words)),
    all: members,
  }));
  const found = groups.flatMap(({ members }) => members.flatMap((index) => columns[index] ?? []));
  const showFound = (isShown: boolean): void => {
    const ids = found.map(({ id }) => id);
    onChange(showColumns(layout, ids, isShown));
  };
  const shown = columns.filter(({ id }) => !layout.hidden.includes(id)).length;
  const isPlain =
    layout.hidden.length + layout.order.length + layout.pinned.length + (layout.groups ?? []).length === 0;
  const order = groups.map(({ group }) => group);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="columns-dialog-title"
      onClose={onClose}
      // A click beside it closes it: only there is the dialog itself hit.
      onPointerDown={(event) => (event.target === dialog.current ? dialog.current?.close() : undefined)}
    >
      <div class="dialog-content">
        <header class="dialog-header">
          <h2 id="columns-dialog-title">
            Columns <span class="count">{`${shown} of ${columns.length} shown`}</span>
          </h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Close"
            title="Close"
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        <label class="field filter dialog-search">
          <span class="spoken">Find a column</span>
          <Icon name="search" />
          <input
            type="text"
            spellcheck={false}
            placeholder="Find a column"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        <p class="hint">Columns move within their group, and groups as a whole.</p>
        <div class="dialog-list">
          {groups.map(({ group, members, all }) =>
            members.length === 0 && !(group === TRUST && isTrustFound) ? null : (
              <fieldset key={group} class="dialog-group">
                <GroupLegend {...{ group, order, layout, onChange }} />
                {group === TRUST ? (
                  <div class="column-choice">
                    <ShownCheck id={TRUST} {...{ layout, onChange }}>
                      {TRUST_LABEL}
                    </ShownCheck>
                  </div>
                ) : null}
                {members.map((index) => (
                  <ColumnChoice
                    key={columns[index]?.id}
                    column={columns[index]}
                    ids={all.flatMap((other) => columns[other]?.id ?? [])}
                    {...{ layout, onChange }}
                  />
                ))}
              </fieldset>
            ),
          )}
          {found.length === 0 && !isTrustFound ? <p class="hint">{`No column contains “${search}”.`}</p> : null}
        </div>
        <footer class="dialog-footer">
          <button type="button" class="button" onClick={() => showFound(true)}>
            {search === '' ? 'Show all' : 'Show these'}
          </button>
          <button type="button" class="button" onClick={() => showFound(false)}>
            {search === '' ? 'Hide all' : 'Hide these'}
          </button>
          <button type="button" class="button" disabled={isPlain} onClick={() => onChange(PLAIN_LAYOUT)}>
            Reset
          </button>
          <button type="button" class="button primary" onClick={() => dialog.current?.close()}>
            Done
          </button>
        </footer>
      </div>
    </dialog>
  );
}

function groupColumns(
  columns: readonly TableColumn[],
  layout: ColumnLayout,
  hasTrust: boolean,
): readonly { readonly group: ViewGroup; readonly members: readonly number[] }[] {
  const groups = new Set<ViewGroup>([...(hasTrust ? ([TRUST] as const) : []), ...columns.map(({ group }) => group)]);
  return orderGroups([...groups], layout, 'first').map((group) => {
    const members = columns.flatMap((column, index) => (column.group === group ? [index] : []));
    return { group, members: orderColumns(members, columns, layout) };
  });
}

/** The name of a group, and the buttons that move all of its columns past those of another. */
function GroupLegend({
  group,
  order,
  layout,
  onChange,
}: {
  readonly group: ViewGroup;
  readonly order: readonly ViewGroup[];
  readonly layout: ColumnLayout;
  onChange(layout: ColumnLayout): void;
}): ComponentChild {
  const title = GROUP_TITLES[group];
  const place = order.indexOf(group);
  const move = (target: ViewGroup | undefined) => () =>
    target === undefined ? undefined : onChange(moveGroup(layout, order, group, target));
  return (
    <legend>
      <span>{title}</span>
      <span class="choice-actions">
        <MoveButton
          label={`Move group ${title} up`}
          icon="up"
          isDisabled={place <= 0}
          onClick={move(order[place - 1])}
        />
        <MoveButton
          label={`Move group ${title} down`}
          icon="down"
          isDisabled={place >= order.length - 1}
          onClick={move(order[place + 1])}
        />
      </span>
    </legend>
  );
}

function ShownCheck({
  id,
  layout,
  onChange,
  children,
}: {
  readonly id: string;
  readonly layout: ColumnLayout;
  onChange(layout: ColumnLayout): void;
  readonly children: ComponentChildren;
}): ComponentChild {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={!layout.hidden.includes(id)}
        onChange={(event) => onChange(showColumns(layout, [id], event.currentTarget.checked))}
      />
      <span class="choice-name">{children}</span>
    </label>
  );
}

interface ColumnChoiceProps {
  readonly column: TableColumn | undefined;
  /** Its group, in the order shown. */
  readonly ids: readonly string[];
  readonly layout: ColumnLayout;
  onChange(layout: ColumnLayout): void;
}

function ColumnChoice({ column, ids, layout, onChange }: ColumnChoiceProps): ComponentChild {
  if (column === undefined) {
    return null;
  }
  const { id, name } = column;
  const isPinned = layout.pinned.includes(id);
  const details = column.group === 'metric' ? metricDetails(column) : '';
  const place = ids.indexOf(id);
  const move = (target: string | undefined): void => {
    if (target !== undefined) {
      // Among its group, wherever it is pinned.
      const { order } = moveColumn({ ...layout, pinned: [] }, ids, id, target);
      onChange({ ...layout, order });
    }
  };
  return (
    <div class="column-choice">
      <ShownCheck {...{ id, layout, onChange }}>
        {name} {details === '' ? null : <span class="label-detail">{details}</span>}
      </ShownCheck>
      <span class="choice-actions">
        <MoveButton label={`Move ${name} up`} icon="up" isDisabled={place <= 0} onClick={() => move(ids[place - 1])} />
        <MoveButton
          label={`Move ${name} down`}
          icon="down"
          isDisabled={place >= ids.length - 1}
          onClick={() => move(ids[place + 1])}
        />
        <button
          type="button"
          class="icon-button"
          aria-pressed={isPinned}
          aria-label={`Pin ${name}`}
          title={isPinned ? 'Unpin' : 'Pin to the left'}
          onClick={() => onChange(pinColumn(layout, id, !isPinned))}
        >
          <Icon name="pin" />
        </button>
      </span>
    </div>
  );
}

function MoveButton({
  label,
  icon,
  isDisabled,
  onClick,
}: {
  readonly label: string;
  readonly icon: 'up' | 'down';
  readonly isDisabled: boolean;
  onClick(): void;
}): ComponentChild {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} disabled={isDisabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
