import { addPoint, toSeries, type LabelledValue, type LabelledValues, type Point } from './labelledValues';

const STEP_COLUMN = /^(?:epoch|step|global_step|iter|iteration|round|batch)s?$/i;

/**
 * A table of metrics: one row a step (Keras' CSVLogger, Lightning's sparse metrics.csv, CatBoost's error files), one row
 * a metric, or a single row. Null when it has no numbers to read.
 */
export function readMetricsTable(text: string, separator: ',' | ';' | '\t'): LabelledValues | null {
  const [header, ...rows] = parseTable(text, separator);
  if (header === undefined || rows.length === 0) {
    return null;
  }
  return readNamedRows(header, rows) ?? readColumns(header, rows);
}

/** Whether a text whose name says nothing is such a table: a step in its header, and numbers below. */
export function isStepTable(text: string, separator: ',' | ';' | '\t'): boolean {
  const [header = '', first = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 2);
  const [titles, cells] = [header.split(separator), first.split(separator)];
  return (
    titles.length > 1 &&
    cells.length === titles.length &&
    titles.some((title) => STEP_COLUMN.test(title.trim())) &&
    cells.every((cell) => cell.trim() === '' || toNumber(cell) !== null)
  );
}

/** `metric,value`. */
function readNamedRows(header: readonly string[], rows: readonly (readonly string[])[]): LabelledValues | null {
  const name = header.findIndex((title) => /^(?:metric|name|key|score|measure)s?$/i.test(title.trim()));
  const value = header.findIndex((title) => /^(?:value|score|result)s?$/i.test(title.trim()));
  const isText = rows.some((row) => name >= 0 && toNumber(row[name]) === null);
  if (name < 0 || value < 0 || name === value || !isText) {
    return null;
  }
  const values = rows.flatMap((row, index): readonly LabelledValue[] => {
    const [label, number] = [row[name] ?? '', toNumber(row[value])];
    return number === null || label === '' ? [] : [{ label, value: number, line: index + 1 }];
  });
  return { values, series: [] };
}

/** One column a metric; of each the last cell that is filled counts. */
function readColumns(header: readonly string[], rows: readonly (readonly string[])[]): LabelledValues | null {
  const stepColumn = header.findIndex((title) => STEP_COLUMN.test(title.trim()));
  // Rows without a step are different things, say models or samples, of which none is "the last".
  if (rows.length > 1 && stepColumn < 0) {
    return null;
  }
  const points = new Map<string, Point[]>();
  const last = new Map<string, LabelledValue>();
  rows.forEach((row, index) => {
    const step = (stepColumn < 0 ? null : toNumber(row[stepColumn])) ?? index;
    header.forEach((title, column) => {
      const isMetric = !STEP_COLUMN.test(title.trim()) && !isBatchwise(title, header);
      const value = isMetric ? toNumber(row[column]) : null;
      if (value !== null) {
        const label = title.trim();
        last.set(label, { label, value, line: index + 1 });
        addPoint(points, label, { step, value });
      }
    });
  });
  return last.size === 0 ? null : { values: [...last.values()], series: toSeries(points) };
}

/** `train_loss_step` beside `train_loss_epoch`: the noise of single batches. */
function isBatchwise(title: string, header: readonly string[]): boolean {
  return title.endsWith('_step') && header.includes(title.replace(/_step$/, '_epoch'));
}

function toNumber(cell: string | undefined): number | null {
  const text = (cell ?? '').trim();
  const number = text === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** Cells with quotes as RFC 4180 has them. Blank lines are no rows. */
function parseTable(text: string, separator: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  for (let at = 0; at <= plain.length; at += 1) {
    const character = plain[at];
    if (isQuoted && character === '"' && plain[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"') {
      isQuoted = !isQuoted && cell.trim() === '';
    } else if (character === undefined || (!isQuoted && character === '\n')) {
      row.push(cell);
      if (row.some((each) => each.trim() !== '')) {
        rows.push(row);
      }
      [row, cell] = [[], ''];
    } else if (!isQuoted && character === separator) {
      row.push(cell);
      cell = '';
    } else {
      cell += character;
    }
  }
  return rows;
}
