import { claimNamed, filterNames, findFilterField, type FilterField, type FilterScope } from './filterFields';
import { FilterError } from './filterError';
import { filterPeriod } from './filterDate';
import type { FilterOperator } from './filterTokens';
import { nearestName } from '../../nearestName';
import { parseFilter, type Filter, type FilterWord } from './parseFilter';
import { cellSearchText, textSearch } from './searchText';
import type { CellValue } from '../versionTable';

type Test = (row: number) => boolean;

/** The rows that a filter keeps, in the table's order. Throws a `FilterError` that says where and what to do. */
export function applyFilter(source: string, scope: FilterScope): readonly number[] {
  const filter = parseFilter(source);
  const test: Test = filter === null ? () => true : compile(filter, scope);
  const rows: number[] = [];
  for (let row = 0; row < scope.data.loaded; row += 1) {
    if (test(row)) {
      rows.push(row);
    }
  }
  return rows;
}

function compile(filter: Filter, scope: FilterScope): Test {
  switch (filter.kind) {
    case 'and': {
      const tests = filter.parts.map((part) => compile(part, scope));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = filter.parts.map((part) => compile(part, scope));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = compile(filter.part, scope);
      return (row) => !test(row);
    }
    case 'text': {
      const claim = filter.word.isQuoted ? null : claimOf(filter.word, scope);
      return claim === null ? textSearch(scope.data, filter.word.text) : (row) => claim.test(row);
    }
    case 'has':
      return hasValue(fieldOf(filter.field, scope), scope);
    case 'comparison': {
      const field = fieldOf(filter.field, scope);
      const tests = filter.values.map((value) => compare(field, filter.operator, value, scope));
      return (row) => tests.some((test) => test(row));
    }
  }
}

function claimOf(word: FilterWord, scope: FilterScope): ReturnType<typeof claimNamed> {
  const claim = claimNamed(word.text, scope);
  if (claim?.label === 'starred' && scope.starred === null) {
    throw new FilterError(
      'Stars are kept by the editor for the person who set them. Leave them out here.',
      word.from,
      word.to,
    );
  }
  return claim;
}

function fieldOf(word: FilterWord, scope: FilterScope): FilterField {
  const field = claimOf(word, scope) ?? findFilterField(word.text, scope);
  if (field !== null) {
    return field;
  }
  const names = [...scope.data.table.columns.map(({ name }) => name), ...filterNames(scope).map(({ text }) => text)];
  const nearest = nearestName(word.text, names);
  const hint = nearest === null ? 'Write a metric, a param, tag.name or stage.' : `Did you mean ${nearest}?`;
  throw new FilterError(`No version here has “${word.text}”. ${hint}`, word.from, word.to);
}

function hasValue(field: FilterField, { data }: FilterScope): Test {
  switch (field.kind) {
    case 'number':
    case 'time':
      return (row) => !Number.isNaN(field.value(row));
    case 'claim':
      return (row) => field.test(row);
    case 'texts':
      return (row) => field.texts(row).length > 0;
    case 'fact':
      return (row) => data.code(field.column, row) !== 0;
  }
}

/** `!=` and `!~` hold where `=` and `~` do not: also for a version that has no value there. */
function compare(field: FilterField, operator: FilterOperator, value: FilterWord, scope: FilterScope): Test {
  if (operator === '!=' || operator === '!~') {
    const test = compare(field, operator === '!=' ? '=' : '~', value, scope);
    return (row) => !test(row);
  }
  switch (field.kind) {
    case 'number':
      return compareNumber(field, operator, value);
    case 'time':
      return compareTime(field, operator, value);
    case 'claim':
      return compareClaim(field, operator, value);
    case 'texts':
      return compareTexts(field, operator, value);
    case 'fact':
      return compareFact(field, operator, value, scope);
  }
}

type Positive = Exclude<FilterOperator, '!=' | '!~'>;

function compareNumber(field: Extract<FilterField, { kind: 'number' }>, operator: Positive, value: FilterWord): Test {
  // `version > v4` is how people write it.
  const text = field.label === 'version' ? value.text.replace(/^v/i, '') : value.text;
  const wanted = text.trim() === '' ? Number.NaN : Number(text.replace('−', '-'));
  if (Number.isNaN(wanted) || operator === '~') {
    throw new FilterError(
      `${field.label} is a number: compare it with one, such as ${field.label} > ${field.label === 'version' ? 4 : 0.9}.`,
      value.from,
      value.to,
    );
  }
  // NaN, the value of a version that has none, compares to nothing.
  return (row) => holds(field.value(row) - wanted, operator);
}

function holds(order: number, operator: Exclude<Positive, '~'>): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
  }
}

function compareTime(field: Extract<FilterField, { kind: 'time' }>, operator: Positive, value: FilterWord): Test {
  const period = filterPeriod(value.text);
  if (period === null) {
    throw new FilterError(`“${value.text}” is no date. Write it as 2026-01-31, 2026-01 or 2026.`, value.from, value.to);
  }
  const { from, to } = period;
  const tests: Readonly<Record<Positive, (time: number) => boolean>> = {
    '=': (time) => time >= from && time < to,
    '~': (time) => time >= from && time < to,
    '>': (time) => time >= to,
    '>=': (time) => time >= from,
    '<': (time) => time < from,
    '<=': (time) => time < to,
  };
  return (row) => tests[operator](field.value(row));
}

const YES = /^(yes|true)$/i;
const NO = /^(no|false)$/i;

function compareClaim(field: Extract<FilterField, { kind: 'claim' }>, operator: Positive, value: FilterWord): Test {
  const isYes = YES.test(value.text);
  if ((!isYes && !NO.test(value.text)) || operator !== '=') {
    throw new FilterError(
      `${field.label} is yes or no: write ${field.label}, or not ${field.label}.`,
      value.from,
      value.to,
    );
  }
  return (row) => field.test(row) === isYes;
}

function compareTexts(field: Extract<FilterField, { kind: 'texts' }>, operator: Positive, value: FilterWord): Test {
  const wanted = value.text.toLowerCase();
  switch (operator) {
    case '=':
      return (row) => field.texts(row).some((text) => text.toLowerCase() === wanted);
    case '~':
      return (row) => field.texts(row).some((text) => text.toLowerCase().includes(wanted));
    default:
      throw new FilterError(
        `${field.label} has no order. Compare it with =, != or ~ (contains).`,
        value.from,
        value.to,
      );
  }
}

/** Each different value is compared once. */
function compareFact(
  field: Extract<FilterField, { kind: 'fact' }>,
  operator: Positive,
  { text }: FilterWord,
  { data }: FilterScope,
): Test {
  const matches = Uint8Array.from([
    0,
    ...data.dictionary(field.column).map((cell) => +matchesCell(cell, operator, text)),
  ]);
  return (row) => matches[data.code(field.column, row)] === 1;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function matchesCell(cell: CellValue, operator: Positive, text: string): boolean {
  if (operator === '~') {
    return cellSearchText(cell).toLowerCase().includes(text.toLowerCase());
  }
  if (operator === '=') {
    return equalsCell(cell, text);
  }
  const order = orderOf(cell, text);
  return order !== null && holds(order, operator);
}

const SHORTEST_DIGEST = 6;

function equalsCell(cell: CellValue, text: string): boolean {
  if (cell === null) {
    return /^(none|null)$/i.test(text);
  }
  if (typeof cell === 'boolean') {
    return (cell ? YES : NO).test(text);
  }
  if (typeof cell === 'object') {
    const digest = text.includes(':') ? text : `${cell.kind}:${text}`;
    return text.length >= SHORTEST_DIGEST && `${cell.kind}:${cell.digest}`.startsWith(digest);
  }
  return orderOf(cell, text) === 0;
}

/** Below zero when the cell comes before the text: numbers by size, others as people sort them (3.9 before 3.11). */
function orderOf(cell: CellValue, text: string): number | null {
  if (cell === null || typeof cell === 'boolean' || typeof cell === 'object') {
    return null;
  }
  const isNumber = text.trim() !== '' && !Number.isNaN(Number(text));
  if (typeof cell === 'number') {
    return isNumber ? cell - Number(text) : null;
  }
  return collator.compare(cell, text);
}
