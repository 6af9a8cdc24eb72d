import type { ComponentChild } from 'preact';
import type { TrustMark } from '../../../core/trust/trustLine';
import { Icon, type IconName } from '../icons';

const ICONS: Readonly<Record<TrustMark['kind'], IconName>> = {
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
  /** Null while they are read. */
  readonly marks: readonly TrustMark[] | null;
  readonly reference: string;
  onOpen(kind: TrustMark['kind']): void;
}

/** Whether a version can be trusted, in six marks; each goes to what it is about. */
export function TrustMarks({ marks, reference, onOpen }: TrustMarksProps): ComponentChild {
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
          onClick={() => onOpen(kind)}
        >
          <Icon name={ICONS[kind]} />
          <span class="trust-state" aria-hidden="true">
            {STATES[state]}
          </span>
        </button>
      ))}
    </span>
  );
}
