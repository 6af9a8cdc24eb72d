export interface HtmlTable {
  /** Rows of cell texts; spans are repeated so that columns line up. */
  readonly rows: readonly (readonly string[])[];
  /** How many of the first rows are headers. */
  readonly headerRows: number;
  /** How many of the first columns are row labels. */
  readonly labelColumns: number;
}

export interface HtmlText {
  readonly tables: readonly HtmlTable[];
  /** The text outside of tables. */
  readonly lines: readonly string[];
}

const MAX_CELLS = 50_000;
const BREAKING = new Set(['br', 'p', 'div', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'pre', 'table', 'ul', 'ol']);
const EMPTY: HtmlText = { tables: [], lines: [] };

/** Reads tables and text of an HTML output with a scanner that never looks back; scripts and styles are skipped. */
export function readHtml(html: string): HtmlText {
  // The estimator diagrams of scikit-learn and interactive plots are large and hold no results.
  const head = html.slice(0, 3000);
  if (/class="sk-|\.sk-|Plotly\.|vega-embed|bokeh|root\.Bokeh/i.test(head)) {
    return EMPTY;
  }
  const builder = new HtmlBuilder();
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) {
      builder.text(html.slice(position));
      break;
    }
    builder.text(html.slice(position, open));
    const close = html.indexOf('>', open);
    if (close < 0) {
      break;
    }
    const tag = html.slice(open + 1, Math.min(close, open + 400));
    const name = /^\/?[a-z][a-z0-9]*/i.exec(tag)?.[0].toLowerCase() ?? '';
    position = close + 1;
    if (name === 'script' || name === 'style' || name === 'svg') {
      const end = html.indexOf(`</${name}`, position);
      position = end < 0 ? html.length : end;
    } else {
      builder.tag(name, tag);
    }
  }
  return builder.finish();
}

class HtmlBuilder {
  private readonly tables: HtmlTable[] = [];
  private readonly lines: string[] = [];
  private line = '';
  private table: TableBuilder | null = null;
  private isPreformatted = false;

  text(raw: string): void {
    if (raw === '') {
      return;
    }
    const text = decodeEntities(raw);
    if (this.table !== null) {
      this.table.text(text);
    } else if (this.isPreformatted) {
      const [first, ...rest] = text.split('\n');
      this.line += first ?? '';
      for (const next of rest) {
        this.breakLine();
        this.line = next;
      }
    } else {
      this.line += text.replace(/\s+/g, ' ');
    }
  }

  tag(name: string, tag: string): void {
    if (name === 'pre' || name === '/pre') {
      this.isPreformatted = name === 'pre';
    }
    if (this.table !== null) {
      this.table.tag(name, tag);
      if (name === '/table') {
        this.closeTable();
      }
    } else if (name === 'table') {
      this.table = new TableBuilder();
    }
    if (this.table === null && BREAKING.has(name.replace('/', ''))) {
      this.breakLine();
    }
  }

  finish(): HtmlText {
    this.closeTable();
    this.breakLine();
    return { tables: this.tables, lines: this.lines };
  }

  private closeTable(): void {
    const table = this.table?.finish() ?? null;
    this.table = null;
    if (table !== null) {
      this.tables.push(table);
    }
  }

  private breakLine(): void {
    if (this.line.trim() !== '') {
      this.lines.push(this.line.trimEnd());
    }
    this.line = '';
  }
}

interface TableCell {
  text: string;
  readonly isHeader: boolean;
  readonly span: number;
  /** Rows that it goes down over. */
  readonly depth: number;
}

class TableBuilder {
  private readonly rows: { cells: TableCell[]; isHead: boolean }[] = [];
  private cell: TableCell | null = null;
  private isHead = false;
  private count = 0;

  text(text: string): void {
    if (this.cell !== null && this.cell.text.length < 500) {
      this.cell.text += text;
    }
  }

  tag(name: string, tag: string): void {
    if (name === 'thead' || name === '/thead') {
      this.isHead = name === 'thead';
    } else if (name === 'tr') {
      this.rows.push({ cells: [], isHead: this.isHead });
      this.cell = null;
    } else if ((name === 'td' || name === 'th') && this.count < MAX_CELLS) {
      const span = Number(/colspan=["']?(\d{1,2})/i.exec(tag)?.[1] ?? '1');
      const depth = tag.includes('rowspan') ? Number(/rowspan=["']?(\d{1,3})/i.exec(tag)?.[1] ?? '1') : 1;
      this.cell = { text: '', isHeader: name === 'th', span: Math.max(1, span), depth: Math.max(1, depth) };
      this.rows.at(-1)?.cells.push(this.cell);
      this.count += 1;
    } else if (name === '/td' || name === '/th') {
      this.cell = null;
    }
  }

  finish(): HtmlTable | null {
    const rows = withDepth(this.rows.filter((row) => row.cells.length > 0));
    const [first, second] = rows[0]?.cells ?? [];
    // One row is no table, unless it is a title and its value.
    const isPair = rows[0]?.cells.length === 2 && first?.isHeader === true && second?.isHeader === false;
    if (rows.length < (isPair ? 1 : 2)) {
      return null;
    }
    const heads = rows.findIndex((row) => !row.isHead && !row.cells.every((cell) => cell.isHeader));
    const body = rows.slice(Math.max(heads, 0));
    const labels = body[0]?.cells.findIndex((cell) => !cell.isHeader) ?? 0;
    return {
      rows: rows.map((row) => row.cells.flatMap((cell) => Array<string>(cell.span).fill(cell.text.trim()))),
      headerRows: heads < 0 ? 0 : heads,
      labelColumns: Math.max(labels, 0),
    };
  }
}

interface TableRow {
  readonly cells: readonly TableCell[];
  readonly isHead: boolean;
}

/** A first cell that goes down over several rows stands in each of them: the outer name of an index of two levels. */
function withDepth(rows: readonly TableRow[]): readonly TableRow[] {
  if (!rows.some(({ cells, isHead }) => !isHead && (cells[0]?.depth ?? 1) > 1)) {
    return rows;
  }
  let outer: TableCell | undefined;
  let left = 0;
  return rows.map((row) => {
    if (left > 0 && outer !== undefined) {
      left -= 1;
      return { ...row, cells: [outer, ...row.cells] };
    }
    [outer] = row.cells;
    left = row.isHead ? 0 : (outer?.depth ?? 1) - 1;
    return row;
  });
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  plusmn: '±',
  times: '×',
  mdash: '-',
  ndash: '-',
  minus: '-',
};

function decodeEntities(text: string): string {
  if (!text.includes('&')) {
    return text;
  }
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
    }
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}
