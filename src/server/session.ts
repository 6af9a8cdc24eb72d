import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ArtifactFiles } from './artifactFiles';
import { documentPath } from './documentAddress';
import { documentKind, type DocumentKind } from './documentKind';
import { workingTreeOf } from './commit/workingTreeOf';
import type { LedgerView } from './ledgerView';
import type { LedgerSnapshot } from './snapshot';
import type { WorkspaceLedgers } from './workspaceLedgers';

/** A document that a request is about, with what there is to know of its ledger. */
export interface Subject {
  readonly document: TextDocument;
  readonly kind: DocumentKind;
  /** Absolute; null for a document without a place on the disk. The repository's folder for its commit message box. */
  readonly path: string | null;
  readonly snapshot: LedgerSnapshot;
  /** For whole versions and Git. */
  readonly view: LedgerView;
}

/** What every request needs: the open documents, the ledgers, and the files that these speak of. */
export class Session {
  constructor(
    readonly ledgers: WorkspaceLedgers,
    readonly artifacts: ArtifactFiles,
    readonly documents: { get(uri: string): TextDocument | undefined; all(): readonly TextDocument[] },
  ) {}

  /** Null for a document that is not open, in which nothing of ours can be, or that belongs to no ledger. */
  async find(uri: string): Promise<Subject | null> {
    const document = this.documents.get(uri);
    const kind = document === undefined ? null : documentKind(document);
    if (document === undefined || kind === null) {
      return null;
    }
    const path = documentPath(uri);
    const view = kind === 'commitMessage' ? await this.ledgerOfCommit(path) : await this.ledgers.forPath(path);
    return view === null ? null : { document, kind, path, view, snapshot: await view.snapshot() };
  }

  /** The ledger that holds the repository, else one inside of it. */
  private async ledgerOfCommit(path: string | null): Promise<LedgerView | null> {
    const place = path === null ? null : await workingTreeOf(path);
    return (await this.ledgers.forPath(place)) ?? (place === null ? null : this.ledgers.below(place));
  }
}
