import type { ComponentChild } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ColumnGroup, TableColumn } from '../../../core/table/versionTable';
import type { ColumnLayout } from '../../../protocol/tableView';
import { Icon } from '../icons';
import { moveColumn, orderColumns, pinColumn, PLAIN_LAYOUT, showColumns } from '../table/columnLayout';
import { metricDetails } from '../table/columnLabel';
import { filterWords, GROUP_TITLES, matches } from '../table/sections';

interface ColumnsDialogProps {
  readonly columns: readonly TableColumn[];
  readonly layout: ColumnLayout;
  onChange(layout: ColumnLayout): void;
  onClose(): void;
}

/** Which columns are shown, in what order, and which stay in view. Every change is seen at once behind it. */
export function ColumnsDialog({ columns, layout, onChange, onClose }: ColumnsDialogProps): ComponentChild {
  const dialog = useRef<HTMLDialogElement>(null);
  const [search, setSearch] = useState('');
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element?.open === false) {
      element.showModal();
    }
  }, []);
  const words = filterWords(search);
  const groups = groupColumns(columns, layout).map(({ group, members }) => ({
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
  const isPlain = layout.hidden.length + layout.order.length + layout.pinned.length === 0;
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
        <div class="dialog-list">
          {groups.map(({ group, members, all }) =>
            members.length === 0 ? null : (
              <fieldset key={group} class="dialog-group">
                <legend>{GROUP_TITLES[group]}</legend>
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
          {found.length === 0 ? <p class="hint">{`No column contains “${search}”.`}</p> : null}
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
): readonly { readonly group: ColumnGroup; readonly members: readonly number[] }[] {
  const groups = [...new Set(columns.map(({ group }) => group))];
  return groups.map((group) => {
    const members = columns.flatMap((column, index) => (column.group === group ? [index] : []));
    return { group, members: orderColumns(members, columns, layout) };
  });
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
  const isShown = !layout.hidden.includes(id);
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
      <label class="check">
        <input
          type="checkbox"
          checked={isShown}
          onChange={(event) => onChange(showColumns(layout, [id], event.currentTarget.checked))}
        />
        <span class="choice-name">
          {name} {details === '' ? null : <span class="label-detail">{details}</span>}
        </span>
      </label>
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
