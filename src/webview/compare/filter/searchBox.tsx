import type { ComponentChild } from 'preact';
import { Icon } from '../icons';
import { usePausedText } from './usePausedText';

interface SearchBoxProps {
  readonly value: string;
  readonly placeholder: string;
  onChange(value: string): void;
}

/** Passes the text on when the typing pauses. */
export function SearchBox({ value, placeholder, onChange }: SearchBoxProps): ComponentChild {
  const { text, setText } = usePausedText(value, onChange);
  return (
    <label class="field filter">
      <span class="spoken">{placeholder}</span>
      <Icon name="search" />
      <input
        type="text"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? setText('') : undefined)}
      />
    </label>
  );
}
