import type { ComponentChild } from 'preact';
import { useMemo } from 'preact/hooks';
import type { EvidenceList } from '../../../protocol/comparePage';
import { versionTitle } from '../cells/versionHeader';
import type { LateChartProps } from '../panel/panelProps';
import { useAnswer } from '../panel/useAnswer';
import type { PageStore } from '../pageStore';
import type { ChartProps, ChartVersion } from './chartProps';
import { ClassesChart } from './classesChart';
import { CurvesChart } from './curvesChart';
import { MatricesView } from './matricesView';
import { ParallelChart } from './parallelChart';
import { PicturesView } from './picturesView';
import { ScatterChart } from './scatterChart';

export function ChartPanel(props: LateChartProps): ComponentChild {
  const { data, loaded, showsModel, versions, tab } = props;
  const chartVersions = useMemo(
    () =>
      versions
        .flatMap((row): readonly ChartVersion[] => {
          const head = data.head(row);
          return head === undefined ? [] : [{ id: head.id, row, name: versionTitle(head, showsModel) }];
        })
        .sort((a, b) => a.row - b.row),
    [data, loaded, versions, showsModel],
  );
  switch (tab) {
    case 'scatter':
      return <ScatterChart {...props} chartVersions={chartVersions} />;
    case 'parallel':
      return <ParallelChart {...props} chartVersions={chartVersions} />;
    default:
      return <EvidencePanel {...props} chartVersions={chartVersions} />;
  }
}

/** Asked for together, which reads files; the rest follows in further messages. */
const BATCH = 100;

function EvidencePanel(props: ChartProps): ComponentChild {
  const { store, chartVersions, revision, tab } = props;
  const key = chartVersions.map(({ id }) => id).join(' ');
  const answer = useAnswer(() => loadAll(store, chartVersions), [store, key, revision]);
  const evidence = useMemo(() => {
    const byId = new Map((answer.status === 'ready' ? answer.value.evidence : []).map((each) => [each.id, each]));
    return chartVersions.flatMap((version) => {
      const found = byId.get(version.id);
      return found === undefined ? [] : [{ ...found, ...version }];
    });
  }, [answer, chartVersions]);
  if (answer.status !== 'ready') {
    return (
      <p class="panel-note" role={answer.status === 'failed' ? 'alert' : 'status'}>
        {answer.status === 'failed' ? answer.message : 'Reading what was kept of the versions…'}
      </p>
    );
  }
  switch (tab) {
    case 'curves':
      return <CurvesChart {...props} evidence={evidence} />;
    case 'matrices':
      return <MatricesView {...props} evidence={evidence} />;
    case 'classes':
      return <ClassesChart {...props} evidence={evidence} />;
    default:
      return <PicturesView {...props} evidence={evidence} />;
  }
}

async function loadAll(store: PageStore, versions: readonly ChartVersion[]): Promise<EvidenceList> {
  const lists: EvidenceList[] = [];
  for (let from = 0; from < versions.length; from += BATCH) {
    lists.push(await store.loadEvidence(versions.slice(from, from + BATCH).map(({ id }) => id)));
  }
  return { evidence: lists.flatMap(({ evidence }) => evidence) };
}
