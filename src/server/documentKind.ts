import { splitFrontMatter } from '../core/card/frontMatter';

/**
 * What a document is to us. To add a kind: name it here and say how it is known, give it its documents in
 * `registerRequests.ts`, and answer for it in the requests that it takes part in.
 */
export type DocumentKind =
  /** The message box of Source Control, and COMMIT_EDITMSG. */
  | 'commitMessage'
  /** A registration or documentation draft. */
  | 'draft'
  /** A version as Markdown: our read-only document, or an exported file. */
  | 'card'
  | 'config'
  /** May refer to versions: Python, cells, YAML, JSON, TOML. */
  | 'code'
  /** Markdown, which may refer to versions too, but tells of the past. */
  | 'prose';

const COMMIT_LANGUAGES: ReadonlySet<string> = new Set(['scminput', 'git-commit']);
const CODE_LANGUAGES: ReadonlySet<string> = new Set([
  'python',
  'yaml',
  'dockercompose',
  'github-actions-workflow',
  'json',
  'jsonc',
  'toml',
]);

/** Null: nothing of ours is in such a document. */
export function documentKind(document: {
  readonly uri: string;
  readonly languageId: string;
  getText(): string;
}): DocumentKind | null {
  const { languageId } = document;
  const path = pathOf(document.uri);
  if (COMMIT_LANGUAGES.has(languageId)) {
    return 'commitMessage';
  }
  if (path.includes('/.model-ledger/')) {
    return kindInLedger(path);
  }
  if (languageId === 'markdown') {
    return isExportedCard(document.getText()) ? 'card' : 'prose';
  }
  // VS Code has no TOML of its own: without an extension for it such a file is plain text.
  return CODE_LANGUAGES.has(languageId) || path.endsWith('.toml') ? 'code' : null;
}

/** Events and objects are what they are: nothing is said about them. */
function kindInLedger(path: string): DocumentKind | null {
  const inside = path.slice(path.lastIndexOf('/.model-ledger/') + '/.model-ledger/'.length);
  if (inside === 'config.json') {
    return 'config';
  }
  if (!inside.endsWith('.md')) {
    return null;
  }
  if (inside.startsWith('drafts/')) {
    return 'draft';
  }
  return inside.startsWith('card/') ? 'card' : null;
}

function isExportedCard(text: string): boolean {
  const yaml = text.trimStart().startsWith('---') ? splitFrontMatter(text)?.yaml : undefined;
  return yaml !== undefined && /^model:[ \t]*\S/m.test(yaml) && /^version:[ \t]*\d/m.test(yaml);
}

function pathOf(uri: string): string {
  const path = uri.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray percent sign: the address is what it is.
    return path;
  }
}
