import * as vscode from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from 'vscode-languageclient/node';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { ClientNotifications, ClientRequests, ServerOptions, ServerRequests } from '../protocol/languageServer';
import type { Log } from './log';
import { RestartBudget } from './restartBudget';

/** More than this many crashes within the time are no accident. */
const MOST_RESTARTS = 4;
const RESTART_WINDOW_MS = 3 * 60_000;
const DEBUG_PORT = 6010;

/** The language server's process and the connection to it. Loaded when it is first needed: it brings the client library. */
export class LanguageClientProcess {
  private readonly client: LanguageClient;

  constructor(module: string, log: Log) {
    const transport = TransportKind.ipc;
    const debug = { module, transport, options: { execArgv: ['--nolazy', `--inspect=${DEBUG_PORT}`] } };
    this.client = new LanguageClient(
      'modelLedger',
      'Model Ledger',
      { run: { module, transport }, debug },
      {
        // The server registers for what it serves: no selector here.
        outputChannel: log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        diagnosticCollectionName: 'model-ledger',
        // Asked at each start, so that a server that comes back knows that the workspace was trusted meanwhile.
        initializationOptions: (): ServerOptions => ({ isTrusted: vscode.workspace.isTrusted }),
        initializationFailedHandler: (error: unknown) => {
          log.error(`The language server could not be started: ${String(error)}`);
          return false;
        },
        errorHandler: new Restarts(log, () => this.client.start()),
      },
    );
  }

  start(): Promise<void> {
    return this.client.start();
  }

  /** A server that is not running needs no news: it reads everything when it starts. */
  async notify<M extends keyof ClientNotifications>(method: M, params: ClientNotifications[M]): Promise<void> {
    if (this.client.isRunning()) {
      await this.client.sendNotification(method, params);
    }
  }

  request<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
  ): Promise<ClientRequests[M]['result']> {
    return this.client.sendRequest(method, params);
  }

  /** Before the start: the server may ask at once. */
  onRequest<M extends keyof ServerRequests>(
    method: M,
    act: (params: ServerRequests[M]['params']) => Promise<ServerRequests[M]['result']>,
  ): void {
    this.client.onRequest(method, act);
  }

  dispose(): Promise<void> {
    return this.client.dispose();
  }
}

/** Brings the server back after a crash, silently, but not for ever. */
class Restarts implements ErrorHandler {
  private readonly budget = new RestartBudget(MOST_RESTARTS, RESTART_WINDOW_MS);

  constructor(
    private readonly log: Log,
    private readonly restart: () => Promise<void>,
  ) {}

  error() {
    // A message that could not be sent or read is in the log; the process says itself when it is gone.
    return { action: ErrorAction.Continue, handled: true };
  }

  closed(): CloseHandlerResult {
    if (this.budget.spend(Date.now())) {
      const message = 'The language server stopped and is started again.';
      return { action: CloseAction.Restart, message, handled: true };
    }
    const message = `The language server of Model Ledger stopped ${MOST_RESTARTS + 1} times within three minutes and stays off: hovers, completions and checks of files are missing.`;
    // Not awaited: the message stays for as long as the person wants.
    void this.tell(message);
    return { action: CloseAction.DoNotRestart, message, handled: true };
  }

  private async tell(message: string): Promise<void> {
    const again = 'Start Again';
    const showLog = 'Show Log';
    const chosen = await vscode.window.showErrorMessage(message, again, showLog);
    if (chosen === again) {
      await this.restart();
    } else if (chosen === showLog) {
      this.log.show();
    }
  }
}
