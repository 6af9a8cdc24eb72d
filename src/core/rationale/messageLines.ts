/** One line of a commit message, without its line end. */
export interface MessageLine {
  readonly text: string;
  /** Offset of `text` in the message. */
  readonly start: number;
  readonly isBlank: boolean;
  /** Git drops it when the message is edited in a file. */
  readonly isComment: boolean;
}

export const COMMENT_MARKER = '#';
const SCISSORS = ' ------------------------ >8 ------------------------';

/** The lines that become the message: up to the scissors. Comments are among them, marked. */
export function messageLines(message: string, commentMarker: string = COMMENT_MARKER): readonly MessageLine[] {
  const lines: MessageLine[] = [];
  let start = 0;
  for (const raw of message.split('\n')) {
    const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (text === commentMarker + SCISSORS) {
      break;
    }
    lines.push({ text, start, isBlank: /^[ \t\r]*$/.test(text), isComment: text.startsWith(commentMarker) });
    start += raw.length + 1;
  }
  return lines;
}

/** True for lines that go on what the line before says, as Git's folded trailers do. */
export function isContinuation({ text, isBlank }: MessageLine): boolean {
  return !isBlank && /^[ \t]/.test(text);
}
