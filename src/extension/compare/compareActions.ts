import type { CompareLink } from '../../core/compareLink';
import type { DifferenceTarget } from '../../core/difference/versionDifference';
import type { FactSource } from '../../core/model';
import type { TrustKind } from '../../core/trust/trustLine';
import type { ExportFormat } from '../../protocol/comparePage';
import type { FoundVersion } from './comparedVersions';
import type { VersionInsights } from './versionInsights';

/** What a page can make the window do. Whatever fails rejects with a sentence for the person. */
export interface CompareActions {
  /** Asks for the versions of the comparison; null when the person cancelled. */
  chooseVersions(shown: readonly string[]): Promise<readonly string[] | null>;
  /** Asks for one of those shown; null when the person cancelled. */
  chooseBaseline(shown: readonly FoundVersion[]): Promise<string | null>;
  openCard(version: FoundVersion): Promise<void>;
  openSource(version: FoundVersion, place: FactSource & { readonly path: string }): Promise<void>;
  openDifference(from: FoundVersion, to: FoundVersion, target: DifferenceTarget): Promise<void>;
  openTrust(version: FoundVersion, mark: TrustKind, insights: VersionInsights): Promise<void>;
  /** Asks where, and does nothing when the person cancels. */
  saveFile(file: SavedFile): Promise<void>;
  copyLink(link: CompareLink): Promise<void>;
  copyText(text: string): Promise<void>;
}

/** What a page made or asked for, to be saved where the person says. */
export interface SavedFile {
  /** Without an extension. */
  readonly name: string;
  readonly format: ExportFormat | 'html';
  readonly bytes: Uint8Array;
  /** Beside whose files the dialog begins. */
  readonly root: string | null;
}
