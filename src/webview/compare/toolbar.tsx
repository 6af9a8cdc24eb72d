import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Baseline } from '../../core/table/judgement';
import type { TableData } from '../../core/table/tableData';
import type { ComparePageView } from '../../protocol/comparePage';
import { versionTitle } from './cells/versionHeader';
import { Icon } from './icons';
import type { PageStore } from './pageStore';

interface ToolbarProps {
  readonly store: PageStore;
  readonly data: TableData;
  readonly loaded: number;
  readonly view: ComparePageView;
  readonly title: string;
  readonly showsModel: boolean;
  readonly showsColumns: boolean;
  onCopy(): void;
}

export function Toolbar(props: ToolbarProps): ComponentChild {
  const { store, title, data, onCopy } = props;
  const count = data.table.rows;
  return (
    <header class="toolbar">
      <div class="toolbar-line">
        <h1>
          {title} <span class="count">{count === 1 ? '1 version' : `${count.toLocaleString('en')} versions`}</span>
        </h1>
        <span class="toolbar-buttons">
          <button type="button" class="button" onClick={() => store.addVersions()}>
            <Icon name="add" />
            Add versions…
          </button>
          <button type="button" class="button" onClick={onCopy} disabled={count === 0}>
            <Icon name="copy" />
            <span>
              Copy<span class="detail"> as Markdown</span>
            </span>
          </button>
        </span>
      </div>
      {count === 0 ? null : <ViewControls {...props} />}
    </header>
  );
}

/** How the table is looked at. What needs two versions is not offered for one. */
function ViewControls(props: ToolbarProps): ComponentChild {
  const { store, view, data, showsColumns } = props;
  const canDiffer = data.table.rows > 1;
  return (
    <div class="toolbar-line">
      {canDiffer ? <BaselineSelect {...props} /> : null}
      <FilterBox
        value={view.filter}
        placeholder={showsColumns ? 'Filter metrics and params' : 'Filter versions'}
        onChange={(filter) => store.updateView({ filter })}
      />
      {canDiffer ? (
        <label class="check">
          <input
            type="checkbox"
            checked={view.onlyDifferences}
            onChange={(event) => store.updateView({ onlyDifferences: event.currentTarget.checked })}
          />
          Only what differs
        </label>
      ) : null}
      <OrientationSwitch store={store} showsColumns={showsColumns} />
    </div>
  );
}

/** More versions than this are chosen in VS Code's own list, where one can search. */
const LISTED = 60;

function BaselineSelect({ store, data, loaded, view, showsModel }: ToolbarProps): ComponentChild {
  const { baseline } = view;
  const rows = Array.from({ length: Math.min(loaded, LISTED) }, (_, row) => row);
  const chosen = baseline.kind === 'version' ? data.rowOf(baseline.id) : -1;
  const listed = chosen >= LISTED ? [...rows, chosen] : rows;
  const first = data.head(0);
  const choose = (value: string): void => {
    if (value === PICK) {
      void store.pickBaseline();
    } else {
      store.updateView({ baseline: readBaseline(value) });
    }
  };
  return (
    <label class="field">
      Baseline
      <select
        value={writeBaseline(baseline, chosen >= 0)}
        onChange={(event) => {
          choose(event.currentTarget.value);
          // The choice "another version" is an action, not a value: the box goes back to what is true.
          event.currentTarget.value = writeBaseline(baseline, chosen >= 0);
        }}
      >
        <option value="first">
          {first === undefined ? 'first version' : `first version (${versionTitle(first, showsModel)})`}
        </option>
        <option value="previous">the version before each</option>
        {listed.map((row) => {
          const head = data.head(row);
          return head === undefined ? null : (
            <option key={head.id} value={`version:${head.id}`}>
              {[versionTitle(head, showsModel), ...head.aliases].join(' · ')}
            </option>
          );
        })}
        {data.table.rows > LISTED ? <option value={PICK}>another version…</option> : null}
      </select>
    </label>
  );
}

const PICK = 'pick';

function writeBaseline(baseline: Baseline, isKnown: boolean): string {
  return baseline.kind === 'version' ? (isKnown ? `version:${baseline.id}` : 'first') : baseline.kind;
}

function readBaseline(value: string): Baseline {
  if (value.startsWith('version:')) {
    return { kind: 'version', id: value.slice('version:'.length) };
  }
  return { kind: value === 'previous' ? 'previous' : 'first' };
}

interface FilterBoxProps {
  readonly value: string;
  readonly placeholder: string;
  onChange(value: string): void;
}

const TYPING_PAUSE = 120;

/** Passes the text on when the typing pauses. */
function FilterBox({ value, placeholder, onChange }: FilterBoxProps): ComponentChild {
  const [text, setText] = useState(value);
  // Also when somebody else changed it: "Clear the filter" does.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = window.setTimeout(() => onChange(text), TYPING_PAUSE);
    return () => window.clearTimeout(timer);
  }, [text]);
  return (
    <label class="field filter">
      <span class="spoken">{placeholder}</span>
      <Icon name="search" />
      <input
        type="text"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? setText('') : undefined)}
      />
    </label>
  );
}

function OrientationSwitch({
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
