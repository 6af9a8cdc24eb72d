import type { ComponentChild } from 'preact';
import type { VersionHead } from '../../../core/table/versionTable';
import { versionTitle } from '../cells/versionHeader';
import { TrustMarks } from './trustMarks';
import type { TrustLines } from './trustLines';

/** The trust line of a version that is a row. */
export function TrustCell({
  lines,
  head,
  showsModel,
}: {
  readonly lines: TrustLines;
  readonly head: VersionHead;
  readonly showsModel: boolean;
}): ComponentChild {
  return <TrustMarks lines={lines} id={head.id} reference={versionTitle(head, showsModel)} />;
}

/** What the marks below it are; its group already says that they are about trust. */
export function TrustHeader(): ComponentChild {
  return (
    <span class="trust-header" title={MEANINGS}>
      <span class="sort-name">
        <span class="label-name">Trust line</span>
      </span>
      <span class="sort-details">✓ yes · ~ in part · ! no</span>
    </span>
  );
}

const MEANINGS = [
  'Documented, data linked, code captured, model file verified, reviewed, reproduced.',
  'Select a mark to go to what it is about.',
].join('\n');
