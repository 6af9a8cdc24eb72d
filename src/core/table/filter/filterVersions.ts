import { LedgerError } from '../../errors';
import type { DocumentationField, Version } from '../../model';
import { TableData } from '../tableData';
import { createTableSource } from '../tableSource';
import { applyFilter } from './applyFilter';
import { FilterError } from './filterError';

/**
 * The versions that a filter keeps, in their order. `required` are the fields without which a version is not documented.
 * Throws `filter-invalid`, which says where the filter goes wrong.
 */
export function filterVersions(
  versions: readonly Version[],
  filter: string,
  required: readonly DocumentationField[],
): readonly Version[] {
  const source = createTableSource(versions, { required, textLimit: null, hasEqualPackages: true });
  const data = new TableData(source.table);
  data.append(source.chunk(0, versions.length));
  try {
    return applyFilter(filter, { data, starred: null }).flatMap((row) => versions[row] ?? []);
  } catch (error) {
    if (error instanceof FilterError) {
      throw invalid(filter, error);
    }
    throw error;
  }
}

function invalid(filter: string, error: FilterError): LedgerError {
  const { from, to, message } = error;
  const text = filter.slice(from, to);
  const place = text.trim() === '' ? 'at its end' : `at character ${from + 1} (${text})`;
  return new LedgerError(
    'filter-invalid',
    `The filter cannot be used, ${place}: ${message}`,
    { filter, from, to },
    { cause: error },
  );
}
