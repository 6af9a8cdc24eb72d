import type { ComponentChild } from 'preact';
import { BY_REPEATS } from '../../core/table/rowGroups';
import type { Baseline } from '../../core/table/baseline';
import type { TableData } from '../../core/table/tableData';
import type { ChangeForm, TableView } from '../../protocol/tableView';
import { versionTitle } from './cells/versionHeader';
import { Icon } from './icons';
import type { PageStore } from './pageStore';
import { GROUP_TITLES } from './table/sections';

/** More versions than this are chosen in VS Code's own list, where one can search. */
const LISTED = 60;
const PICK = 'pick';

interface BaselineSelectProps {
  readonly store: PageStore;
  readonly data: TableData;
  readonly loaded: number;
  readonly baseline: Baseline;
  readonly showsModel: boolean;
  readonly firstStage: string;
}

/** Which version the others are measured against. */
export function BaselineSelect(props: BaselineSelectProps): ComponentChild {
  const { store, data, loaded, baseline, showsModel, firstStage } = props;
  const rows = Array.from({ length: Math.min(loaded, LISTED) }, (_, row) => row);
  const chosen = baseline.kind === 'version' ? data.rowOf(baseline.id) : -1;
  const listed = chosen >= LISTED ? [...rows, chosen] : rows;
  const first = data.head(0);
  const places = standings(data, loaded, firstStage);
  const value = writeBaseline(baseline, chosen >= 0, places);
  const choose = (wanted: string): void => {
    if (wanted === PICK) {
      void store.pickBaseline();
    } else {
      store.updateView({ baseline: readBaseline(wanted) });
    }
  };
  return (
    <label class="field">
      Baseline
      <select
        value={value}
        onChange={(event) => {
          choose(event.currentTarget.value);
          // The choice "another version" is an action, not a value: the box goes back to what is true.
          event.currentTarget.value = value;
        }}
      >
        <option value="first">
          {first === undefined ? 'first version' : `first version (${versionTitle(first, showsModel)})`}
        </option>
        <option value="previous">the version before each</option>
        {places.map((place) => (
          <option key={place} value={place}>
            {place.slice(place.indexOf(':') + 1)}
          </option>
        ))}
        <optgroup label="Versions">
          {listed.map((row) => {
            const head = data.head(row);
            return head === undefined ? null : (
              <option key={head.id} value={`version:${head.id}`}>
                {[versionTitle(head, showsModel), ...head.aliases].join(' · ')}
              </option>
            );
          })}
        </optgroup>
        {data.table.rows > LISTED ? <option value={PICK}>another version…</option> : null}
      </select>
    </label>
  );
}

/** Aliases and stages that versions shown have: `alias:champion`, `stage:production`. */
function standings(data: TableData, loaded: number, firstStage: string): readonly string[] {
  const aliases = new Set<string>();
  const stages = new Set<string>();
  for (let row = 0; row < loaded; row += 1) {
    const head = data.head(row);
    head?.aliases.forEach((alias) => aliases.add(`alias:${alias}`));
    if (head !== undefined && head.stage !== firstStage) {
      stages.add(`stage:${head.stage}`);
    }
  }
  return [...[...aliases].sort(), ...[...stages].sort()];
}

function writeBaseline(baseline: Baseline, isKnown: boolean, places: readonly string[]): string {
  switch (baseline.kind) {
    case 'version':
      return isKnown ? `version:${baseline.id}` : 'first';
    case 'alias':
    case 'stage': {
      const place = baseline.kind === 'alias' ? `alias:${baseline.alias}` : `stage:${baseline.stage}`;
      return places.includes(place) ? place : 'first';
    }
    default:
      return baseline.kind;
  }
}

function readBaseline(value: string): Baseline {
  const colon = value.indexOf(':');
  const rest = value.slice(colon + 1);
  switch (value.slice(0, Math.max(0, colon))) {
    case 'version':
      return { kind: 'version', id: rest };
    case 'alias':
      return { kind: 'alias', alias: rest };
    case 'stage':
      return { kind: 'stage', stage: rest };
    default:
      return { kind: value === 'previous' ? 'previous' : 'first' };
  }
}

const CHANGE_FORMS: Readonly<Record<ChangeForm, string>> = {
  absolute: 'absolute',
  relative: 'in percent',
  both: 'absolute and percent',
  none: 'hidden',
};

/** How changes are written beside the values. */
export function ChangesSelect({
  changes,
  onChange,
}: {
  readonly changes: ChangeForm;
  onChange(changes: ChangeForm): void;
}): ComponentChild {
  return (
    <label class="field">
      Changes
      <select
        value={changes}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const form = (['absolute', 'relative', 'both', 'none'] as const).find((known) => known === value);
          onChange(form ?? 'absolute');
        }}
      >
        {Object.entries(CHANGE_FORMS).map(([form, words]) => (
          <option key={form} value={form}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** By what versions stand together when they are rows. */
export function GroupSelect({
  data,
  view,
  onChange,
}: {
  readonly data: TableData;
  readonly view: TableView;
  onChange(change: Partial<TableView>): void;
}): ComponentChild {
  const columns = data.table.columns.filter(
    (column) => column.group !== 'metric' && column.group !== 'documentation' && column.differs,
  );
  const groups = [...new Set(columns.map(({ group }) => group))];
  const isKnown = view.groupBy === BY_REPEATS || columns.some(({ id }) => id === view.groupBy);
  return (
    <label class="field">
      Group by
      <select
        value={isKnown ? (view.groupBy ?? '') : ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ groupBy: value === '' ? null : value, closedGroups: [] });
        }}
      >
        <option value="">nothing</option>
        <option value={BY_REPEATS}>repeats (seeds)</option>
        {groups.map((group) => (
          <optgroup key={group} label={GROUP_TITLES[group]}>
            {columns.flatMap((column) =>
              column.group === group
                ? [
                    <option key={column.id} value={column.id}>
                      {column.name}
                    </option>,
                  ]
                : [],
            )}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

export function OrientationSwitch({
  store,
  showsColumns,
}: {
  readonly store: PageStore;
  readonly showsColumns: boolean;
}): ComponentChild {
  return (
    <span class="switch" role="group" aria-label="Versions as">
      <button
        type="button"
        class="icon-button"
        aria-pressed={showsColumns}
        aria-label="columns"
        title="Versions as columns"
        onClick={() => store.updateView({ orientation: 'versions-as-columns' })}
      >
        <Icon name="asColumns" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-pressed={!showsColumns}
        aria-label="rows"
        title="Versions as rows"
        onClick={() => store.updateView({ orientation: 'versions-as-rows' })}
      >
        <Icon name="asRows" />
      </button>
    </span>
  );
}
