import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import {
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  PublishDiagnosticsNotification,
  type Registration,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileUri } from '../../../src/server/documentAddress';
import { serve } from '../../../src/server/serve';

/** The other end of the protocol: the real server, and what an editor would say to it and hear from it. */
export class Editor {
  readonly registrations: Registration[] = [];
  private readonly diagnostics = new Map<string, PublishDiagnosticsParams>();
  private readonly waiting: (() => void)[] = [];
  private versions = 1;

  private constructor(readonly connection: ProtocolConnection) {
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      this.wake();
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.diagnostics.set(params.uri, params);
      this.wake();
    });
    connection.listen();
  }

  static async start(roots: readonly string[], isTrusted = true): Promise<Editor> {
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toEditor),
    );
    serve(server, new TextDocuments(TextDocument));
    server.listen();
    const connection = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    // Not the server: what it is still about to say may find nobody listening.
    onTestFinished(() => connection.dispose());
    const editor = new Editor(connection);
    await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { workspaceFolders: true } },
      workspaceFolders: roots.map((root) => ({ uri: fileUri(root), name: root })),
      initializationOptions: { isTrusted },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  open(uri: string, languageId: string, text: string): Promise<void> {
    const textDocument = { uri, languageId, version: (this.versions += 1), text };
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  change(uri: string, text: string): Promise<void> {
    const textDocument = { uri, version: (this.versions += 1) };
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges: [{ text }],
    });
  }

  async hover(uri: string, line: number, character: number): Promise<string> {
    const hover = await this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line, character },
    });
    const contents = hover?.contents;
    return contents !== undefined && typeof contents === 'object' && 'value' in contents ? contents.value : '';
  }

  /** The codes of a document's diagnostics, once they are these. */
  async diagnosed(uri: string, codes: readonly string[]): Promise<void> {
    await this.until(() => {
      const found = this.diagnostics.get(uri)?.diagnostics.map(({ code }) => String(code));
      return found !== undefined && found.join() === codes.join();
    });
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private wake(): void {
    this.waiting.splice(0).forEach((resolve) => resolve());
  }
}
