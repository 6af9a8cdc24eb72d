import type { ComponentChild } from 'preact';
import type {
  DifferenceItem,
  DifferenceSection,
  DifferenceTarget,
  VersionDifference,
} from '../../../core/difference/versionDifference';
import { Icon } from '../icons';
import { updatePanel, type PanelProps } from './panelProps';
import { useAnswer } from './useAnswer';
import { chosenPair, VersionSelect } from './versionSelect';

/** What changed between two versions, in words; every word that an editor can show is a link into it. */
export function ChangesPanel(props: PanelProps): ComponentChild {
  const { store, data, loaded, view, judgement, showsModel, revision } = props;
  const pair = chosenPair(data, judgement.baselineRow ?? Math.max(0, data.loaded - 2), view.panel);
  const [from, to] = (pair ?? []).map((row) => data.head(row)?.id ?? '');
  const answer = useAnswer(from === undefined || to === undefined ? undefined : () => store.loadDifference(from, to), [
    store,
    from,
    to,
    revision,
  ]);
  if (pair === null || from === undefined || to === undefined) {
    return <p class="panel-note">Add another version to see what changed between them.</p>;
  }
  const choose = (change: { readonly from?: string; readonly to?: string }): void => {
    updatePanel(props, { tab: 'changes', from, to, ...change });
  };
  return (
    <div class="changes">
      <div class="panel-controls">
        <VersionSelect
          {...{ data, loaded, showsModel }}
          label="From"
          row={pair[0]}
          onChoose={(id) => choose({ from: id })}
        />
        <button
          type="button"
          class="icon-button"
          aria-label="Swap the two versions"
          title="Swap the two versions"
          onClick={() => choose({ from: to, to: from })}
        >
          <Icon name="swap" />
        </button>
        <VersionSelect
          {...{ data, loaded, showsModel }}
          label="to"
          row={pair[1]}
          onChoose={(id) => choose({ to: id })}
        />
      </div>
      {answer.status === 'loading' ? (
        <p class="panel-note" role="status">
          Reading what changed…
        </p>
      ) : answer.status === 'failed' ? (
        <p class="panel-note" role="alert">
          {answer.message}
        </p>
      ) : (
        <Difference difference={answer.value} onOpen={(target) => store.openDifference(from, to, target)} />
      )}
    </div>
  );
}

interface Opening {
  onOpen(target: DifferenceTarget): void;
}

function Difference({ difference, onOpen }: Opening & { readonly difference: VersionDifference }): ComponentChild {
  const changed = difference.sections.filter(({ items, notes }) => items.length + notes.length > 0);
  const same = difference.sections.filter((section) => !changed.includes(section));
  return (
    <>
      <p class="changes-headline">{difference.headline}</p>
      <div class="changes-sections">
        {changed.map((section) => (
          <Section key={section.group} section={section} onOpen={onOpen} />
        ))}
      </div>
      {same.length === 0 ? null : (
        <p class="panel-note">{same.map(({ title, summary }) => `${title}: ${summary}`).join(' · ')}</p>
      )}
    </>
  );
}

/** Whose items are a name and short values. */
const TABULAR: ReadonlySet<DifferenceSection['group']> = new Set(['metrics', 'params', 'environment', 'code']);

/** Items that are shown at once; the rest is one click away. */
const SHOWN = 12;

function Section({ section, onOpen }: Opening & { readonly section: DifferenceSection }): ComponentChild {
  const { group, title, summary, items, notes, opens } = section;
  const first = items.slice(0, SHOWN);
  const rest = items.slice(SHOWN);
  return (
    <section class={`change-section of-${group} ${TABULAR.has(group) ? 'is-tabular' : ''}`} aria-label={title}>
      <header class="change-header">
        <h2>{title}</h2>
        <span class="change-summary">{summary}</span>
        <span class="change-opens">
          {opens.map(({ label, target }) => (
            <button key={label} type="button" class="link" onClick={() => onOpen(target)}>
              {label}
            </button>
          ))}
        </span>
      </header>
      <ItemList items={first} onOpen={onOpen} />
      {rest.length === 0 ? null : (
        <details>
          <summary class="link">{rest.length} more</summary>
          <ItemList items={rest} onOpen={onOpen} />
        </details>
      )}
      {notes.map((note) => (
        <p key={note} class="panel-note">
          {note}
        </p>
      ))}
    </section>
  );
}

const MARKS = { added: '+', removed: '−', changed: '~' } as const;

function ItemList({ items, onOpen }: Opening & { readonly items: readonly DifferenceItem[] }): ComponentChild {
  return items.length === 0 ? null : (
    <ul class="change-items">
      {items.map((item, index) => (
        <Item key={`${item.name} ${index}`} item={item} onOpen={onOpen} />
      ))}
    </ul>
  );
}

function Item({ item, onOpen }: Opening & { readonly item: DifferenceItem }): ComponentChild {
  const { name, kind, from, to, note, verdict, opens } = item;
  return (
    <li class={`change-item ${kind}`}>
      <span class="change-kind" aria-hidden="true">
        {MARKS[kind]}
      </span>
      <span class="spoken">{kind} </span>
      {opens === null ? (
        <span class="change-name">{name}</span>
      ) : (
        <button type="button" class="link change-name" onClick={() => onOpen(opens)}>
          {name}
        </button>
      )}
      <span class="change-values">
        {from === null ? null : <span class={to === null ? '' : 'change-before'}>{unbroken(from)}</span>}
        {from === null || to === null ? null : <span aria-label="to"> → </span>}
        {to === null ? null : <span>{unbroken(to)}</span>}
      </span>
      {note === '' ? null : <span class={`change-note ${verdict ?? ''}`}>{note}</span>}
    </li>
  );
}

/** A number stays beside its unit. */
function unbroken(text: string): string {
  return text.replace(/(?<=\d) (?=(?:[kMGT]?B|rows|parameters)\b)/g, '\u00a0');
}
