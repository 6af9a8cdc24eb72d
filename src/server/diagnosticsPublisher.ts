import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { logFailure } from './answer';

/** While somebody types, diagnostics wait for a pause. */
const PAUSE_MS = 200;

/** Sends the diagnostics of open documents when they, or the ledger, change. */
export class DiagnosticsPublisher {
  private readonly published = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly connection: Pick<Connection, 'sendDiagnostics' | 'console'>,
    private readonly documents: { get(uri: string): TextDocument | undefined; all(): readonly TextDocument[] },
    private readonly diagnose: (uri: string) => Promise<readonly Diagnostic[]>,
  ) {}

  /** The document was opened, which is answered at once, or edited. */
  edited(uri: string): void {
    this.schedule(uri, this.published.has(uri) ? PAUSE_MS : 0);
  }

  /** Something that the document depends on has changed. */
  schedule(uri: string, pause = PAUSE_MS): void {
    this.published.add(uri);
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => {
        this.timers.delete(uri);
        void this.publish(uri);
      }, pause),
    );
  }

  /** The ledger has changed: everything open is looked at again. */
  scheduleAll(): void {
    for (const { uri } of this.documents.all()) {
      this.schedule(uri, 0);
    }
  }

  close(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.published.delete(uri);
    void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private async publish(uri: string): Promise<void> {
    const version = this.documents.get(uri)?.version;
    if (version === undefined) {
      return;
    }
    try {
      const diagnostics = await this.diagnose(uri);
      // Edited or closed meanwhile: then another round is under way, or nobody looks any more.
      if (this.documents.get(uri)?.version === version) {
        await this.connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
      }
    } catch (error) {
      logFailure(this.connection.console, 'diagnostics', error);
    }
  }
}
