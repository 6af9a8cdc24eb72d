import type { ComponentChild } from 'preact';
import { formatCount } from '../../core/table/formatCell';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FilterScope } from '../../core/table/filter/filterFields';
import { Judgement } from '../../core/table/judgement';
import { groupRows } from '../../core/table/rowGroups';
import type { TableData } from '../../core/table/tableData';
import { tableCsv } from '../../core/table/tableCsv';
import { tableMarkdown } from '../../core/table/tableMarkdown';
import type { ComparePageView } from '../../protocol/comparePage';
import type { Orientation } from '../../protocol/tableView';
import { ColumnsDialog } from './dialogs/columnsDialog';
import { TableMenus, type OpenMenu } from './dialogs/tableMenus';
import { ExportMenu } from './exportMenu';
import { Grid } from './grid/grid';
import { Legend } from './legend';
import { Notices } from './notices';
import type { PageSnapshot, PageStore } from './pageStore';
import { Panel } from './panel/panel';
import { columnsContent } from './table/columnsContent';
import { rowsContent } from './table/rowsContent';
import { SameEverywhere } from './table/sameEverywhere';
import { buildSections, filterWords, movableGroups, type Section } from './table/sections';
import { createTableActions } from './table/tableActions';
import type { TableContext } from './table/tableContext';
import { TableOrNothing } from './table/tableOrNothing';
import { useShownVersions } from './table/useShownVersions';
import { useWholeTexts } from './table/wholeTexts';
import { Toolbar } from './toolbar';
import { TrustLines } from './trust/trustLines';
import { useElementWidth } from './useElementWidth';

type Ready = Extract<PageSnapshot, { status: 'ready' }>;

/** Up to this many versions are columns unless the user says otherwise. */
const FEW = 8;
/** With less, the trust lines would leave the metrics out of view. */
const ROOM_FOR_TRUST = 900;
const BORDERS = 2;

export function Comparison({ store, page }: { readonly store: PageStore; readonly page: Ready }): ComponentChild {
  const { data, loaded, view, state, starred } = page;
  const place = useRef<HTMLElement>(null);
  const scrollBar = useMemo(measureScrollBar, []);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [choosesColumns, setChoosesColumns] = useState(false);
  const width = Math.max(0, useElementWidth(place) - BORDERS - scrollBar);
  const showsColumns = isColumns(view.orientation, data.table.rows);
  const models = useMemo(() => modelsOf(data), [data, loaded]);
  const judgement = useMemo(() => new Judgement(data, view.baseline), [data, loaded, view.baseline]);
  const sections = useSections(data, view, showsColumns ? null : width < ROOM_FOR_TRUST ? 'last' : 'first');
  const scope = useMemo((): FilterScope => ({ data, starred }), [data, starred]);
  const shown = useShownVersions(scope, loaded, view, !showsColumns);
  const versions = shown.rows;
  const groups = useMemo(
    () => (view.groupBy === null || showsColumns ? null : groupRows(judgement, versions, view.groupBy)),
    [judgement, versions, view.groupBy, showsColumns],
  );
  const texts = useWholeTexts(store, data, versions, showsColumns);
  const trust = useMemo(() => new TrustLines(store), [store]);
  useEffect(() => trust.renew(), [trust, state.revision]);
  const actions = useMemo(() => createTableActions(store, setMenu), [store]);
  const firstStage = state.stages[0] ?? '';
  const content = useMemo(() => {
    const context: TableContext = {
      data,
      judgement,
      sections,
      versions,
      groups,
      view,
      starred,
      showsModel: models.length > 1,
      firstStage,
      width,
      actions,
      trust,
      text: (column, row) => textOf(data, texts, column, row),
    };
    return showsColumns ? columnsContent(context) : { ...rowsContent(context), valueCharacters: 0 };
    // Of the view only what the table shows: what is typed into a filter draws nothing by itself.
  }, [
    ...[data, loaded, judgement, sections, versions, groups, starred, models, state, width, actions, texts, trust],
    ...[showsColumns, view.changes, view.sort, view.columns, view.closedGroups, view.groupBy],
  ]);

  const shownColumns = (): readonly number[] =>
    sections.flatMap((section) => (section.isCollapsed ? [] : section.columns));
  const copy = (): void => {
    const columns = shownColumns();
    store.copy(tableMarkdown(judgement, { versions, columns }), 'The comparison is on the clipboard as Markdown.');
  };
  const title =
    models.length === 1 ? (models[0] ?? '') : models.length === 0 ? 'Comparison' : `${models.length} models`;
  const exports = (
    <ExportMenu
      choices={[
        {
          label: 'Markdown, for a pull request…',
          act: () => store.saveFile(title, 'markdown', tableMarkdown(judgement, { versions, columns: shownColumns() })),
        },
        {
          label: 'Comma-separated values…',
          act: () => store.saveFile(title, 'csv', tableCsv(judgement, { versions, columns: shownColumns() })),
        },
        {
          label: 'Report as a web page…',
          act: () =>
            store.saveReport(
              versions.map((row) => data.head(row)?.id ?? ''),
              data.head(judgement.baselineRow ?? 0)?.id ?? null,
            ),
        },
        { label: 'Copy link', act: () => store.copyLink() },
      ]}
    />
  );
  return (
    <main class="page">
      <Toolbar
        {...{ store, data, loaded, view, title, showsColumns, firstStage, scope, shown }}
        showsModel={models.length > 1}
        onCopy={copy}
        onColumns={() => setChoosesColumns(true)}
        exports={exports}
      />
      <Notices store={store} notice={page.notice} missing={state.missing} faults={state.faults ?? []} />
      <Panel
        {...{ store, data, loaded, view, judgement, versions }}
        revision={state.revision}
        stages={state.stages}
        showsModel={models.length > 1}
      />
      <Progress data={data} loaded={loaded} />
      <section
        class="place"
        ref={place}
        aria-label="Comparison"
        style={{
          minHeight: `min(300px, 80vh, ${content.bandHeight + content.headerHeight + content.rows.total + BORDERS}px)`,
        }}
      >
        {width === 0 ? null : (
          <TableOrNothing
            {...{ store, view, versions, sections, showsColumns, total: data.table.rows }}
            grid={
              <Grid
                key={showsColumns ? 'columns' : 'rows'}
                content={content}
                generation={data}
                valueCharacters={content.valueCharacters}
                initialScroll={store.scroll}
                onScroll={(scroll) => store.rememberScroll(scroll)}
              />
            }
          />
        )}
      </section>
      {showsColumns || versions.length === 0 ? null : (
        <SameEverywhere sections={sections} onShow={() => store.updateView({ onlyDifferences: false })} />
      )}
      {data.table.rows > 1 && versions.length > 0 ? (
        <Legend
          hasSources={hasSources(data)}
          hasRepeats={judgement.repeats.sets.length < data.loaded}
          hasTolerances={data.table.columns.some((column) => column.group === 'metric' && column.tolerance !== null)}
        />
      ) : null}
      {data.table.rows === 1 ? <p class="hint">Add another version to see what changed between them.</p> : null}
      <TableMenus
        {...{ menu, view }}
        columns={data.table.columns}
        groups={movableGroups(sections)}
        onChange={(change) => store.updateView(change)}
        onClose={() => setMenu(null)}
      />
      {choosesColumns ? (
        <ColumnsDialog
          columns={data.table.columns}
          layout={view.columns}
          hasTrust={!showsColumns}
          onChange={(columns) => store.updateView({ columns })}
          onClose={() => setChoosesColumns(false)}
        />
      ) : null}
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

function useSections(data: TableData, view: ComparePageView, trust: 'first' | 'last' | null): readonly Section[] {
  const { search, onlyDifferences, collapsed, columns } = view;
  return useMemo(
    () =>
      buildSections(data.table.columns, {
        onlyDifferences,
        collapsed,
        words: trust === null ? filterWords(search) : [],
        canDiffer: data.table.rows > 1,
        layout: columns,
        trust,
      }),
    [data, search, onlyDifferences, collapsed, columns, trust],
  );
}

function isColumns(orientation: Orientation, versions: number): boolean {
  return orientation === 'auto' ? versions <= FEW : orientation === 'versions-as-columns';
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

function hasSources(data: TableData): boolean {
  return data.table.columns.some((column, index) => column.group === 'metric' && data.cell(index, 0) !== null);
}

function Progress({ data, loaded }: { readonly data: TableData; readonly loaded: number }): ComponentChild {
  return data.isComplete ? null : (
    <p class="progress" role="status">
      {formatCount(loaded)} of {formatCount(data.table.rows)} versions loaded
    </p>
  );
}
