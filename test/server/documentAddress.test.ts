import { describe, expect, it } from 'vitest';
import { cardUri, documentPath, relativePath } from '../../src/server/documentAddress';

describe('documentPath', () => {
  it.each([
    ['file:///repo/my%20notes/serve.py', '/repo/my notes/serve.py'],
    ['untitled:/repo/.model-ledger/drafts/churn-v1.md', '/repo/.model-ledger/drafts/churn-v1.md'],
    ['untitled:Untitled-1', null],
    ['vscode-notebook-cell:/repo/a%20b.ipynb#W0sZmlsZQ%3D%3D', '/repo/a b.ipynb'],
    ['vscode-scm:git/scm0/input?rootUri%3Dfile%253A%252F%252F%252Frepo%2520one', '/repo one'],
    ['vscode-scm:git/scm0/input', null],
    ['model-ledger:/repo/.model-ledger/card/X/churn@v4.md', '/repo/.model-ledger/card/X/churn@v4.md'],
    ['git:/repo/serve.py', null],
    ['not an address', null],
  ])('finds where %s lies', (uri, path) => {
    expect(documentPath(uri)).toBe(path);
  });
});

describe('cardUri', () => {
  it('names the document that the extension shows', () => {
    const version = { id: '01ARZ3NDEKTSV4RRFFQ69G5F04', model: 'churn', version: 4 };

    expect(cardUri('/my repo', version)).toBe(
      'model-ledger:/my%20repo/.model-ledger/card/01ARZ3NDEKTSV4RRFFQ69G5F04/churn@v4.md',
    );
  });
});

describe('relativePath', () => {
  it('has forward slashes, and nothing for what lies outside', () => {
    expect(relativePath('/repo', '/repo/models/churn.pkl')).toBe('models/churn.pkl');
    expect(relativePath('/repo', '/repo')).toBeNull();
    expect(relativePath('/repo', '/repository/x.py')).toBeNull();
  });
});
