import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds. */
const TYPING_PAUSE = 60;

interface PausedText {
  /** What stands in the box. */
  readonly text: string;
  setText(text: string): void;
  /** Passes it on at once. */
  say(text: string): void;
}

/** The text of a box that is passed on when the typing pauses, unless `isUnfinished` says to wait for more. */
export function usePausedText(
  value: string,
  onChange: (value: string) => void,
  isUnfinished: (text: string) => boolean = () => false,
): PausedText {
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
    if (text === value || isUnfinished(text)) {
      return undefined;
    }
    const timer = window.setTimeout(() => say(text), TYPING_PAUSE);
    return () => window.clearTimeout(timer);
  }, [text]);
  return { text, setText, say };
}
