import { readdir, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  type DocumentFilter,
  FileChangeType,
  FoldingRangeRequest,
  HoverRequest,
  InlineCompletionRequest,
} from 'vscode-languageserver/node';
import type { ClientNotifications } from '../../src/protocol/languageServer';
import { fileUri } from '../../src/server/documentAddress';
import { RepositoryLedger } from '../support/repositoryLedger';
import { Editor } from './support/editor';

describe('the language server', () => {
  it('asks to be asked, as narrowly as it can', async () => {
    const { root } = await RepositoryLedger.create();
    const editor = await Editor.start([root]);
    const selector = (method: string): readonly DocumentFilter[] => {
      const found = editor.registrations.find((registration) => registration.method === method);
      const { documentSelector = [] } = (found?.registerOptions ?? {}) as { documentSelector?: DocumentFilter[] };
      return documentSelector;
    };
    await editor.until(() =>
      editor.registrations.some(({ method }) => method === DidChangeWatchedFilesNotification.method),
    );

    const languages = (method: string) =>
      selector(method).map((filter) => ('language' in filter ? filter.language : ''));
    expect(languages(InlineCompletionRequest.method)).toEqual(['scminput', 'git-commit']);
    expect(new Set(languages(FoldingRangeRequest.method))).toEqual(new Set(['markdown']));
    expect(languages(HoverRequest.method)).toContain('python');
  });

  it('never writes, not even a cache', async () => {
    const own = await RepositoryLedger.create();
    const { ledger, root, repository } = own;
    await own.register();
    await repository.commitAll('first');
    await rm(ledger.paths.cache, { recursive: true });
    const before = await readdir(ledger.folder, { recursive: true });
    const editor = await Editor.start([root]);
    const uri = fileUri(`${root}/serve.py`);

    await editor.open(uri, 'python', 'churn@v1 churn@v2');

    expect(await editor.hover(uri, 0, 2)).toContain('**churn@v1**');
    await editor.diagnosed(uri, ['version-missing']);
    expect(await readdir(ledger.folder, { recursive: true })).toEqual(before);
  });

  it('follows the text, the ledger, and what it is told', async () => {
    const repository = await RepositoryLedger.create();
    await repository.register();
    const editor = await Editor.start([repository.root]);
    const uri = fileUri(repository.path('serve.py'));
    await editor.open(uri, 'python', 'churn@v1 churn@v2');
    await editor.diagnosed(uri, ['version-missing']);
    await editor.change(uri, 'churn@v2 churn@v3');
    await editor.diagnosed(uri, ['version-missing', 'version-missing']);

    await repository.register();
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: fileUri(repository.path('.model-ledger/models/churn/x.json')), type: FileChangeType.Created }],
    });
    await editor.diagnosed(uri, ['version-missing']);
    await repository.register();
    await tell(editor, 'modelLedger/ledgerChanged', { root: repository.root });

    await editor.diagnosed(uri, []);
    expect(await editor.hover(uri, 0, 12)).toContain('**churn@v3**');
  });

  it('lets the findings of a document go when it is closed', async () => {
    const repository = await RepositoryLedger.create();
    await repository.register();
    const editor = await Editor.start([repository.root]);
    const uri = fileUri(repository.path('serve.py'));
    await editor.open(uri, 'python', 'churn@v2');
    await editor.diagnosed(uri, ['version-missing']);

    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });

    await editor.diagnosed(uri, []);
    expect(await editor.hover(uri, 0, 2)).toBe('');
  });

  it('asks Git only when the workspace is trusted', async () => {
    const own = await RepositoryLedger.create();
    const { root, repository } = own;
    await own.register();
    const commit = await repository.commitAll('first');
    const editor = await Editor.start([root], false);
    const uri = fileUri(`${root}/serve.py`);
    await editor.open(uri, 'python', 'churn@v1');

    expect(await editor.hover(uri, 0, 2)).not.toContain('commit');
    await tell(editor, 'modelLedger/trustGranted', {});

    expect(await editor.hover(uri, 0, 2)).toContain(`commit \`${commit.slice(0, 8)}\``);
  });

  it('takes each file for one of its own ledger', async () => {
    const [first, second] = [await RepositoryLedger.create(), await RepositoryLedger.create()];
    await first.register('churn');
    await second.register('fraud');
    const editor = await Editor.start([first.root, second.root]);
    const uris = [first, second].map((one) => fileUri(one.path('serve.py')));
    for (const uri of uris) {
      await editor.open(uri, 'python', 'models:/fraud/1');
    }

    await editor.diagnosed(uris[0] ?? '', ['model-missing']);
    await editor.diagnosed(uris[1] ?? '', []);
  });

  it('answers nothing about documents that are none of its own', async () => {
    const repository = await RepositoryLedger.create();
    await repository.register();
    const editor = await Editor.start([repository.root]);
    const uri = fileUri(repository.path('.model-ledger/models/churn/x-registered.json'));
    await editor.open(uri, 'json', '"churn@v1"');

    expect(await editor.hover(uri, 0, 4)).toBe('');
    expect(await editor.hover(fileUri('/elsewhere.py'), 0, 4)).toBe('');
  });
});

function tell<M extends keyof ClientNotifications>(
  editor: Editor,
  method: M,
  params: ClientNotifications[M],
): Promise<void> {
  return editor.connection.sendNotification(method, params);
}
