import type { PathFact } from './codeFacts';
import type { Machine } from './machine';
import { noteTaskData } from './tasks';
import { knownText } from './valueText';
import type { Value } from './values';

export interface PathText {
  readonly path: string;
  readonly isWhole: boolean;
  /** As the code spells it, where that is another way: `./data//a.csv`. */
  readonly spelled?: string;
  /** What follows a folder that is not known: `a.csv` of `ROOT / 'a.csv'`. */
  readonly tail?: string;
  /** With its unknown parts as the code spells them: `net_{fold}.pt`. */
  readonly template?: string;
}

/** A path that is known at least in part; unknown parts are shown as `{…}`. */
export function pathText(given: Value | undefined): PathText | null {
  const value = given?.kind === 'file' ? given.path : given;
  const known = knownText(value);
  if (known !== null) {
    return known.length > 500 || known.includes('\n') ? null : spelledPath(known, true);
  }
  if (value?.kind !== 'text') {
    return null;
  }
  const parts = value.parts.map((part) =>
    typeof part === 'string' ? part : (knownText(part) ?? (part.kind === 'literal' ? String(part.value) : null)),
  );
  const path = parts.map((part) => part ?? '{…}').join('');
  const isNamed = parts.some((part) => part !== null && /[\w-]{3,}/.test(part));
  if (!isNamed || path.length >= 300) {
    return null;
  }
  const rest = parts.slice(1);
  const isFolderUnknown = parts[0] === null && rest.every((part) => part !== null);
  const tail = isFolderUnknown ? TAIL.exec(rest.join(''))?.[1] : undefined;
  const text = spelledPath(
    path,
    parts.every((part) => part !== null),
  );
  const spelled = value.parts.map((part, index) => parts[index] ?? holeOf(part));
  const isTemplate = !text.isWhole && parts[0] !== null && spelled.every((part) => part !== null);
  return {
    ...text,
    ...(tail === undefined ? {} : { tail }),
    ...(isTemplate ? { template: spelled.join('') } : {}),
  };
}

function holeOf(part: string | Value): string | null {
  return typeof part !== 'string' && part.kind === 'unknown' && part.spelled !== undefined ? `{${part.spelled}}` : null;
}

const TAIL = /^\/+(.*[\w-]\.\w+)$/;

function spelledPath(text: string, isWhole: boolean): PathText {
  const spelled = text.trim();
  const path = spelled.replace(/^\.\/+/, '').replace(/([^:])\/{2,}/g, '$1/');
  return path === spelled ? { path, isWhole } : { path, isWhole, spelled };
}

export const PICKLE = /\.(?:p|pk|pkl|pckl|pickle|joblib|dill)$/i;

/** A name that the code says in full, and that is no path to be cleaned. */
export function wholePath(path: string): PathText {
  return { path, isWhole: true };
}

/** Notes a path once. */
export function addPath(
  list: Machine['facts']['datasets'],
  machine: Machine,
  text: PathText,
  standing?: PathFact['standing'],
): void {
  const { path } = text;
  if (path !== '' && list.length < 500 && !list.some((fact) => fact.path === path)) {
    const { cell, line, facts } = machine;
    const isOwn = list === facts.datasets && facts.written.has(path);
    const stands = isOwn ? 'own' : standing;
    if (list === facts.datasets && stands !== 'own') {
      noteTaskData(machine, path);
    }
    list.push({ ...text, cell, line, ...(stands === undefined ? {} : { standing: stands }) });
  }
}
