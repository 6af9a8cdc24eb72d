import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount } from '../../../core/table/formatCell';
import { Icon } from '../icons';

interface PagedTableProps {
  /** The cells of the header. */
  readonly head: ComponentChild;
  /** Rows in all. */
  readonly count: number;
  row(index: number): ComponentChild;
}

const PAGE = 200;

/** A table as long as it must be, of which a page is drawn at a time. */
export function PagedTable({ head, count, row }: PagedTableProps): ComponentChild {
  const [chosen, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(count / PAGE) - 1);
  const page = Math.min(chosen, last);
  const from = page * PAGE;
  const to = Math.min(count, from + PAGE);
  return (
    <>
      {last === 0 ? null : (
        <div class="table-pages">
          <span role="status">
            {formatCount(from + 1)}–{formatCount(to)} of {formatCount(count)}
          </span>
          <PageButton label="Previous page" isBack isDisabled={page === 0} onPress={() => setPage(page - 1)} />
          <PageButton label="Next page" isDisabled={page === last} onPress={() => setPage(page + 1)} />
        </div>
      )}
      <table>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{Array.from({ length: to - from }, (_, index) => row(from + index))}</tbody>
      </table>
    </>
  );
}

interface PageButtonProps {
  readonly label: string;
  readonly isBack?: boolean;
  readonly isDisabled: boolean;
  onPress(): void;
}

function PageButton({ label, isBack = false, isDisabled, onPress }: PageButtonProps): ComponentChild {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} disabled={isDisabled} onClick={onPress}>
      <Icon name="chevron" class={isBack ? 'turned-back' : ''} />
    </button>
  );
}
