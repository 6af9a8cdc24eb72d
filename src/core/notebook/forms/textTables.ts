import { readMetricLabel } from '../../metric/metricLabel';
import type { OutputBlock } from '../outputBlocks';
import type { Reading } from '../reading';
import { readTable } from './tableReadings';
import type { ToldColumns } from './tableTitles';
import type { TextTable } from './textTable';
import { wholeNumber } from '../numbers';

const MAX_ROWS = 3_000;
/** Lines that may be looked at as rows of a table, in all: every line could look like a header. */
const MAX_LOOKS = 30_000;
const RULER = /^[\s|+\-=:─━┼╋┿┣┫├┤┏┓┗┛┌┐└┘┳┻┬┴╇╈┡┩╪═╔╗╚╝╠╣]+$/;
const BARS = /\s*[│┃║|]\s*/;

/** Tables printed as text: pandas, Markdown, PrettyTable, tabulate, Unicode boxes, tabs. */
export function readTextTables(
  block: OutputBlock,
  used: Set<number>,
  telling: ReadonlySet<number>,
  told: ToldColumns,
): Reading[] {
  const readings: Reading[] = [];
  const titles = [...told.keys()];
  if (telling.size === 0 && titles.length === 0) {
    return readings;
  }
  let looks = 0;
  for (let index = 0; index < block.lines.length && looks < MAX_LOOKS; index += 1) {
    const line = block.lines[index] ?? '';
    const isTold = titles.some((title) => line.includes(title));
    const isNear = isTold || isNearMetric(block, index, telling);
    if (
      used.has(index) ||
      line.length > 1000 ||
      !isNear ||
      !(looksLikeHeader(line, isTold) || isOnlyTitle(block, index))
    ) {
      continue;
    }
    const table = readTableAt(block, index);
    looks += table.lastLine - index + 1;
    if (table.table === null) {
      continue;
    }
    const found = readTable(block, table.table, told);
    if (found.length > 0) {
      for (let next = index; next <= table.lastLine; next += 1) {
        used.add(next);
      }
      index = table.lastLine;
    }
    const split = found.some((reading) => reading.split === null) ? splitAbove(block, table.table.line) : null;
    readings.push(
      ...(split === null ? found : found.map((reading) => ({ ...reading, split: reading.split ?? split }))),
    );
  }
  return readings;
}

/** `Test set results:` right above a table, perhaps over a ruler. */
function splitAbove(block: OutputBlock, start: number): string | null {
  const above = block.lines.slice(Math.max(start - 4, 0), start).findLast((line) => !/^[\s\-=*#_─]*$/.test(line));
  return above === undefined || above.length > 80 || /\d/.test(above) ? null : readMetricLabel(above).split;
}

/** A metric's name in the header, or in one of the first rows under it. */
function isNearMetric(block: OutputBlock, index: number, telling: ReadonlySet<number>): boolean {
  for (let near = index; near < index + 4; near += 1) {
    if (telling.has(near) && (block.lines[near]?.length ?? 0) <= 1_000) {
      return true;
    }
  }
  return false;
}

/** At least two words, wide gaps or bars between them, and nothing that is a number. */
function looksLikeHeader(line: string, isTold: boolean): boolean {
  if (/[:=]\s*-?\d/.test(line) || RULER.test(line)) {
    return false;
  }
  const wide = splitCells(line);
  const cells = wide.length < 2 && isTold ? line.trim().split(/\s+/) : wide;
  // `Model:   ALS` labels a text.
  return (
    cells.length >= 2 &&
    !(cells.length === 2 && cells[0]?.endsWith(':') === true) &&
    cells.some((cell) => /[A-Za-z]/.test(cell)) &&
    cells.every((cell) => !/^-?\d+(?:\.\d|,\d{3}\b)/.test(cell))
  );
}

/** The title of a frame's one column, right above the ends of its numbers. */
function isOnlyTitle({ lines }: OutputBlock, index: number): boolean {
  const line = (lines[index] ?? '').trimEnd();
  const [first = '', second = ''] = lines.slice(index + 1, index + 3).map((row) => row.trimEnd());
  return (
    /^\s{4,}[A-Za-z]/.test(line) &&
    !/\s{2}/.test(line.trim()) &&
    [first, second].every((row) => row.length === line.length && /^\S.*\s{2,}-?\d+\.\d+$/.test(row))
  );
}

function splitCells(line: string): string[] {
  if (/[│┃║|]/.test(line)) {
    const cells = line.trim().split(BARS);
    return cells.slice(cells[0] === '' ? 1 : 0, cells.at(-1) === '' ? -1 : undefined);
  }
  return line.trim().split(/\t+|\s{2,}/);
}

function readTableAt(block: OutputBlock, start: number, parts = 1): { table: TextTable | null; lastLine: number } {
  const title = block.lines[start] ?? '';
  const header = title.replace(WRAPPED, '');
  const isBarred = /[│┃║|]/.test(header);
  const rows: string[] = [];
  let last = start;
  for (let index = start + 1; index < block.lines.length && rows.length < MAX_ROWS; index += 1) {
    const line = block.lines[index] ?? '';
    // A long frame is shown by its first and last rows, and dots between them.
    if ((RULER.test(line) || LEFT_OUT.test(line)) && line.trim() !== '') {
      last = index;
      continue;
    }
    // The name of the index stands under the header.
    if (index === start + 1 && /^[A-Za-z_]\w*\s*$/.test(line) && /^\s/.test(header)) {
      continue;
    }
    if (line.trim() === '' || /[│┃║|]/.test(line) !== isBarred || !/\d/.test(line)) {
      break;
    }
    rows.push(line.includes('it/s') ? line.replace(PROGRESS, '') : line);
    last = index;
  }
  const table = isBarred ? barred(header, rows, start) : spaced(header, rows, start);
  const isWrapped = table !== null && parts < MOST_PARTS && WRAPPED.test(title);
  const below = isWrapped ? readTableAt(block, afterBlanks(block, last + 1), parts + 1) : null;
  const whole = table === null || below === null ? null : joined(table, below.table);
  return whole === null ? { table, lastLine: last } : { table: whole, lastLine: below?.lastLine ?? last };
}

/** Of the parts of one frame. */
const MOST_PARTS = 12;

/** A wide frame goes on below: `AUC  Accuracy  \`. */
const WRAPPED = /\s\\\s*$/;

function afterBlanks({ lines }: OutputBlock, start: number): number {
  return (
    start +
    Math.max(
      lines.slice(start, start + 3).findIndex((line) => line.trim() !== ''),
      0,
    )
  );
}

/** Both parts of a wide frame, which begin their rows with the same index; null where they are no parts of one. */
function joined(table: TextTable, below: TextTable | null): TextTable | null {
  const isOne =
    below !== null &&
    below.labelColumns === 1 &&
    table.labelColumns === 1 &&
    below.rows.length === table.rows.length &&
    below.rows.every((row, index) => row[0] === table.rows[index]?.[0]);
  return isOne
    ? {
        ...table,
        header: [...table.header, ...below.header.slice(1)],
        rows: table.rows.map((row, index) => [...row, ...(below.rows[index]?.slice(1) ?? [])]),
      }
    : null;
}

const LEFT_OUT = /^\s*\.{2,}[\s.|]*$/;

function barred(header: string, rows: readonly string[], line: number): TextTable | null {
  const cut = splitCells(header);
  const split = rows.map(splitCells);
  // Cornac leaves the corner above the names of its rows empty: `       | Recall@20 | Train (s)`.
  const hasCorner = /^\s+[│┃║|]/.test(header) && split.every((row) => row.length === cut.length + 1);
  const titles = hasCorner ? ['', ...cut] : cut;
  const cells = split.filter((row) => row.length === titles.length);
  return cells.length === 0 ? null : { header: titles, rows: cells, labelColumns: 0, line, form: 'text-table' };
}

/** The bar of an epoch behind its last score: `0.997: 100% 148/148 [00:37<00:00,  3.94it/s]`. */
const PROGRESS = /:\s+\d+%.*$/;

/** Columns split at the gaps; where a column of texts follows, pandas leaves a gap of one space. */
function spaced(header: string, rows: readonly string[], line: number): TextTable | null {
  const wide = splitCells(header);
  const narrow = header.trim().split(/\s+/);
  // `MAE (EUR) MAPE (%)`: a unit belongs to the title before it.
  const isUnited = wide.some((title) => /\)\s\S/.test(title));
  return (
    nested(wide, rows, line) ??
    (isUnited ? aligned(header.trim().split(/\s+(?!\()/), rows, line) : null) ??
    aligned(wide, rows, line) ??
    (narrow.length > wide.length ? aligned(narrow, rows, line) : null) ??
    byEdges(header, rows, line)
  );
}

/** An index of two levels, of which the outer one is told once: the inner names begin at one place in every row. */
function nested(titles: readonly string[], rows: readonly string[], line: number): TextTable | null {
  const indents = new Set(rows.filter((row) => row.startsWith('  ')).map((row) => row.search(/\S/)));
  const [indent = 0] = indents;
  const isApart = rows.every((row) => row[indent - 1] === ' ');
  if (indents.size !== 1 || !isApart || rows[0]?.startsWith(' ') === true) {
    return null;
  }
  let outer = '';
  const filled = rows.map((row) => {
    outer = row.slice(0, indent).trim() === '' ? outer : row.slice(0, indent).trim();
    return [outer, ...splitCells(row.slice(indent))];
  });
  return filled.every((row) => row.length === titles.length + 2)
    ? { header: ['', '', ...titles], rows: filled, labelColumns: 2, line, form: 'text-table' }
    : null;
}

/** As `to_string` justifies columns: each title and all that is below it end at one place, and a blank follows. */
function byEdges(header: string, rows: readonly string[], line: number): TextTable | null {
  if (/[^\x00-\x7f]/.test(header) || rows.length < 2) {
    return null;
  }
  const edges = [...header.matchAll(/\S+(?: \S+)*?(?=\s|$)/g)].map((match) => match.index + match[0].length);
  const last = edges.at(-1) ?? 0;
  const fits = (row: string): boolean => row.trimEnd().length === last && edges.every((edge) => isEdge(row, edge));
  // Numbers of rows stand in the first column, under no title.
  const isNumbered = rows.every((row) => /^\d+\s/.test(row));
  if (edges.length < 2 || isNumbered || !rows.every(fits)) {
    return null;
  }
  const cut = (text: string): string[] => edges.map((edge, at) => text.slice(edges[at - 1] ?? 0, edge).trim());
  return { header: cut(header), rows: rows.map(cut), labelColumns: 0, line, form: 'text-table' };
}

function isEdge(row: string, edge: number): boolean {
  return (row[edge] ?? ' ') === ' ' && row[edge - 1] !== ' ';
}

/** A data frame's rows have one cell more than its header: the index. */
function aligned(titles: readonly string[], rows: readonly string[], line: number): TextTable | null {
  const matching = fittingRows(titles.length, rows);
  if (matching === null || !matching.some((row) => row.some((cell) => wholeNumber(cell) !== null))) {
    return null;
  }
  const hasIndex = matching[0]?.length === titles.length + 1;
  return {
    header: hasIndex ? ['', ...titles] : titles,
    rows: matching,
    labelColumns: hasIndex ? 1 : 0,
    line,
    form: 'text-table',
  };
}

/** The cells of at least half of the rows, all as many; null as soon as it is clear that these lines are no table. */
function fittingRows(columns: number, rows: readonly string[]): string[][] | null {
  const matching: string[][] = [];
  let misses = 0;
  for (const row of rows) {
    const cells = fitCells(row, columns);
    if (cells === null) {
      misses += 1;
    } else if (matching[0] !== undefined && matching[0].length !== cells.length) {
      return null;
    } else {
      matching.push(cells);
    }
    if (misses > rows.length / 2) {
      return null;
    }
  }
  return matching.length === 0 ? null : matching;
}

/** A large number leaves a gap of one space: `-2.11 131.02`. */
const TWO_NUMBERS = /^-?\d[\d.]*(?:e[-+]?\d+)? -?\d[\d.]*(?:e[-+]?\d+)?$/;

/** The scores of all folds behind their mean: one cell. */
const LIST = /\[[-\d.\s,e]*\]/g;

function fitCells(row: string, columns: number): string[] | null {
  const wide = splitCells(row.includes('[') ? row.replace(LIST, (list) => list.replace(/\s+/g, ' ')) : row);
  if (wide.length === columns + 1) {
    return wide;
  }
  const narrow = row.trim().split(/\s+/);
  // A number below zero stands close to the name before it: `0  WeightedEnsemble -52.98  335.4`.
  const isClose =
    wide.length === columns &&
    narrow.length === columns + 1 &&
    (/^\d+\s.*\S -\d/.test(row.trim()) || wide.some((cell) => TWO_NUMBERS.test(cell)));
  if (wide.length === columns && !isClose) {
    return wide;
  }
  return narrow.length === columns || narrow.length === columns + 1 ? narrow : null;
}
