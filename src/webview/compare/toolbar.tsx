import type { ComponentChild } from 'preact';
import { formatCount } from '../../core/table/formatCell';
import type { FilterScope } from '../../core/table/filter/filterFields';
import type { TableData } from '../../core/table/tableData';
import type { ComparePageView } from '../../protocol/comparePage';
import { FilterBox } from './filter/filterBox';
import { SearchBox } from './filter/searchBox';
import { Icon } from './icons';
import type { PageStore } from './pageStore';
import type { ShownVersions } from './table/useShownVersions';
import { BaselineSelect, ChangesSelect, GroupSelect, OrientationSwitch } from './viewControls';

interface ToolbarProps {
  readonly store: PageStore;
  readonly data: TableData;
  readonly loaded: number;
  readonly view: ComparePageView;
  readonly title: string;
  readonly showsModel: boolean;
  readonly showsColumns: boolean;
  readonly firstStage: string;
  readonly scope: FilterScope;
  readonly shown: ShownVersions;
  onCopy(): void;
  onColumns(): void;
  /** The menu of what can be taken out. */
  readonly exports: ComponentChild;
}

export function Toolbar(props: ToolbarProps): ComponentChild {
  const { store, title, data, shown, onCopy, exports } = props;
  const count = data.table.rows;
  // Where versions are rows, the corner of the table says how many are left of them.
  const isSaidBelow = !props.showsColumns && shown.rows.length > 0;
  return (
    <header class="toolbar">
      <div class="toolbar-line">
        <h1>
          {title} <span class="count">{countText(isSaidBelow ? count : shown.rows.length, count)}</span>
        </h1>
        <span class="toolbar-buttons">
          {count === 0 ? null : (
            <>
              <button type="button" class="button" onClick={() => store.addVersions()}>
                <Icon name="add" />
                <span>
                  Add<span class="detail"> versions</span>…
                </span>
              </button>
              <button type="button" class="button" onClick={onCopy}>
                <Icon name="copy" />
                <span>
                  Copy<span class="detail"> as Markdown</span>
                </span>
              </button>
            </>
          )}
          {count === 0 ? null : exports}
        </span>
      </div>
      {count === 0 ? null : <FilterLine {...props} />}
      {count > 1 ? <ViewLine {...props} /> : null}
    </header>
  );
}

/** `12 versions`, `3 of 12 versions`. */
function countText(shown: number, all: number): string {
  const words = all === 1 ? '1 version' : `${formatCount(all)} versions`;
  return shown === all ? words : `${formatCount(shown)} of ${words}`;
}

/** What of the table is shown. */
function FilterLine({ store, view, data, showsColumns, scope, shown, onColumns }: ToolbarProps): ComponentChild {
  const hasStars = (scope.starred?.size ?? 0) > 0 || view.onlyStarred;
  return (
    <div class="toolbar-line">
      {data.table.rows > 1 ? (
        <FilterBox
          value={view.filter}
          scope={scope}
          error={shown.error}
          onChange={(filter) => store.updateView({ filter })}
        />
      ) : null}
      {showsColumns ? (
        <SearchBox
          value={view.search}
          placeholder="Filter metrics and params"
          onChange={(search) => store.updateView({ search })}
        />
      ) : null}
      <button type="button" class="button" aria-haspopup="dialog" onClick={onColumns}>
        <Icon name="columns" />
        Columns
      </button>
      {hasStars ? (
        <button
          type="button"
          class="button toggle-button"
          aria-pressed={view.onlyStarred}
          onClick={() => store.updateView({ onlyStarred: !view.onlyStarred })}
        >
          <Icon name={view.onlyStarred ? 'starFull' : 'starEmpty'} />
          Starred
        </button>
      ) : null}
      {data.table.rows > 1 ? null : <OrientationSwitch store={store} showsColumns={showsColumns} />}
    </div>
  );
}

/** How it is shown. What needs two versions is not offered for one. */
function ViewLine(props: ToolbarProps): ComponentChild {
  const { store, view, data, loaded, showsColumns, showsModel, firstStage } = props;
  return (
    <div class="toolbar-line view-line">
      <BaselineSelect {...{ store, data, loaded, showsModel, firstStage }} baseline={view.baseline} />
      <ChangesSelect changes={view.changes} onChange={(changes) => store.updateView({ changes })} />
      {showsColumns ? null : <GroupSelect {...{ data, view }} onChange={(change) => store.updateView(change)} />}
      <label class="check">
        <input
          type="checkbox"
          checked={view.onlyDifferences}
          onChange={(event) => store.updateView({ onlyDifferences: event.currentTarget.checked })}
        />
        Only what differs
      </label>
      <OrientationSwitch store={store} showsColumns={showsColumns} />
    </div>
  );
}
