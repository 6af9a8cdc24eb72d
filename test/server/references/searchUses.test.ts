import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../src/core/config';
import { searchUses } from '../../../src/server/references/searchUses';
import { fileUri } from '../../../src/server/documentAddress';
import { LedgerSnapshot } from '../../../src/server/snapshot';
import { temporaryFolder } from '../../support/temporaryFolder';
import { snapshotOf, versionOfModel } from '../support/snapshots';

describe('searchUses', () => {
  it('finds a version in files of every kind, whichever way it is named', async () => {
    const root = await fill({
      'serve.py': 'a = 1\nm = "models:/churn/2"\nn = "models:/churn/1"\n',
      'dvc.yaml': 'deps:\n  - models/churn.joblib\n',
      'deploy/app.toml': 'model = "churn@v2"\nfile = "../models/churn.joblib"\n',
      'package.json': '{"x": "models:/churn@champion"}',
      'docs/notes.md': 'As good as churn@v2.\n',
      'train.ipynb': '{"cells": [{"source": ["load(\\"models:/churn/2\\")\\n"]}]}',
      'mail.py': '"churn@v2.example.com", "x/churn@v2"',
      'notes.txt': 'churn@v2',
      '.gitignore': 'build/\n',
      'build/copy.py': '"churn@v2"',
      'node_modules/x/y.json': '"churn@v2"',
      '.model-ledger/models/churn/x.json': '"churn@v2"',
    });

    expect(await search(root)).toEqual([
      'deploy/app.toml:0',
      'deploy/app.toml:1',
      'docs/notes.md:0',
      'dvc.yaml:1',
      'package.json:0',
      'serve.py:1',
      'train.ipynb:0',
    ]);
  });

  it('takes an open document as the editor has it', async () => {
    const root = await fill({ 'serve.py': '"churn@v2"\n"churn@v2"\n', 'train.ipynb': '"churn@v2"' });
    const open = [
      TextDocument.create(fileUri(path.join(root, 'serve.py')), 'python', 1, '\n\n"churn@v2"'),
      TextDocument.create(
        `${fileUri(path.join(root, 'train.ipynb')).replace('file:', 'vscode-notebook-cell:')}#W0`,
        'python',
        1,
        '',
      ),
    ];

    expect(await search(root, open)).toEqual(['serve.py:2']);
  });

  it('stops when it is cancelled', async () => {
    const root = await fill({ 'serve.py': '"churn@v2"' });

    await expect(search(root, [], AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});

async function search(root: string, open: readonly TextDocument[] = [], signal = new AbortController().signal) {
  const artifacts = [{ path: 'models/churn.joblib', sha256: 'a'.repeat(64), size: 1, kept: 'store' as const }];
  const { models } = snapshotOf([
    versionOfModel('churn', 1),
    versionOfModel('churn', 2, { aliases: ['champion'], artifacts }),
  ]);
  const snapshot = new LedgerSnapshot({ root, config: defaultConfig(), models, knowsCommits: true });
  const version = snapshot.version('churn', 2);
  const found = version === null ? [] : await searchUses({ version, snapshot, open, signal });
  return found.map(({ uri, range }) => `${uri.slice(fileUri(root).length + 1)}:${range.start.line}`).sort();
}

async function fill(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}
