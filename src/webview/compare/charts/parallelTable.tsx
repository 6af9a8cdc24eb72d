import type { ComponentChild } from 'preact';
import type { ChartVersion } from './chartProps';
import { valueText, type ColumnValues } from './columnValues';
import { PagedTable } from './pagedTable';

interface ParallelTableProps {
  readonly axes: readonly ColumnValues[];
  readonly versions: readonly ChartVersion[];
  readonly isChosen: readonly boolean[];
}

/** The versions that pass, a column per axis. */
export function ParallelTable({ axes, versions, isChosen }: ParallelTableProps): ComponentChild {
  const chosen = versions.flatMap((version, index) => (isChosen[index] === true ? [{ version, index }] : []));
  return (
    <PagedTable
      head={
        <>
          <th scope="col">Version</th>
          {axes.map(({ id, label }) => (
            <th key={id} scope="col" class="number">
              {label}
            </th>
          ))}
        </>
      }
      count={chosen.length}
      row={(at) => {
        const { version, index } = chosen[at] ?? {};
        return version === undefined || index === undefined ? null : (
          <tr key={version.id}>
            <th scope="row">{version.name}</th>
            {axes.map((axis) => (
              <td key={axis.id} class="number">
                {valueText(axis, index)}
              </td>
            ))}
          </tr>
        );
      }}
    />
  );
}
