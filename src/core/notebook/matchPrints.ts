import type { LoopKind, PrintSite } from '../python/codeFacts';
import { FOREIGN } from '../python/values';
import type { Value } from '../python/values';
import type { OutputBlock } from './outputBlocks';
import { wholeNumber } from './numbers';
import { readRepr } from './forms/pythonRepr';

/** A piece of a printed line and the value of the expression that printed it. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly value: Value;
  readonly loop: LoopKind | null;
  readonly isTraining: boolean;
}

interface LineTemplate {
  readonly parts: readonly (string | Value)[];
  /** Length of the literal text: how much a match means. */
  readonly weight: number;
  readonly loop: LoopKind | null;
  readonly isTraining: boolean;
}

const MAX_LINE = 2_000;
const MAX_TEMPLATES = 600;
const MAX_COMPARISONS = 300_000;

/**
 * Finds for each line the `print` that made it. Calls are in the order of execution, so of equal templates the next
 * one counts; lines that a loop repeats may use a template again.
 */
export function matchPrints(
  blocks: readonly OutputBlock[],
  sites: readonly PrintSite[],
): Map<OutputBlock, Map<number, Hole[]>> {
  const printed = blocks.length === 0 ? [] : sites.flatMap(toLines);
  const templates = printed.filter(hasValue).slice(0, MAX_TEMPLATES);
  const spelled = new Set(printed.filter((line) => !hasValue(line)).map(spelledText));
  const found = new Map<OutputBlock, Map<number, Hole[]>>();
  let next = 0;
  let comparisons = 0;
  for (const block of blocks) {
    const lines = new Map<number, Hole[]>();
    found.set(block, lines);
    if (templates.length === 0 && spelled.size === 0) {
      continue;
    }
    let open = -1;
    for (const [index, line] of block.lines.entries()) {
      if (index <= open || line.length > MAX_LINE || !/\d/.test(line)) {
        continue;
      }
      if (spelled.has(line.trim())) {
        lines.set(index, [{ start: 0, end: line.length, value: FOREIGN, loop: null, isTraining: false }]);
        continue;
      }
      open = lastLineOfArray(block.lines, index);
      if (open > index) {
        next = bareTemplate(templates, next) ?? next;
        continue;
      }
      comparisons += templates.length;
      if (comparisons > MAX_COMPARISONS) {
        return found;
      }
      const match = bestMatch(templates, line, next);
      if (match !== null) {
        next = match.index + 1;
        lines.set(index, match.holes);
      }
    }
  }
  return found;
}

const MAX_ARRAY = 60;

/** `[[33  4]` of a matrix, which closes its first row, and the row that closes it. */
const MATRIX_START = /^\s*(?:array\(|tensor\()?\[\[[\s\d.,eE+-]+\],?\s*$/;
const MATRIX_END = /\]\][\s)]*$/;

/** Where an array that is printed over several lines ends; the line itself for anything else. */
function lastLineOfArray(lines: readonly string[], index: number): number {
  const first = lines[index] ?? '';
  if (MATRIX_START.test(first)) {
    const last = lines.slice(index, index + MAX_ARRAY).findIndex((line) => MATRIX_END.test(line));
    return last <= 0 ? index : index + last;
  }
  if (!/^\s*(?:array\(|tensor\()?\[[\s[\d.eE+-]+$/.test(first)) {
    return index;
  }
  const length = lines.slice(index, index + MAX_ARRAY).findIndex((line) => /\][\s)]*$/.test(line));
  return length <= 0 ? index : index + length;
}

/** The template after the next one that prints nothing but a value. */
function bareTemplate(templates: readonly LineTemplate[], next: number): number | null {
  const index = templates.findIndex((template, at) => at >= next && template.weight === 0);
  return index < 0 ? null : index + 1;
}

function toLines(site: PrintSite): LineTemplate[] {
  const lines: (string | Value)[][] = [[]];
  for (const part of site.parts) {
    if (typeof part !== 'string') {
      lines.at(-1)?.push(part);
      continue;
    }
    const [first = '', ...rest] = part.split('\n');
    lines.at(-1)?.push(first);
    rest.forEach((text) => lines.push([text]));
  }
  return lines.map((parts) => {
    const merged = mergeTexts(parts);
    const weight = merged.reduce(
      (sum, part) => sum + (typeof part === 'string' ? part.replace(/\s+/g, '').length : 0),
      0,
    );
    return { parts: merged, weight, loop: site.loop, isTraining: site.isTraining === true };
  });
}

function hasValue({ parts }: LineTemplate): boolean {
  return parts.some((part) => typeof part !== 'string');
}

/** `print('ARI = 1.0: identical')`: what stands in the code as it was printed is an explanation, and no result. */
function spelledText({ parts }: LineTemplate): string {
  return parts
    .filter((part) => typeof part === 'string')
    .join('')
    .trim();
}

function mergeTexts(parts: readonly (string | Value)[]): (string | Value)[] {
  const merged: (string | Value)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    const text = typeof part === 'string' ? part : literalText(part);
    if (text === null) {
      merged.push(part);
    } else if (typeof last === 'string') {
      merged[merged.length - 1] = last + text;
    } else if (text !== '') {
      merged.push(text);
    }
  }
  return merged;
}

/** Numbers may be printed in another form than they are written; texts are printed as they are. */
function literalText(part: Value | string): string | null {
  return typeof part !== 'string' && part.kind === 'literal' && typeof part.value === 'string' ? part.value : null;
}

interface Match {
  readonly index: number;
  readonly holes: Hole[];
  readonly weight: number;
}

function bestMatch(templates: readonly LineTemplate[], line: string, next: number): Match | null {
  let best: Match | null = null;
  for (let offset = 0; offset < templates.length; offset += 1) {
    const index = (next + offset) % templates.length;
    const template = templates[index];
    // After a wrap only what a loop repeats can come again.
    if (template === undefined || (best !== null && template.weight <= best.weight)) {
      continue;
    }
    const holes = template.weight === 0 ? matchBare(template, line) : matchLine(template, line);
    if (holes !== null) {
      best = { index, holes, weight: template.weight };
      if (template.weight === 0 && index < next && !(index === next - 1 && isLog(template))) {
        best = null;
      }
    }
  }
  return best;
}

/** `print(step, loss)` in a training loop prints line after line. */
function isLog(template: LineTemplate): boolean {
  return template.loop === 'epoch' && template.parts.filter((part) => typeof part !== 'string').length > 1;
}

/** A print of nothing but values: the line must look like values, and the first such print is taken. */
function matchBare(template: LineTemplate, line: string): Hole[] | null {
  const [only] = template.parts.filter((part) => typeof part !== 'string');
  const holes = template.parts.filter((part) => typeof part !== 'string');
  if (only === undefined || line.trim() === '') {
    return null;
  }
  if (holes.length > 1) {
    const words = printedValues(line);
    if (words.length !== holes.length) {
      return null;
    }
    let from = 0;
    return words.map((word, index) => {
      const start = line.indexOf(word, from);
      from = start + word.length;
      return { start, end: from, value: holes[index] ?? only, loop: template.loop, isTraining: template.isTraining };
    });
  }
  const isNumber =
    wholeNumber(line) !== null ||
    (/^\s*(?:[[({]|tensor|array|np\.)/.test(line) && !isNumbered(line) && readRepr(line) !== null) ||
    /^tf\.Tensor\([-+\d.e]+, shape=\(\)/.test(line);
  const canBe =
    (only.kind === 'score' && !/^\s*\{/.test(line)) ||
    only.kind === 'unknown' ||
    only.kind === 'foreign' ||
    only.kind === 'list' ||
    only.kind === 'literal' ||
    only.kind === 'dict';
  return isNumber && canBe
    ? [{ start: 0, end: line.length, value: only, loop: template.loop, isTraining: template.isTraining }]
    : null;
}

/** `[250] validation_0-aucpr:0.13`: a number in brackets before a text. */
function isNumbered(line: string): boolean {
  return /^\s*\[\d+\]\s*[A-Za-z]/.test(line);
}

const BRACKETS = new Map([
  ['[', 1],
  ['(', 1],
  ['{', 1],
  [']', -1],
  [')', -1],
  ['}', -1],
]);

/** What `print` showed side by side: words, and whatever stands in brackets as one, such as a dict. */
function printedValues(line: string): string[] {
  const words = line.trim().split(/\s+/);
  if (!/[[({]/.test(line)) {
    return words;
  }
  const values: string[] = [];
  let depth = 0;
  let from = 0;
  const text = line.trim();
  for (let index = 0; index <= text.length; index += 1) {
    const char = text[index] ?? ' ';
    depth = Math.max(0, depth + (BRACKETS.get(char) ?? 0));
    if (depth === 0 && /\s/.test(char)) {
      if (index > from) {
        values.push(text.slice(from, index));
      }
      from = index + 1;
    }
  }
  return values;
}

/** The next place of a text; a full stop within a number ends no sentence. */
function placeOf(text: string, line: string, from: number): number {
  let at = line.indexOf(text, from);
  while (text.startsWith('.') && at > 0 && isDigit(line[at - 1]) && isDigit(line[at + 1])) {
    at = line.indexOf(text, at + 1);
  }
  return at;
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && /\d/.test(char);
}

/** Texts are padded to a width: `{name:<20} {score:.3f}`. No value is nothing but the spaces before it. */
function afterSpaces(line: string, position: number): number {
  let index = position;
  while (line[index] === ' ') {
    index += 1;
  }
  return index < line.length ? index : position;
}

/** Where a value that begins with a bracket ends; where it begins for any other. */
function afterBrackets(line: string, position: number): number {
  if (!BRACKETS.has(line[position] ?? '')) {
    return position;
  }
  let depth = 0;
  for (let index = position; index < line.length; index += 1) {
    depth += BRACKETS.get(line[index] ?? '') ?? 0;
    if (depth <= 0) {
      return index;
    }
  }
  return position;
}

function matchLine(template: LineTemplate, line: string): Hole[] | null {
  const holes: Hole[] = [];
  const { parts } = template;
  let position = line.length - line.trimStart().length;
  let open: Value | null = null;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') {
      open = part;
      continue;
    }
    const text = index === 0 ? part.trimStart() : index === parts.length - 1 ? part.trimEnd() : part;
    if (text === '') {
      continue;
    }
    const at =
      open === null
        ? line.startsWith(text, position)
          ? position
          : -1
        : placeOf(text, line, afterBrackets(line, afterSpaces(line, position)));
    if (at < 0) {
      return null;
    }
    if (open !== null) {
      holes.push({ start: position, end: at, value: open, loop: template.loop, isTraining: template.isTraining });
      open = null;
    }
    position = at + text.length;
  }
  if (open !== null) {
    holes.push({
      start: position,
      end: line.length,
      value: open,
      loop: template.loop,
      isTraining: template.isTraining,
    });
  }
  return open === null && line.slice(position).trim() !== '' ? null : holes;
}
