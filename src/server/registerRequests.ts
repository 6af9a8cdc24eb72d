import {
  BulkRegistration,
  CodeActionKind,
  CodeActionRequest,
  CompletionRequest,
  type Connection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentFilter,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlineCompletionRequest,
  ReferencesRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

// The documents of each kind, as narrow as VS Code can tell them apart; `documentKind.ts` decides.
const EDITED = ['file', 'untitled'];
const COMMIT_MESSAGES: DocumentFilter[] = [{ language: 'scminput' }, { language: 'git-commit' }];
const DRAFTS: DocumentFilter[] = EDITED.map((scheme) => ({ scheme, pattern: '**/.model-ledger/drafts/*.md' }));
const MARKDOWN: DocumentFilter[] = [...EDITED, 'vscode-notebook-cell', 'model-ledger'].map((scheme) => ({
  scheme,
  language: 'markdown',
}));
const CODE: DocumentFilter[] = [
  ...['python', 'yaml', 'dockercompose', 'github-actions-workflow', 'json', 'jsonc', 'toml'].flatMap((language) =>
    [...EDITED, 'vscode-notebook-cell'].map((scheme) => ({ scheme, language })),
  ),
  { scheme: 'file', pattern: '**/*.toml' },
];
const ALL: DocumentFilter[] = [...COMMIT_MESSAGES, ...DRAFTS, ...MARKDOWN, ...CODE];

/**
 * Tells VS Code what to ask us, for which documents. Registered one by one rather than declared as capabilities, because
 * a provider that answers nothing is not nothing: a folding provider for Python would take the folding by indentation
 * away, and one for inline completions would wait in line with others in every file.
 */
export async function registerRequests(connection: Connection): Promise<void> {
  const all = BulkRegistration.create();
  all.add(DidOpenTextDocumentNotification.type, { documentSelector: ALL });
  all.add(DidChangeTextDocumentNotification.type, {
    documentSelector: ALL,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  all.add(DidCloseTextDocumentNotification.type, { documentSelector: ALL });
  all.add(HoverRequest.type, { documentSelector: ALL });
  all.add(DefinitionRequest.type, { documentSelector: ALL });
  all.add(ReferencesRequest.type, { documentSelector: ALL });
  all.add(CodeActionRequest.type, { documentSelector: ALL, codeActionKinds: [CodeActionKind.QuickFix] });
  all.add(CompletionRequest.type, {
    documentSelector: CODE,
    triggerCharacters: ['/', '@', ':', '"', '{'],
    resolveProvider: true,
  });
  all.add(InlineCompletionRequest.type, { documentSelector: COMMIT_MESSAGES });
  all.add(DocumentSymbolRequest.type, { documentSelector: MARKDOWN, label: 'Model Ledger' });
  all.add(FoldingRangeRequest.type, { documentSelector: MARKDOWN });
  await connection.client.register(all);
  // A bulk takes each request once.
  await connection.client.register(CompletionRequest.type, {
    documentSelector: MARKDOWN,
    // Behind the last three a draft takes an entry, a field or a path.
    triggerCharacters: ['/', '@', ':', '-', '{', ','],
    resolveProvider: true,
  });
  await connection.client.register(CompletionRequest.type, {
    documentSelector: COMMIT_MESSAGES,
    triggerCharacters: ['/', '@', ':', ' '],
    resolveProvider: true,
  });
}
