import { posix } from 'node:path';
import type { LedgerSnapshot } from '../snapshot';
import type { ArtifactReference, Reference, Selector, VersionReference } from './reference';

const ADDRESS = 'models:/';
/** The characters of model names, aliases and stages. */
const NAME = /[A-Za-z0-9._-]/;
const NAME_START = /[A-Za-z0-9]/;
const VERSION = /^v?([1-9]\d{0,8})$/;
const SHORT_VERSION = /^v([1-9]\d{0,8})$/;
const LONGEST_NAME = 100;
/** What a path in code or configuration is made of. Whole words, so that a long one is gone through once. */
const WORD = /[^\s"'`<>|*?()[\]{},;=#]+/g;
const LONGEST_PATH = 1000;

interface Place {
  /** Folder of the document, relative to the ledger's root with forward slashes; null when it lies elsewhere. */
  readonly folder: string | null;
}

/**
 * Every place of a text that names a version, in order. `models:/…` always counts, `name@…` only for a model, and an
 * alias, of the ledger: texts are full of addresses of people and packages that look the same.
 */
export function findReferences(text: string, snapshot: LedgerSnapshot, place: Place): readonly Reference[] {
  const found: Reference[] = [
    ...findAddresses(text),
    ...findShort(text, snapshot),
    ...findArtifacts(text, snapshot, place),
  ];
  return found.sort((a, b) => a.start - b.start);
}

function* findAddresses(text: string): Generator<VersionReference> {
  for (let at = text.indexOf(ADDRESS); at >= 0; at = text.indexOf(ADDRESS, at + ADDRESS.length)) {
    if (at > 0 && /[A-Za-z0-9_.-]/.test(text[at - 1] ?? '')) {
      continue;
    }
    const nameStart = at + ADDRESS.length;
    const nameEnd = endOfName(text, nameStart);
    if (nameEnd === nameStart) {
      continue;
    }
    const mark = text[nameEnd];
    const selectorEnd = mark === '/' || mark === '@' ? endOfName(text, nameEnd + 1) : nameEnd;
    const word = text.slice(nameEnd + 1, selectorEnd);
    const end = word === '' ? nameEnd : selectorEnd;
    // `models:/churn-{suffix}` is no address yet.
    const isTemplate = /^[._-]*[{$%<]/.test(text.slice(end, end + 5));
    if (!isTemplate) {
      const selector = word === '' ? null : mark === '@' ? alias(word) : versionOrStage(word);
      yield { kind: 'version', isAddress: true, start: at, end, model: text.slice(nameStart, nameEnd), selector };
    }
  }
}

function* findShort(text: string, snapshot: LedgerSnapshot): Generator<VersionReference> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOfName(text, at);
    const model = text.slice(start, at);
    // `actions/checkout@v4`, `@scope/name@v2`, `ada@churn@v4` and `https://churn@v4` are something else.
    if (start === at || /[/\\@\w.-]/.test(text[start - 1] ?? '') || !snapshot.hasModel(model)) {
      continue;
    }
    const end = endOfName(text, at + 1);
    const word = text.slice(at + 1, end);
    const version = SHORT_VERSION.exec(word);
    const selector = version !== null ? { kind: 'version' as const, version: Number(version[1]) } : alias(word);
    const isFollowed = /[@/{]/.test(text[end] ?? '');
    if (!isFollowed && (selector.kind === 'version' || snapshot.alias(model, word) !== null)) {
      yield { kind: 'version', isAddress: false, start, end, model, selector };
    }
  }
}

function* findArtifacts(text: string, snapshot: LedgerSnapshot, { folder }: Place): Generator<ArtifactReference> {
  const names = snapshot.artifactNames;
  if (names.size === 0) {
    return;
  }
  const isKnown = (path: string) => snapshot.withArtifact(path).length > 0;
  for (const match of text.matchAll(WORD)) {
    if (match[0].length > LONGEST_PATH || !/[\\/.]/.test(match[0])) {
      continue;
    }
    const written = match[0].replace(/[.:,]+$/, '');
    const normal = written.replace(/[\\/]+/g, '/').replace(/\/$/, '');
    if (!names.has(normal.slice(normal.lastIndexOf('/') + 1))) {
      continue;
    }
    const relative = normal.replace(/^(?:\.\/|\/)+/, '');
    const beside = folder === null ? null : posix.normalize(posix.join(folder, normal));
    const path = isKnown(relative) ? relative : beside !== null && isKnown(beside) ? beside : null;
    // A lone name without quotes, such as `model.pkl` in Python, is an attribute.
    const isWritten = normal.includes('/') || isQuoted(text, match.index, match.index + written.length);
    if (path !== null && isWritten) {
      yield { kind: 'artifact', start: match.index, end: match.index + written.length, path };
    }
  }
}

function isQuoted(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  return (
    (/["'`]/.test(before) && text[end] === before) ||
    /^[ \t]*(?:-|[\w.-]+:|[\w.-]+ ?=)[ \t]*$/.test(lineUpTo(text, start))
  );
}

function lineUpTo(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function startOfName(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && NAME.test(text[start - 1] ?? '')) {
    start -= 1;
  }
  return start;
}

/** Names begin and end with a letter or digit: a full stop after one ends the sentence. */
function endOfName(text: string, start: number): number {
  if (!NAME_START.test(text[start] ?? '')) {
    return start;
  }
  let end = start;
  while (end < text.length && NAME.test(text[end] ?? '')) {
    end += 1;
  }
  while (end > start && !NAME_START.test(text[end - 1] ?? '')) {
    end -= 1;
  }
  return end;
}

function alias(word: string): Selector {
  return { kind: 'alias', alias: word };
}

function versionOrStage(word: string): Selector {
  const version = VERSION.exec(word);
  return version === null ? { kind: 'stage', stage: word } : { kind: 'version', version: Number(version[1]) };
}
