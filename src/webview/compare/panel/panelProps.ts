import type { Judgement } from '../../../core/table/judgement';
import type { TableData } from '../../../core/table/tableData';
import type { ComparePageView, PanelTab, PanelView } from '../../../protocol/comparePage';
import type { PageStore } from '../pageStore';

export interface PanelProps {
  readonly store: PageStore;
  readonly data: TableData;
  readonly loaded: number;
  readonly revision: number;
  readonly view: ComparePageView;
  readonly judgement: Judgement;
  /** Rows of the versions that are shown, filtered and in order. */
  readonly versions: readonly number[];
  /** The stage that every version starts in. */
  readonly stages: readonly string[];
  /** False when all versions are of one model. */
  readonly showsModel: boolean;
}

export interface LateChartProps extends PanelProps {
  readonly tab: Exclude<PanelTab, 'trend' | 'changes'>;
}

/** Changes what the panel remembers of one of its parts. */
export function updatePanel({ store, view }: Pick<PanelProps, 'store' | 'view'>, change: Partial<PanelView>): void {
  store.updateView({ panel: { tab: 'trend', ...view.panel, ...change } });
}
