import type { ComponentChild } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CompletionItem } from '../../../core/table/filter/completeFilter';

interface CompletionListProps {
  readonly id: string;
  readonly items: readonly CompletionItem[];
  /** −1: none. */
  readonly active: number;
  onChoose(index: number): void;
}

/** The list that belongs to a combobox: the focus stays in the input. */
export function CompletionList({ id, items, active, onChoose }: CompletionListProps): ComponentChild {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div class="completion" hidden={items.length === 0}>
      <ul ref={list} id={id} role="listbox" aria-label="What can be written here">
        {items.map(({ text, detail }, index) => (
          <li
            key={text}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the input loses the focus, which closes the list.
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(index);
            }}
          >
            <span class="completion-text">{text}</span>
            <span class="completion-detail">{detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
