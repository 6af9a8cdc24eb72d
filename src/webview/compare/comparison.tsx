import type { ComponentChild } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { Judgement } from '../../core/table/judgement';
import type { TableData } from '../../core/table/tableData';
import { tableMarkdown } from '../../core/table/tableMarkdown';
import type { ColumnGroup } from '../../core/table/versionTable';
import type { ComparePageView, Orientation } from '../../protocol/comparePage';
import { Grid } from './grid/grid';
import { GroupToggles } from './groupToggles';
import { Legend } from './legend';
import { Notices } from './notices';
import type { PageSnapshot, PageStore } from './pageStore';
import { Panel } from './panel/panel';
import { columnsContent } from './table/columnsContent';
import { rowsContent } from './table/rowsContent';
import { buildSections, filterWords, type Section } from './table/sections';
import type { TableActions, TableContext } from './table/tableContext';
import { filterVersions, sortVersions, VERSION_COLUMN, type VersionSort } from './table/versionOrder';
import { useTrust } from './table/useTrust';
import { useWholeTexts } from './table/wholeTexts';
import { Toolbar } from './toolbar';
import { useElementWidth } from './useElementWidth';

type Ready = Extract<PageSnapshot, { status: 'ready' }>;

/** Up to this many versions are columns unless the user says otherwise. */
const FEW = 8;
const BORDERS = 2;
const NEWEST_FIRST: VersionSort = { column: VERSION_COLUMN, descending: true };

export function Comparison({ store, page }: { readonly store: PageStore; readonly page: Ready }): ComponentChild {
  const { data, loaded, view, state } = page;
  const place = useRef<HTMLElement>(null);
  const scrollBar = useMemo(measureScrollBar, []);
  const width = Math.max(0, useElementWidth(place) - BORDERS - scrollBar);
  const showsColumns = isColumns(view.orientation, data.table.rows);
  const models = useMemo(() => modelsOf(data), [data, loaded]);
  const judgement = useMemo(() => new Judgement(data, view.baseline), [data, loaded, view.baseline]);
  const sections = useSections(data, view, showsColumns);
  const sort = view.sort ?? NEWEST_FIRST;
  const versions = useMemo(
    () => orderVersions(data, view.filter, sort, showsColumns),
    [data, loaded, view.filter, view.sort, showsColumns],
  );
  const texts = useWholeTexts(store, data, versions, showsColumns);
  const trust = useTrust(store, data, versions, showsColumns ? state.revision : null);
  const actions = useMemo(() => createActions(store, trust.open), [store, trust.open]);
  const content = useMemo(() => {
    const context: TableContext = {
      data,
      judgement,
      sections,
      versions,
      sort,
      showsModel: models.length > 1,
      firstStage: state.stages[0] ?? '',
      width,
      actions,
      trust: trust.lines,
      text: (column, row) => textOf(data, texts, column, row),
    };
    return showsColumns ? columnsContent(context) : { ...rowsContent(context), valueCharacters: 0 };
  }, [
    data,
    loaded,
    judgement,
    sections,
    versions,
    sort,
    models,
    state,
    width,
    actions,
    trust.lines,
    texts,
    showsColumns,
  ]);

  const copy = (): void => {
    const columns = sections.flatMap((section) => (section.isCollapsed ? [] : section.columns));
    store.copy(tableMarkdown(judgement, { versions, columns }), 'The comparison is on the clipboard as Markdown.');
  };
  const title =
    models.length === 1 ? (models[0] ?? '') : models.length === 0 ? 'Comparison' : `${models.length} models`;
  return (
    <main class="page">
      <Toolbar {...{ store, data, loaded, view, title, showsColumns }} showsModel={models.length > 1} onCopy={copy} />
      <Notices store={store} notice={page.notice} missing={state.missing} />
      <Panel
        {...{ store, data, loaded, view, judgement, versions }}
        revision={state.revision}
        stages={state.stages}
        showsModel={models.length > 1}
      />
      {showsColumns ? null : <GroupToggles sections={sections} onToggle={actions.toggleSection} />}
      <Progress data={data} loaded={loaded} />
      <section
        class="place"
        ref={place}
        aria-label="Comparison"
        style={{ minHeight: `min(300px, 80vh, ${content.headerHeight + content.rows.total + BORDERS}px)` }}
      >
        {width === 0 ? null : (
          <TableOrNothing
            {...{ store, view, versions, sections, showsColumns, total: data.table.rows }}
            grid={
              <Grid
                key={showsColumns ? 'columns' : 'rows'}
                content={content}
                valueCharacters={content.valueCharacters}
                initialScroll={store.scroll}
                onScroll={(scroll) => store.rememberScroll(scroll)}
              />
            }
          />
        )}
      </section>
      {data.table.rows > 1 ? <Legend hasSources={hasSources(data)} /> : null}
      {data.table.rows === 1 ? <p class="hint">Add another version to see what changed between them.</p> : null}
    </main>
  );
}

/** 0 where scroll bars lie over what scrolls. */
function measureScrollBar(): number {
  const probe = document.createElement('div');
  probe.style.cssText =
    'position: absolute; visibility: hidden; width: 100px; overflow: auto; scrollbar-gutter: stable';
  document.body.append(probe);
  const width = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return width;
}

function useSections(data: TableData, view: ComparePageView, showsColumns: boolean): readonly Section[] {
  const { filter, onlyDifferences, collapsed } = view;
  return useMemo(
    () =>
      buildSections(data.table.columns, {
        onlyDifferences,
        collapsed,
        // With versions as rows the filter is about versions.
        words: showsColumns ? filterWords(filter) : [],
        canDiffer: data.table.rows > 1,
      }),
    [data, filter, onlyDifferences, collapsed, showsColumns],
  );
}

function isColumns(orientation: Orientation, versions: number): boolean {
  return orientation === 'auto' ? versions <= FEW : orientation === 'versions-as-columns';
}

function orderVersions(data: TableData, filter: string, sort: VersionSort, showsColumns: boolean): readonly number[] {
  return showsColumns ? filterVersions(data, []) : sortVersions(data, filterVersions(data, filterWords(filter)), sort);
}

function modelsOf(data: TableData): readonly string[] {
  const models = new Set<string>();
  for (let row = 0; row < data.loaded; row += 1) {
    const model = data.head(row)?.model;
    if (model !== undefined) {
      models.add(model);
    }
  }
  return [...models];
}

function textOf(data: TableData, texts: ReturnType<typeof useWholeTexts>, column: number, row: number): string | null {
  const name = data.table.columns[column]?.name;
  const whole = texts.get(data.head(row)?.id ?? '');
  if (whole !== undefined && (name === 'rationale' || name === 'changes' || name === 'impact')) {
    return whole[name];
  }
  const text = data.fact(column, row);
  return typeof text === 'string' ? text : null;
}

function createActions(store: PageStore, openTrust: TableActions['openTrust']): TableActions {
  const view = (): ComparePageView | null => (store.snapshot.status === 'ready' ? store.snapshot.view : null);
  return {
    openCard: (id) => store.openCard(id),
    openTrust,
    setBaseline: (id) => store.updateView({ baseline: { kind: 'version', id } }),
    remove: (id) => store.removeVersion(id),
    openSource: (id, column) => store.openSource(id, column),
    toggleSection: (group: ColumnGroup) => {
      const collapsed = view()?.collapsed ?? [];
      store.updateView({
        collapsed: collapsed.includes(group) ? collapsed.filter((other) => other !== group) : [...collapsed, group],
      });
    },
    // First the way in which the best or newest comes first, then the other way.
    sortBy: (column) => {
      const sort = view()?.sort ?? NEWEST_FIRST;
      store.updateView({ sort: { column, descending: sort.column === column ? !sort.descending : true } });
    },
  };
}

function hasSources(data: TableData): boolean {
  return data.table.columns.some((column, index) => column.group === 'metric' && data.cell(index, 0) !== null);
}

function Progress({ data, loaded }: { readonly data: TableData; readonly loaded: number }): ComponentChild {
  return data.isComplete ? null : (
    <p class="progress" role="status">
      {loaded.toLocaleString('en')} of {data.table.rows.toLocaleString('en')} versions loaded
    </p>
  );
}

interface TableOrNothingProps {
  readonly store: PageStore;
  readonly view: ComparePageView;
  readonly versions: readonly number[];
  readonly sections: readonly Section[];
  readonly showsColumns: boolean;
  readonly total: number;
  readonly grid: ComponentChild;
}

/** Says why there is nothing to see, and what to do about it. */
function TableOrNothing({
  store,
  view,
  versions,
  sections,
  showsColumns,
  total,
  grid,
}: TableOrNothingProps): ComponentChild {
  if (total === 0) {
    return (
      <div class="empty">
        <p>There is nothing to compare yet.</p>
        <button type="button" class="button primary" onClick={() => store.addVersions()}>
          Add versions…
        </button>
      </div>
    );
  }
  if (view.filter !== '' && (showsColumns ? sections.length === 0 : versions.length === 0)) {
    return (
      <div class="empty">
        <p>
          No {showsColumns ? 'metric, param or other fact' : 'version'} contains “{view.filter}”.
        </p>
        <button type="button" class="button" onClick={() => store.updateView({ filter: '' })}>
          Clear the filter
        </button>
      </div>
    );
  }
  return grid;
}
