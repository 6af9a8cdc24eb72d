import type { ComponentChild } from 'preact';
import type { ComparePageView } from '../../../protocol/comparePage';
import type { PageStore } from '../pageStore';
import type { Section } from './sections';

interface TableOrNothingProps {
  readonly store: PageStore;
  readonly view: ComparePageView;
  readonly versions: readonly number[];
  readonly sections: readonly Section[];
  readonly showsColumns: boolean;
  readonly total: number;
  readonly grid: ComponentChild;
}

/** Says why there is nothing to see, and what to do about it. */
export function TableOrNothing(props: TableOrNothingProps): ComponentChild {
  const { store, view, versions, sections, showsColumns, total, grid } = props;
  if (total === 0) {
    return (
      <div class="empty">
        <p>There is nothing to compare yet.</p>
        <button type="button" class="button primary" onClick={() => store.addVersions()}>
          Add versions…
        </button>
      </div>
    );
  }
  if (versions.length === 0 && (view.filter !== '' || view.onlyStarred)) {
    return (
      <div class="empty">
        <p>{reason(view)}</p>
        <button type="button" class="button" onClick={() => store.updateView({ filter: '', onlyStarred: false })}>
          {view.filter === '' ? 'Show all versions' : 'Clear the filter'}
        </button>
      </div>
    );
  }
  if (showsColumns && view.search !== '' && sections.length === 0) {
    return (
      <div class="empty">
        <p>No metric, param or other fact contains “{view.search}”.</p>
        <button type="button" class="button" onClick={() => store.updateView({ search: '' })}>
          Clear the filter
        </button>
      </div>
    );
  }
  return grid;
}

function reason({ filter, onlyStarred }: ComparePageView): string {
  const which = onlyStarred ? 'starred version' : 'version';
  return filter === '' ? `No ${which} is among these.` : `No ${which} matches “${filter}”.`;
}
