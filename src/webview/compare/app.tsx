import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatCount } from '../../core/table/formatCell';
import { Comparison } from './comparison';
import { Icon } from './icons';
import type { PageStore } from './pageStore';

export function App({ store }: { readonly store: PageStore }): ComponentChild {
  const [page, setPage] = useState(store.snapshot);
  useEffect(() => {
    setPage(store.snapshot);
    return store.subscribe(() => setPage(store.snapshot));
  }, [store]);
  switch (page.status) {
    case 'loading':
      return <Skeleton rows={page.rows} />;
    case 'failed':
      return (
        <main class="page">
          <h1 class="spoken">Comparison</h1>
          <div class="empty" role="alert">
            <p>{page.error.message}</p>
            <button type="button" class="button primary" onClick={() => store.start()}>
              <Icon name="retry" />
              Try again
            </button>
          </div>
        </main>
      );
    case 'ready':
      return <Comparison store={store} page={page} />;
  }
}

/** The shape of what is coming, so that nothing jumps when it comes. */
function Skeleton({ rows }: { readonly rows: number | null }): ComponentChild {
  return (
    <main class="page skeleton" aria-busy="true">
      <h1 class="spoken">Comparison</h1>
      <span class="skeleton-text" role="status">
        {rows === null ? 'Loading the comparison…' : `Loading ${formatCount(rows)} versions…`}
      </span>
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} class="skeleton-line" aria-hidden="true" />
      ))}
    </main>
  );
}
