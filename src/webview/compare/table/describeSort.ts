import { metricLabel } from '../../../core/metricRows';
import type { TableData } from '../../../core/table/tableData';
import type { SortKey } from '../../../protocol/tableView';

/** `Sorted by roc_auc (test) descending, then by max_depth ascending.` */
export function describeSort(data: TableData | null, sort: readonly SortKey[]): string {
  const keys = sort.map(({ column, descending }) => {
    const head = data?.table.columns[data.columnIndex(column)];
    const name = head === undefined ? column : head.group === 'metric' ? metricLabel(head) : head.name;
    return `by ${name} ${descending ? 'descending' : 'ascending'}`;
  });
  return `Sorted ${keys.join(', then ')}.`;
}
