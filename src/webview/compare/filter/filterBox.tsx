import type { ComponentChild, TargetedKeyboardEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { completeFilter, isNameBegun, type FilterCompletion } from '../../../core/table/filter/completeFilter';
import type { FilterError } from '../../../core/table/filter/filterError';
import type { FilterScope } from '../../../core/table/filter/filterFields';
import { Icon } from '../icons';
import { CompletionList } from './completionList';
import { usePausedText } from './usePausedText';

interface FilterBoxProps {
  readonly value: string;
  readonly scope: FilterScope;
  /** What is wrong with `value`; null when it is sound. */
  readonly error: FilterError | null;
  onChange(value: string): void;
}

export const FILTER_PLACEHOLDER = 'Filter versions, e.g. roc_auc > 0.9 and stage = production';
const CLOSED: FilterCompletion = { from: 0, to: 0, items: [] };

/** An expression that says which versions are shown, with what can be written next. Passed on when typing pauses. */
export function FilterBox({ value, scope, error, onChange }: FilterBoxProps): ComponentChild {
  const { text, setText, say } = usePausedText(value, onChange, (typed) => isNameBegun(typed, scope));
  const [proposed, setProposed] = useState<FilterCompletion>(CLOSED);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const list = `${id}-list`;
  const problem = `${id}-problem`;
  const isOpen = proposed.items.length > 0;
  const isWrong = error !== null && text === value;

  const propose = (): void => {
    const element = input.current;
    if (element !== null) {
      setProposed(completeFilter(element.value, element.selectionStart ?? element.value.length, scope));
      setActive(-1);
    }
  };
  const close = (): void => {
    setProposed(CLOSED);
    setActive(-1);
  };
  const accept = (index: number): void => {
    const item = proposed.items[index];
    const element = input.current;
    if (item === undefined || element === null) {
      return;
    }
    const rest = text.slice(proposed.to);
    const before = `${text.slice(0, proposed.from)}${item.text}${rest.startsWith(' ') ? '' : ' '}`;
    element.value = before + rest;
    element.setSelectionRange(before.length, before.length);
    element.focus();
    setText(element.value);
    propose();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const count = proposed.items.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!isOpen) {
        propose();
      } else {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        // One place beside the list is the input itself.
        setActive(((active + 1 + step + count + 1) % (count + 1)) - 1);
      }
    } else if (event.key === ' ' && event.ctrlKey) {
      propose();
    } else if (event.key === 'Enter') {
      if (active >= 0) {
        accept(active);
      } else {
        close();
        say(text);
      }
    } else if (event.key === 'Tab' && isOpen && !event.shiftKey && proposed.to > proposed.from) {
      accept(Math.max(0, active));
    } else if (event.key === 'Escape') {
      if (isOpen) {
        close();
      } else {
        setText('');
      }
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <div class="field filter expression">
      <Icon name="filter" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Filter versions"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problem : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={FILTER_PLACEHOLDER}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          propose();
        }}
        onClick={() => (text === '' && !isOpen ? propose() : undefined)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {text === '' ? null : (
        <button
          type="button"
          class="icon-button clear-button"
          aria-label="Clear the filter"
          title="Clear the filter"
          onClick={() => {
            setText('');
            input.current?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      )}
      <CompletionList id={list} items={proposed.items} active={active} onChoose={accept} />
      {isWrong && !isOpen ? <Problem id={problem} text={text} error={error} /> : null}
    </div>
  );
}

/** Where the filter went wrong and what to write instead. */
function Problem({
  id,
  text,
  error,
}: {
  readonly id: string;
  readonly text: string;
  readonly error: FilterError;
}): ComponentChild {
  return (
    <div id={id} class="filter-problem" role="status">
      <code>
        {text.slice(0, error.from)}
        <mark>{text.slice(error.from, error.to)}</mark>
        {text.slice(error.to)}
      </code>
      <span>{error.message}</span>
    </div>
  );
}
