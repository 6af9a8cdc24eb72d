import { formatReference } from '../../model';
import { isMetric, type TableData } from '../tableData';
import type { ColumnGroup, MetricColumn, TableColumn, VersionHead } from '../versionTable';
import { quoteFilterText } from './filterTokens';

/** What a filter is applied to. */
export interface FilterScope {
  readonly data: TableData;
  /** Ids of the versions that the user has starred; null where nobody's stars are known. */
  readonly starred: ReadonlySet<string> | null;
}

/** Something about a version that a filter can name. */
export type FilterField =
  | { readonly kind: 'number'; readonly label: string; value(row: number): number }
  /** Milliseconds since 1970. */
  | { readonly kind: 'time'; readonly label: string; value(row: number): number }
  | { readonly kind: 'claim'; readonly label: string; test(row: number): boolean }
  /** Any of the texts may match. */
  | { readonly kind: 'texts'; readonly label: string; texts(row: number): readonly string[] }
  | { readonly kind: 'fact'; readonly label: string; readonly column: number };

const CLAIMS: Readonly<Record<string, (head: VersionHead, scope: FilterScope) => boolean>> = {
  documented: (head) => head.documented,
  archived: (head) => head.archived,
  starred: (head, { starred }) => starred?.has(head.id) === true,
  conflict: (head) => head.conflict,
};

const TEXTS: Readonly<Record<string, (head: VersionHead) => readonly string[]>> = {
  model: (head) => [head.model],
  name: (head) => [head.name],
  reference: (head) => [formatReference(head.model, head.version)],
  stage: (head) => [head.stage],
  alias: (head) => head.aliases,
  by: (head) => [head.by],
  source: (head) => [head.source.path, head.source.kind],
};

/** What a name may begin with to say which group is meant: `tag.owner`. */
const PREFIXES: Readonly<Record<string, ColumnGroup>> = {
  metric: 'metric',
  param: 'param',
  data: 'data',
  code: 'code',
  documentation: 'documentation',
  artifact: 'artifact',
  environment: 'environment',
  env: 'environment',
  tag: 'tag',
};

export function claimNamed(name: string, scope: FilterScope): Extract<FilterField, { kind: 'claim' }> | null {
  const label = name.toLowerCase();
  const claim = Object.hasOwn(CLAIMS, label) ? CLAIMS[label] : undefined;
  return claim === undefined
    ? null
    : {
        kind: 'claim',
        label,
        test: (row) => {
          const head = scope.data.head(row);
          return head !== undefined && claim(head, scope);
        },
      };
}

/** What a name stands for, or null. What every version has comes first, then metrics, params and the rest as shown. */
export function findFilterField(name: string, scope: FilterScope): FilterField | null {
  return headField(name.toLowerCase(), scope) ?? columnField(name, scope) ?? groupField(name.toLowerCase(), scope);
}

function headField(name: string, scope: FilterScope): FilterField | null {
  const { data } = scope;
  const texts = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
  if (texts !== undefined) {
    return { kind: 'texts', label: name, texts: (row) => textsOf(data.head(row), texts) };
  }
  if (name === 'version') {
    return { kind: 'number', label: name, value: (row) => data.head(row)?.version ?? Number.NaN };
  }
  if (name === 'at') {
    return { kind: 'time', label: name, value: (row) => Date.parse(data.head(row)?.at ?? '') };
  }
  return claimNamed(name, scope);
}

function textsOf(head: VersionHead | undefined, read: (head: VersionHead) => readonly string[]): readonly string[] {
  return head === undefined ? [] : read(head);
}

function columnField(name: string, { data }: FilterScope): FilterField | null {
  const column = findColumn(name, data.table.columns);
  const head = data.table.columns[column];
  if (head === undefined) {
    return null;
  }
  return isMetric(head)
    ? { kind: 'number', label: name, value: (row) => data.values(column)[row] ?? Number.NaN }
    : { kind: 'fact', label: name, column };
}

/** The whole name first, then what follows a prefix, then `name[split]`; case counts only where it must. */
function findColumn(name: string, columns: readonly TableColumn[]): number {
  const dot = name.indexOf('.');
  const group = dot < 0 ? undefined : PREFIXES[name.slice(0, dot).toLowerCase()];
  const rest = name.slice(dot + 1);
  const tests: readonly ((column: TableColumn) => boolean)[] = [
    (column) => column.name === name,
    (column) => column.group === group && column.name === rest,
    (column) => isMetric(column) && isQualified(column, name),
    (column) => isMetric(column) && group === 'metric' && isQualified(column, rest),
    (column) => same(column.name, name),
    (column) => column.group === group && same(column.name, rest),
  ];
  for (const test of tests) {
    const found = columns.findIndex(test);
    if (found >= 0) {
      return found;
    }
  }
  return -1;
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** `roc_auc[test]`, `roc_auc[test, SVC]`, `roc_auc[SVC]`, in any case. */
function isQualified(column: MetricColumn, name: string): boolean {
  const match = /^(?<name>[^[]*)\[(?<details>[^\]]*)\]$/.exec(name);
  const { name: plain, details } = match?.groups ?? {};
  if (plain === undefined || details === undefined || !same(column.name, plain)) {
    return false;
  }
  const own = [column.split, column.model].filter((part) => part !== null);
  const asked = details.split(',').map((part) => part.trim());
  return asked.every((part) => own.some((detail) => same(detail, part)));
}

/** `data ~ churn`: any name or value of the group. */
function groupField(name: string, { data }: FilterScope): FilterField | null {
  const group = Object.hasOwn(PREFIXES, name) ? PREFIXES[name] : undefined;
  if (group === undefined || group === 'metric') {
    return null;
  }
  const columns = data.table.columns.flatMap((column, index) => (column.group === group ? [index] : []));
  return {
    kind: 'texts',
    label: name,
    texts: (row) =>
      columns.flatMap((column) => {
        const value = data.fact(column, row);
        const text = typeof value === 'object' && value !== null ? `${value.kind}:${value.digest}` : String(value);
        return value === undefined ? [] : [data.table.columns[column]?.name ?? '', text];
      }),
  };
}

export interface FilterName {
  /** As a filter writes it. */
  readonly text: string;
  /** `metric`, `param`, `tag` … or what it says. */
  readonly detail: string;
}

const OWN_NAMES: readonly FilterName[] = [
  { text: 'stage', detail: 'where it stands' },
  { text: 'alias', detail: 'champion, challenger, …' },
  { text: 'version', detail: 'its number' },
  { text: 'at', detail: 'when it was registered' },
  { text: 'by', detail: 'who registered it' },
  { text: 'model', detail: 'the model' },
  { text: 'name', detail: 'its full name' },
  { text: 'source', detail: 'the notebook or file' },
  { text: 'documented', detail: 'its reasons are written' },
  { text: 'starred', detail: 'you have starred it' },
  { text: 'archived', detail: 'it was archived' },
  { text: 'conflict', detail: 'its number is taken twice' },
];

/** Every name that a filter of this table can use, each written so that it means that column and no other. */
export function filterNames({ data }: FilterScope): readonly FilterName[] {
  const own = new Set(OWN_NAMES.map(({ text }) => text));
  const { columns } = data.table;
  const others = columns.map((column, index): FilterName => {
    const isPlain = !own.has(column.name.toLowerCase()) && findColumn(column.name, columns) === index;
    const written = quoteFilterText(column.name);
    const text =
      isMetric(column) && needsDetails(column, columns)
        ? qualified(column)
        : isPlain && column.group !== 'tag'
          ? written
          : `${column.group}.${written}`;
    return { text, detail: column.group };
  });
  const metrics = others.filter(({ detail }) => detail === 'metric');
  return [...metrics, ...OWN_NAMES, ...others.filter(({ detail }) => detail !== 'metric')];
}

function needsDetails(column: MetricColumn, columns: readonly TableColumn[]): boolean {
  return columns.filter((other) => isMetric(other) && other.name === column.name).length > 1;
}

function qualified({ name, split, model }: MetricColumn): string {
  const details = [split, model].filter((part) => part !== null);
  return details.length === 0 ? name : `${name}[${details.join(', ')}]`;
}
