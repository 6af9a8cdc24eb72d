import type { ComponentChild } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
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
  // Also when somebody else changed it: "Clear the filter" does. What this box said itself is old news by the time it
  // comes back, and more may have been typed since.
  const said = useRef(value);
  const say = (wanted: string): void => {
    said.current = wanted;
    onChange(wanted);
  };
  useEffect(() => {
    if (value !== said.current) {
      said.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = window.setTimeout(() => say(text), TYPING_PAUSE);
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
