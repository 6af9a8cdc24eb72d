import type { CommitScope, ConcernCache } from '../core/io/commit/readCommitConcerns';
import type { Git } from '../core/io/git/git';
import { Ledger } from '../core/io/ledger/ledger';
import type { VersionRef } from '../core/io/ledger/ledgerReader';
import type { Version } from '../core/model';
import type { CommitConcerns } from '../core/rationale/concern';
import { LedgerSnapshot } from './snapshot';

/**
 * One ledger, read only: opened so that not even its cache is written, and with no verb that could. What was read is kept
 * until somebody says that it changed.
 */
export class LedgerView {
  private readonly ledger: Ledger;
  private concernCache: ConcernCache | null = null;
  private reading: Promise<LedgerSnapshot> | null = null;

  constructor(
    readonly root: string,
    { withoutGit }: { readonly withoutGit: boolean },
  ) {
    this.ledger = Ledger.open(root, { withoutGit, readOnly: true });
  }

  /** Absolute path of `.model-ledger`. */
  get folder(): string {
    return this.ledger.folder;
  }

  snapshot(): Promise<LedgerSnapshot> {
    this.reading ??= this.read().catch((error: unknown) => {
      // The failure is told to who asked; who asks next gets another try.
      this.forget();
      throw error;
    });
    return this.reading;
  }

  /** A whole version with its params, full texts and evidence. Throws `model-unknown` or `version-unknown`. */
  version(ref: VersionRef): Promise<Version> {
    return this.ledger.version(ref);
  }

  /** Null in a workspace that is not trusted, and where there is no repository. */
  git(): Promise<Git | null> {
    return this.ledger.git();
  }

  /** What a commit asks a reason for. Nothing without Git. */
  async commitConcerns(scope: CommitScope, signal: AbortSignal): Promise<CommitConcerns> {
    // Imported when first asked: it brings the notebook reader, and most documents are no commit messages.
    const { ConcernCache, readCommitConcerns } = await import('../core/io/commit/readCommitConcerns');
    this.concernCache ??= new ConcernCache();
    return readCommitConcerns(this.ledger, scope, { signal, cache: this.concernCache });
  }

  forget(): void {
    this.reading = null;
  }

  private async read(): Promise<LedgerSnapshot> {
    const [{ models }, { config }, git] = await Promise.all([
      this.ledger.overview(),
      this.ledger.config(),
      this.ledger.git(),
    ]);
    return new LedgerSnapshot({ root: this.root, config, models, knowsCommits: git !== null });
  }
}
