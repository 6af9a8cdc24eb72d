import type { CancellationToken, Connection, InitializeParams, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientNotifications, ClientRequests, ServerOptions, ServerRequests } from '../protocol/languageServer';
import { answer, logFailure } from './answer';
import { ArtifactFiles } from './artifactFiles';
import { openCards } from './card/openCards';
import { CommitReader } from './commit/commitReader';
import { DiagnosticsPublisher } from './diagnosticsPublisher';
import { documentPath } from './documentAddress';
import { documentKind } from './documentKind';
import type { DocumentHelp } from './documentHelp';
import { LedgerWatch } from './ledgerWatch';
import { registerRequests } from './registerRequests';
import { answerCodeAction } from './requests/codeAction';
import { answerCompletion, resolveCompletion } from './requests/completion';
import { answerDefinition } from './requests/definition';
import { answerDiagnostics } from './requests/diagnostics';
import { answerDocumentSymbol } from './requests/documentSymbol';
import { answerFoldingRange } from './requests/foldingRange';
import { answerHover } from './requests/hover';
import { answerInlineCompletion } from './requests/inlineCompletion';
import { answerReferences } from './requests/references';
import { Session, type Subject } from './session';
import { WorkspaceLedgers } from './workspaceLedgers';

/** Connects each request of the protocol with its file in `requests/`. */
export function serve(connection: Connection, documents: TextDocuments<TextDocument>): void {
  const log = connection.console;
  const ledgers = new WorkspaceLedgers([], false, (folder, error) => logFailure(log, folder, error));
  // Their bytes may be known later than the diagnostics that ask for them.
  const artifacts = new ArtifactFiles(() => publisher.scheduleAll());
  const session = new Session(ledgers, artifacts, documents);
  const cards = openCards((path, known) => ask(connection, 'modelLedger/openSource', { path, known }));
  const commits = new CommitReader(
    (root) => ask(connection, 'modelLedger/commitSettings', { root }),
    () => publisher.scheduleAll(),
  );
  const help: DocumentHelp = { cards, commits };
  const publisher = new DiagnosticsPublisher(connection, documents, async (uri) => {
    const subject = await session.find(uri);
    return subject === null ? [] : answerDiagnostics(session, help, subject);
  });
  const watch = new LedgerWatch(connection, () => void refresh(null));

  const refresh = (root: string | null) =>
    answer(log, 'refresh', async () => {
      await ledgers.forget(root);
      commits.forget(root);
      publisher.scheduleAll();
      await watch.watch(await ledgers.all());
    });
  const reopen = () =>
    answer(log, 'watch', async () => {
      await watch.watch(await ledgers.all());
      publisher.scheduleAll();
    });

  /** Drafts are held against their notebooks. */
  const lookAgain = async (path: string) => {
    for (const { uri } of documents.all()) {
      const subject = await session.find(uri);
      if (subject?.kind === 'draft' && (await cards()).isFrom(subject, path)) {
        publisher.schedule(uri);
      }
    }
  };

  connection.onInitialize((params) => {
    ledgers.setFolders(foldersOf(params));
    if ((params.initializationOptions as ServerOptions | undefined)?.isTrusted === true) {
      ledgers.trust();
    }
    return { capabilities: { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } };
  });
  connection.onInitialized(() => {
    void answer(log, 'start', async () => {
      connection.workspace.onDidChangeWorkspaceFolders(() => void followFolders());
      await registerRequests(connection);
      await reopen();
    });
  });
  const followFolders = () =>
    answer(log, 'folders', async () => {
      const folders = await connection.workspace.getWorkspaceFolders();
      ledgers.setFolders((folders ?? []).flatMap(({ uri }) => documentPath(uri) ?? []));
      await reopen();
    });

  onNotification(connection, 'modelLedger/ledgerChanged', ({ root }) => void refresh(root));
  onNotification(connection, 'modelLedger/commitChanged', () => {
    commits.forget(null);
    for (const document of documents.all()) {
      if (documentKind(document) === 'commitMessage') {
        publisher.schedule(document.uri);
      }
    }
  });
  onNotification(connection, 'modelLedger/trustGranted', () => {
    ledgers.trust();
    void reopen();
  });
  onNotification(connection, 'modelLedger/sourceChanged', ({ path }) => {
    void answer(log, 'source', () => lookAgain(path));
  });
  onRequest(connection, 'modelLedger/status', async () => ({
    pid: process.pid,
    roots: (await ledgers.all()).map(({ root }) => root),
    isTrusted: ledgers.isTrusted,
  }));

  documents.onDidChangeContent(({ document }) => publisher.edited(document.uri));
  documents.onDidClose(({ document }) => publisher.close(document.uri));
  documents.listen(connection);

  /** Finds what the request is about; nothing is answered about other documents. */
  const about =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      what: string,
      act: (subject: Subject, params: P, token: CancellationToken) => Promise<R | null> | R | null,
    ) =>
    (params: P, token: CancellationToken): Promise<R | null> =>
      answer(log, what, async () => {
        const subject = await session.find(params.textDocument.uri);
        return subject === null || token.isCancellationRequested ? null : act(subject, params, token);
      });

  connection.onHover(about('hover', (subject, params) => answerHover(cards, subject, params)));
  connection.onCompletion(about('completion', (subject, params) => answerCompletion(help, subject, params)));
  connection.onCompletionResolve(
    async (item) => (await answer(log, 'completion', () => resolveCompletion(session, item))) ?? item,
  );
  connection.languages.inlineCompletion.on(
    about('inline completion', (subject, params) => answerInlineCompletion(help, subject, params)),
  );
  connection.onDefinition(about('definition', answerDefinition));
  connection.onReferences(about('references', (...asked) => answerReferences(session, ...asked)));
  connection.onCodeAction(about('code action', (subject, params) => answerCodeAction(help, subject, params)));
  connection.onDocumentSymbol(about('document symbols', (subject) => answerDocumentSymbol(cards, subject)));
  connection.onFoldingRanges(about('folding ranges', (subject) => answerFoldingRange(cards, subject)));
}

function foldersOf({ workspaceFolders }: InitializeParams): readonly string[] {
  return (workspaceFolders ?? []).flatMap(({ uri }) => documentPath(uri) ?? []);
}

function onNotification<M extends keyof ClientNotifications>(
  connection: Connection,
  method: M,
  act: (params: ClientNotifications[M]) => void,
): void {
  connection.onNotification(method, act);
}

function onRequest<M extends keyof ClientRequests>(
  connection: Connection,
  method: M,
  act: (params: ClientRequests[M]['params']) => Promise<ClientRequests[M]['result']>,
): void {
  connection.onRequest(method, act);
}

function ask<M extends keyof ServerRequests>(
  connection: Connection,
  method: M,
  params: ServerRequests[M]['params'],
): Promise<ServerRequests[M]['result']> {
  return connection.sendRequest(method, params);
}
