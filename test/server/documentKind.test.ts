import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentKind } from '../../src/server/documentKind';

const CARD = '---\nmodel: churn\nversion: 4\nname: x\n---\n# churn@v4\n';

describe('documentKind', () => {
  it.each([
    ['vscode-scm:git/scm0/input?rootUri%3Dfile%253A%252F%252F%252Frepo', 'scminput', '', 'commitMessage'],
    ['file:///repo/.git/COMMIT_EDITMSG', 'git-commit', '', 'commitMessage'],
    ['file:///repo/.model-ledger/drafts/churn-v4.md', 'markdown', '', 'draft'],
    ['untitled:/repo/.model-ledger/drafts/churn-v4.md', 'markdown', '', 'draft'],
    ['model-ledger:/repo/.model-ledger/card/01ARZ3NDEKTSV4RRFFQ69G5F04/churn%40v4.md', 'markdown', CARD, 'card'],
    ['file:///repo/docs/churn.md', 'markdown', CARD, 'card'],
    ['file:///repo/docs/churn.md', 'markdown', '---\ntitle: churn\n---\n', 'prose'],
    ['file:///repo/README.md', 'markdown', '# Hello\n', 'prose'],
    ['file:///repo/.model-ledger/config.json', 'json', '', 'config'],
    ['file:///repo/.model-ledger/models/churn/x-registered.json', 'json', '', null],
    ['file:///repo/serve.py', 'python', '', 'code'],
    ['vscode-notebook-cell:/repo/train.ipynb#W0sZmlsZQ%3D%3D', 'python', '', 'code'],
    ['file:///repo/dvc.yaml', 'yaml', '', 'code'],
    ['file:///repo/pyproject.toml', 'plaintext', '', 'code'],
    ['file:///repo/notes.txt', 'plaintext', '', null],
    ['file:///repo/100%/notes.txt', 'plaintext', '', null],
  ])('takes %s (%s) for what it is', (uri, languageId, text, kind) => {
    expect(documentKind({ uri, languageId, getText: () => text })).toBe(kind);
  });

  it('knows every language for which the extension starts the server', () => {
    const source = readFileSync(path.join(import.meta.dirname, '../../src/extension/languageSupport.ts'), 'utf8');
    const list = /const LANGUAGES[^[]*\[(?<languages>[^\]]*)\]/.exec(source)?.groups?.['languages'] ?? '';
    const languages = [...list.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '');

    expect(languages).toContain('python');
    expect(
      languages.filter((languageId) => documentKind({ uri: 'file:///repo/x', languageId, getText: () => '' }) === null),
    ).toEqual([]);
  });
});
