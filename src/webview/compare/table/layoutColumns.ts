import type { TableColumn } from '../../../core/table/versionTable';
import type { Band } from '../grid/gridContent';
import { TRUST } from './columnLayout';
import type { Section } from './sections';
import type { TableContext } from './tableContext';

/** A column of the grid: one of the table, or the place that a closed group leaves. */
interface PlannedColumn {
  readonly key: string;
  /** −1 for a closed group and for the trust lines. */
  readonly index: number;
  readonly isTrust: boolean;
  readonly head?: TableColumn | undefined;
  readonly section: Section;
  readonly width: number;
}

export interface ColumnPlan {
  readonly columns: readonly PlannedColumn[];
  readonly bands: readonly Band[];
  /** One for each band. */
  readonly sections: readonly Section[];
  readonly pinned: number;
  /** True for columns that may change places. */
  areTogether(column: number, other: number): boolean;
  /** The ids of the columns among which this one can be moved, in the order shown. */
  idsWith(column: number): readonly string[];
  classOf(column: number): string;
}

const CHARACTER = 7.6;
/** Chevron, paddings and the gap between the words. */
const CLOSED_PADDING = 52;
/** Six marks of 28 pixels, with the paddings of a cell. */
const TRUST_WIDTH = 200;
/** Pinned columns leave at least this much of the place to the others. */
const LEAST_ROOM = 0.35;

/** The columns of a grid with versions as rows, under the groups to which they belong. */
export function layoutColumns(
  context: TableContext,
  isNarrow: boolean,
  leadWidth: number,
  widthOf: (column: number) => number,
): ColumnPlan {
  const all = context.data.table.columns;
  // A group in which nothing differs has nothing to show; the line below the table says so.
  const sections = context.sections.filter(({ group, columns }) => columns.length > 0 || group === TRUST);
  const columns: PlannedColumn[] = [];
  const bands = sections.map((section): Band => {
    const first = columns.length;
    if (section.isCollapsed) {
      const width = Math.ceil((section.title.length + section.summary.length) * CHARACTER + CLOSED_PADDING);
      columns.push({ key: `closed ${section.group}`, index: -1, isTrust: false, section, width });
    } else if (section.group === TRUST) {
      columns.push({ key: TRUST, index: -1, isTrust: true, section, width: TRUST_WIDTH });
    } else {
      for (const index of section.columns) {
        const head = all[index];
        columns.push({ key: head?.id ?? '', index, isTrust: false, head, section, width: widthOf(index) });
      }
    }
    return { key: section.group, first, count: columns.length - first };
  });
  const [firstSection] = sections;
  const pinnedColumns = firstSection?.group === 'pinned' ? firstSection.columns.length : 0;
  const pinnedWidth = columns.slice(0, pinnedColumns).reduce((total, { width }) => total + width, 0);
  const hasRoom = !isNarrow && context.width - leadWidth - pinnedWidth >= context.width * LEAST_ROOM;
  const areTogether = (column: number, other: number): boolean => {
    const [one, two] = [columns[column], columns[other]];
    return one !== undefined && two !== undefined && one.index >= 0 && one.section === two.section;
  };
  return {
    columns,
    bands,
    sections,
    pinned: hasRoom ? pinnedColumns : 0,
    areTogether,
    idsWith: (column) =>
      columns.flatMap(({ head }, other) => (head !== undefined && areTogether(column, other) ? [head.id] : [])),
    classOf: (column) => {
      const isFirst = column > 0 && columns[column]?.section !== columns[column - 1]?.section;
      return isFirst ? 'group-start' : '';
    },
  };
}
