import { formatReference } from '../../model';
import type { TableData } from '../tableData';
import type { CellValue, VersionHead } from '../versionTable';

/** Whether what a version says contains a text, in any case: its head, or one of its facts. */
export function textSearch(data: TableData, text: string): (row: number) => boolean {
  const word = text.toLowerCase();
  const hits = matchingCodes(data, word);
  return (row) =>
    headText(data.head(row)).includes(word) || hits.some(({ column, codes }) => codes.has(data.code(column, row)));
}

/** Each different value is looked at once, however many versions share it. */
function matchingCodes(
  data: TableData,
  word: string,
): readonly { readonly column: number; readonly codes: ReadonlySet<number> }[] {
  return data.table.columns.flatMap((head, column) => {
    if (head.group === 'metric') {
      return [];
    }
    const codes = new Set<number>();
    data.dictionary(column).forEach((value, index) => {
      if (cellSearchText(value).toLowerCase().includes(word)) {
        codes.add(index + 1);
      }
    });
    return codes.size === 0 ? [] : [{ column, codes }];
  });
}

function headText(head: VersionHead | undefined): string {
  return head === undefined
    ? ''
    : [formatReference(head.model, head.version), head.name, head.by, head.stage, ...head.aliases, head.at.slice(0, 10)]
        .join(' ')
        .toLowerCase();
}

export function cellSearchText(value: CellValue): string {
  return typeof value === 'object' && value !== null ? `${value.kind}:${value.digest}` : String(value);
}
