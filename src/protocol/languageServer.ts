import type { RationalePolicy } from '../core/config';
import type { SourceFacts } from '../core/notebook/sourceFacts';
import type { UnstagedShare } from '../core/rationale/smartCommit';

/**
 * What the extension and the language server say to each other besides the Language Server Protocol. Both sides take the
 * method names and the shapes from here.
 */

/** Handed over when the server starts, and again each time it is started anew. */
export interface ServerOptions {
  /** In Restricted Mode the server never starts Git. */
  readonly isTrusted: boolean;
}

/** Notifications from the extension to the server, by method. */
export interface ClientNotifications {
  /** Something was written to a ledger, or to its repository. `root` is its folder; null: any of them, or their number. */
  readonly 'modelLedger/ledgerChanged': { readonly root: string | null };
  /** The index, the working tree or a setting changed, which say what the next commit takes. */
  readonly 'modelLedger/commitChanged': Readonly<Record<string, never>>;
  readonly 'modelLedger/trustGranted': Readonly<Record<string, never>>;
  /** A notebook was edited, run, saved or closed. `path` is absolute. */
  readonly 'modelLedger/sourceChanged': { readonly path: string };
}

/** Requests from the extension to the server, by method. */
export interface ClientRequests {
  /** How the server is; the tests ask it, and a person who writes a report. */
  readonly 'modelLedger/status': { readonly params: Readonly<Record<string, never>>; readonly result: ServerStatus };
}

export interface CommitSettings {
  /** Null where the window says nothing: then the project's `config.json` holds. */
  readonly policy: RationalePolicy | null;
  readonly unstaged: UnstagedShare;
}

export interface ServerStatus {
  readonly pid: number;
  readonly roots: readonly string[];
  readonly isTrusted: boolean;
}

/** Requests from the server to the extension, by method: what only the window knows. */
export interface ServerRequests {
  /** `root` is the folder of a ledger. */
  readonly 'modelLedger/commitSettings': {
    readonly params: { readonly root: string };
    readonly result: CommitSettings;
  };
  /** What a notebook says with its unsaved changes; null when it has none, so that the file will do. */
  readonly 'modelLedger/openSource': {
    readonly params: {
      /** Absolute. */
      readonly path: string;
      /** The version that the server knows already. */
      readonly known: number | null;
    };
    readonly result: OpenSource | null;
  };
}

export interface OpenSource {
  /** Grows with every change of the document. */
  readonly version: number;
  /** Null when this is the version that the server knows. */
  readonly facts: SourceFacts | null;
}
