import type { ComponentChild } from 'preact';
import type { TableColumn } from '../../../core/table/versionTable';

/** `roc_auc  test ↑`: the name, then what narrows it down, then which way is better. */
export function ColumnLabel({ column }: { readonly column: TableColumn }): ComponentChild {
  if (column.group !== 'metric') {
    return (
      <span class="label" title={column.name}>
        <span class="label-name">{column.name}</span>
      </span>
    );
  }
  const details = metricDetails(column);
  return (
    <span class={column.headline ? 'label headline' : 'label'} title={`${column.name} ${details}`.trim()}>
      <span class="label-name">{column.name}</span>
      {details === '' ? null : <span class="label-detail">{details}</span>}
      <Direction higherIsBetter={column.higherIsBetter} />
    </span>
  );
}

export function metricDetails(column: { readonly split: string | null; readonly model: string | null }): string {
  return [column.split, column.model].filter((part) => part !== null).join(' · ');
}

function Direction({ higherIsBetter }: { readonly higherIsBetter: boolean | null }): ComponentChild {
  if (higherIsBetter === null) {
    return null;
  }
  const words = higherIsBetter ? 'higher is better' : 'lower is better';
  return (
    <span class="direction" title={words}>
      <span aria-hidden="true">{higherIsBetter ? '↑' : '↓'}</span>
      <span class="spoken">, {words}</span>
    </span>
  );
}
