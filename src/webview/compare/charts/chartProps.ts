import type { VersionEvidence } from '../../../core/evidence/versionEvidence';
import type { LateChartProps } from '../panel/panelProps';

/** A version of the comparison as the charts speak of it. */
export interface ChartVersion {
  readonly id: string;
  readonly row: number;
  /** `v3`, with the model where there are several. */
  readonly name: string;
}

export interface ChartProps extends LateChartProps {
  readonly chartVersions: readonly ChartVersion[];
}

export interface EvidenceProps extends ChartProps {
  /** In the order of the versions. */
  readonly evidence: readonly (VersionEvidence & ChartVersion)[];
}
