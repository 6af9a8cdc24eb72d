import type { ComponentChild } from 'preact';
import { Icon } from './icons';
import type { Notice, PageStore } from './pageStore';

const SHOWN_FAULTS = 3;

/** One line for what happened last and what is missing; errors stay until they are closed. */
export function Notices({
  store,
  notice,
  missing,
  faults,
}: {
  readonly store: PageStore;
  readonly notice: Notice | null;
  readonly missing: readonly string[];
  /** Sentences about what cannot be read. */
  readonly faults: readonly string[];
}): ComponentChild {
  return (
    <>
      {missing.length === 0 ? null : (
        <p class="notice">
          <Icon name="warning" />
          <span>
            {missing.join(', ')} {missing.length === 1 ? 'is' : 'are'} no longer in the ledger.
          </span>
        </p>
      )}
      {faults.length === 0 ? null : (
        <p class="notice">
          <Icon name="warning" />
          <span>
            {faults.slice(0, SHOWN_FAULTS).join(' ')}
            {faults.length > SHOWN_FAULTS ? ` And ${faults.length - SHOWN_FAULTS} more.` : ''} What it says is not in
            this comparison.
          </span>
        </p>
      )}
      {notice?.isShown === true ? (
        <p class={notice.isError ? 'notice passing error' : 'notice passing info'} key={notice.id}>
          <Icon name={notice.isError ? 'warning' : 'info'} />
          <span>{notice.text}</span>
          <button
            type="button"
            class="icon-button"
            aria-label="Close this message"
            title="Close"
            onClick={() => store.dismissNotice()}
          >
            <Icon name="close" />
          </button>
        </p>
      ) : null}
      <div class="spoken" role="status">
        {notice?.text}
      </div>
    </>
  );
}
