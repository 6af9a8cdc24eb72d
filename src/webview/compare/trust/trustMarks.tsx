import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TrustKind, TrustMark } from '../../../core/trust/trustLine';
import { Icon, type IconName } from '../icons';
import type { TrustLines } from './trustLines';

export const TRUST_ICONS: Readonly<Record<TrustKind, IconName>> = {
  documented: 'card',
  data: 'data',
  code: 'code',
  artifact: 'package',
  reviewed: 'person',
  reproduced: 'retry',
};

const STATES = { good: '✓', partly: '~', bad: '!', open: '' } as const;
const SPOKEN = { good: '', partly: ', in part', bad: ', missing', open: ', not yet' } as const;

interface TrustMarksProps {
  readonly lines: TrustLines;
  readonly id: string;
  readonly reference: string;
}

/** Whether a version can be trusted, in six marks; each goes to what it is about. */
export function TrustMarks({ lines, id, reference }: TrustMarksProps): ComponentChild {
  const marks = useLine(lines, id);
  return (
    <span class="trust-marks" role="group" aria-label={`Trust in ${reference}`} aria-busy={marks === null}>
      {(marks ?? []).map(({ kind, state, label, detail, action }) => (
        <button
          key={kind}
          type="button"
          class={`trust-mark ${state}`}
          tabIndex={-1}
          title={`${label}\n${detail}\n${action}`}
          aria-label={`${label}${SPOKEN[state]}`}
          onClick={() => lines.open(id, kind)}
        >
          <Icon name={TRUST_ICONS[kind]} />
          <span class="trust-state" aria-hidden="true">
            {STATES[state]}
          </span>
        </button>
      ))}
    </span>
  );
}

function useLine(lines: TrustLines, id: string): readonly TrustMark[] | null {
  const [, setLine] = useState(lines.lineOf(id));
  useEffect(() => lines.watch(id, () => setLine(lines.lineOf(id))), [lines, id]);
  return lines.lineOf(id);
}
