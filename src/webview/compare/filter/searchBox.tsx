import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../icons';

interface SearchBoxProps {
  readonly value: string;
  readonly placeholder: string;
  onChange(value: string): void;
}

const TYPING_PAUSE = 60;

/** Passes the text on when the typing pauses. */
export function SearchBox({ value, placeholder, onChange }: SearchBoxProps): ComponentChild {
  const [text, setText] = useState(value);
  // Also when somebody else changed it: "Clear the search" does.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = window.setTimeout(() => onChange(text), TYPING_PAUSE);
    return () => window.clearTimeout(timer);
  }, [text]);
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
