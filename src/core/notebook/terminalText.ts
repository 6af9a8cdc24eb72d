import { present } from '../present';

const CONTROL = /[\b\r\x1b]/;
// CSI sequences, OSC sequences, and escapes of two characters.
const ESCAPES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[@-Z\\^_])/g;

/**
 * The lines that a terminal would show: colours removed, backspaces and carriage returns carried out. A line that was
 * redrawn keeps its last state. Linear in the length of `printed`.
 */
export function terminalLines(printed: string): string[] {
  const text = printed.includes(SYSLOG_TAB) ? printed.replaceAll(SYSLOG_TAB, '\t') : printed;
  const lines = CONTROL.test(text) ? present(text.replace(ESCAPES, '').split('\n'), renderLine) : text.split('\n');
  return text.includes('- ETA: ') ? present(lines, afterBar) : lines;
}

/** How syslog spells a tab: training jobs in Amazon's cloud show their logs so. */
const SYSLOG_TAB = '#011';

/** `24832/25000 [=====>.] - ETA: 0sTest accuracy: 0.87`: Keras' bar of an evaluation ends without a line's end. */
const BAR = /^\s*\d+\/\d+ \[[=>.]*\] - ETA: \d+s(?=[A-Za-z])/;

function afterBar(line: string): string {
  return line.replace(BAR, '');
}

function renderLine(line: string): string {
  const drawn = line.includes('\r') ? lastState(line) : line;
  return drawn.includes('\b') ? applyBackspaces(drawn) : drawn;
}

/**
 * Progress bars draw their whole state after each carriage return. Real overwriting would leave the tail of a longer
 * state behind, which nobody meant to be read.
 */
function lastState(line: string): string {
  let end = line.length;
  while (end > 0) {
    const start = line.lastIndexOf('\r', end - 1) + 1;
    const state = line.slice(start, end);
    if (/[^\s\b]/.test(state)) {
      return state;
    }
    end = start - 1;
  }
  return '';
}

function applyBackspaces(line: string): string {
  const kept: string[] = [];
  for (const char of line) {
    if (char === '\b') {
      kept.pop();
    } else {
      kept.push(char);
    }
  }
  return kept.join('');
}
