import type { ComponentChild } from 'preact';
import { formatReference } from '../../../core/model';
import type { VersionHead } from '../../../core/table/versionTable';
import { Icon } from '../icons';
import type { TrustLines } from '../trust/trustLines';
import { TrustMarks } from '../trust/trustMarks';

interface VersionHeaderProps {
  readonly head: VersionHead;
  /** False when all versions are of one model, whose name the page's title says. */
  readonly showsModel: boolean;
  readonly isBaseline: boolean;
  readonly isStarred: boolean;
  /** The stage that every version starts in, which is not worth a badge. */
  readonly firstStage: string;
  readonly trust: TrustLines;
  readonly actions: VersionActions;
}

export interface VersionActions {
  openCard(id: string): void;
  setBaseline(id: string): void;
  remove(id: string): void;
  star(id: string, isStarred: boolean): void;
}

/** What a column of the comparison stands for: which version, its standing, who and when, and what can be done. */
export function VersionHeader(props: VersionHeaderProps): ComponentChild {
  const { head, actions } = props;
  const reference = versionTitle(head, props.showsModel);
  return (
    <div class="version-header">
      <div class="version-title">
        <CardLink head={head} reference={reference} actions={actions} />
        <StarButton head={head} reference={reference} isStarred={props.isStarred} actions={actions} />
        <VersionActionsBar {...props} reference={reference} />
      </div>
      <div class="version-line">
        {formatDay(head.at)} · {head.by}
      </div>
      <VersionBadges {...props} />
      <TrustMarks lines={props.trust} id={head.id} reference={reference} />
    </div>
  );
}

interface VersionButtonProps {
  readonly head: VersionHead;
  readonly reference: string;
  readonly actions: VersionActions;
}

/** The version's name, which opens its card. */
export function CardLink({ head, reference, actions }: VersionButtonProps): ComponentChild {
  return (
    <button
      type="button"
      class="link reference"
      tabIndex={-1}
      title={`${head.name}\nOpen the model card`}
      onClick={() => actions.openCard(head.id)}
    >
      {reference}
    </button>
  );
}

/** Makes the version the one that changes are measured against. */
function BaselineButton({ head, reference, actions }: VersionButtonProps): ComponentChild {
  return (
    <button
      type="button"
      class="icon-button"
      tabIndex={-1}
      title={`Measure against ${reference}`}
      aria-label={`Measure against ${reference}`}
      onClick={() => actions.setBaseline(head.id)}
    >
      <Icon name="target" />
    </button>
  );
}

/** What can be done with a version. */
export function VersionActionsBar({
  head,
  isBaseline,
  actions,
  reference,
}: Pick<VersionHeaderProps, 'head' | 'isBaseline' | 'actions'> & { readonly reference: string }): ComponentChild {
  return (
    <span class="version-actions">
      {isBaseline ? null : <BaselineButton head={head} reference={reference} actions={actions} />}
      <button
        type="button"
        class="icon-button"
        tabIndex={-1}
        title={`Take ${reference} out of the comparison`}
        aria-label={`Take ${reference} out of the comparison`}
        onClick={() => actions.remove(head.id)}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}

/** Stays in view when it is set. */
export function StarButton({
  head,
  reference,
  isStarred,
  actions,
}: VersionButtonProps & { readonly isStarred: boolean }): ComponentChild {
  return (
    <button
      type="button"
      class="icon-button star-button"
      tabIndex={-1}
      aria-pressed={isStarred}
      aria-label={`Star ${reference}`}
      title={isStarred ? `Remove the star from ${reference}` : `Star ${reference}`}
      onClick={() => actions.star(head.id, !isStarred)}
    >
      <Icon name={isStarred ? 'starFull' : 'starEmpty'} />
    </button>
  );
}

export function VersionBadges({
  head,
  isBaseline,
  firstStage,
}: Pick<VersionHeaderProps, 'head' | 'isBaseline' | 'firstStage'>): ComponentChild {
  return (
    <span class="badges">
      {isBaseline ? <span class="badge baseline">baseline</span> : null}
      {head.stage === firstStage || head.archived ? null : <span class="badge stage">{head.stage}</span>}
      {head.aliases.map((alias) => (
        <span key={alias} class="badge">
          {alias}
        </span>
      ))}
      {head.archived ? <span class="badge">archived</span> : null}
      {head.conflict ? <span class="badge warning">number taken twice</span> : null}
      {head.documented ? null : <span class="badge quiet">undocumented</span>}
    </span>
  );
}

export function versionTitle(head: VersionHead, showsModel: boolean): string {
  return showsModel ? formatReference(head.model, head.version) : `v${head.version}`;
}

/** Made once: making one costs more than all else in a row header. */
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `23 Nov 2026`: never two numbers that could each be the month. */
export function formatDay(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : DAY.format(time);
}
