import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import type { PanelTab } from '../../../protocol/comparePage';
import { Icon } from '../icons';
import { TrendPanel } from '../trend/trendPanel';
import { ChangesPanel } from './changesPanel';
import { LateChart } from './lateChart';
import type { PanelProps } from './panelProps';

const TABS: readonly { readonly tab: PanelTab; readonly title: string }[] = [
  { tab: 'trend', title: 'Trend' },
  { tab: 'changes', title: 'What changed' },
  { tab: 'curves', title: 'Learning curves' },
  { tab: 'parallel', title: 'Parallel coordinates' },
  { tab: 'scatter', title: 'Scatter' },
  { tab: 'matrices', title: 'Confusion' },
  { tab: 'classes', title: 'Classes' },
  { tab: 'pictures', title: 'Images' },
];

/** Above the table: one view at a time of what the versions are beside each other. */
export function Panel(props: PanelProps): ComponentChild {
  const { store, view, data } = props;
  const tabs = useRef<HTMLDivElement>(null);
  const { isOpen } = view.trend;
  const tab = view.panel?.tab ?? 'trend';
  if (data.table.rows === 0) {
    return null;
  }
  const choose = (next: PanelTab): void => {
    store.updateView({ panel: { ...view.panel, tab: next }, trend: { ...view.trend, isOpen: true } });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = tabAfter(tab, event.key);
    if (next !== null) {
      event.preventDefault();
      choose(next);
      tabs.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
    }
  };
  return (
    <section class="panel" aria-label="Charts and changes">
      <div class="panel-bar">
        <button
          type="button"
          class="icon-button"
          aria-expanded={isOpen}
          aria-label={isOpen ? 'Close charts' : 'Open charts'}
          title={isOpen ? 'Close charts' : 'Open charts'}
          onClick={() => store.updateView({ trend: { ...view.trend, isOpen: !isOpen } })}
        >
          <Icon name="chevron" class={isOpen ? 'twisty open' : 'twisty'} />
        </button>
        <div class="panel-tabs" role="tablist" aria-label="What to show" ref={tabs} onKeyDown={onKeyDown}>
          {TABS.map(({ tab: each, title }) => (
            <button
              key={each}
              type="button"
              role="tab"
              data-tab={each}
              id={`tab-${each}`}
              class="panel-tab"
              aria-selected={isOpen && each === tab}
              aria-controls={isOpen && each === tab ? 'panel-body' : undefined}
              tabIndex={each === tab ? 0 : -1}
              onClick={() => choose(each)}
            >
              {title}
            </button>
          ))}
        </div>
      </div>
      {isOpen ? (
        <div class="panel-body" role="tabpanel" id="panel-body" aria-labelledby={`tab-${tab}`}>
          <PanelBody {...props} tab={tab} />
        </div>
      ) : null}
    </section>
  );
}

function PanelBody(props: PanelProps & { readonly tab: PanelTab }): ComponentChild {
  const { tab, ...rest } = props;
  switch (tab) {
    case 'trend':
      return <TrendPanel {...rest} baselineRow={rest.judgement.baselineRow} />;
    case 'changes':
      return <ChangesPanel {...rest} />;
    default:
      return <LateChart key={tab} {...rest} tab={tab} />;
  }
}

function tabAfter(tab: PanelTab, key: string): PanelTab | null {
  const index = TABS.findIndex((each) => each.tab === tab);
  const to = {
    ArrowRight: (index + 1) % TABS.length,
    ArrowLeft: (index + TABS.length - 1) % TABS.length,
    Home: 0,
    End: TABS.length - 1,
  }[key];
  return to === undefined ? null : (TABS[to]?.tab ?? null);
}
