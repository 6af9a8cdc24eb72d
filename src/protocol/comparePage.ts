import type { DifferenceTarget, VersionDifference } from '../core/difference/versionDifference';
import type { VersionEvidence } from '../core/evidence/versionEvidence';
import type { Documentation, EventId } from '../core/model';
import type { TableDelta } from '../core/table/tableDelta';
import type { TableChunk, VersionTable } from '../core/table/versionTable';
import type { TrustKind, TrustMark } from '../core/trust/trustLine';
import type { StarredVersions, TableView } from './tableView';

/**
 * Words spoken between the extension host and the comparison page.
 *
 * The host sends whole states; the page sends requests, each with a number that its reply repeats. Every request is
 * answered, also when it fails. The host reads messages with `readPageMessage` (core/table/pageMessage.ts) and the page
 * reads them with `readHostMessage` (webview/compare/hostMessage.ts): neither side trusts the other.
 *
 * What the page needs from the html that the host makes:
 * - `<div id="root"></div>` as the only content of the body, `<html lang="en">`, a `<title>`, the viewport meta tag;
 * - `<link rel="stylesheet" href="…/dist/webview/compare.css">`;
 * - `<script nonce="…" src="…/dist/webview/compare.js"></script>` after the root; it loads nothing else;
 * - this policy and nothing wider: `default-src 'none'; script-src 'nonce-…'; style-src ${cspSource};
 *   img-src ${cspSource} data:; font-src ${cspSource}`. There are no inline styles, handlers or scripts;
 * - `localResourceRoots` with `dist/webview` only, `enableScripts: true`; `retainContextWhenHidden` is not needed.
 */
export type HostMessage = StateMessage | DeltaMessage | ReplyMessage;

export interface StateMessage {
  readonly kind: 'state';
  readonly state: ComparePageState;
}

/**
 * What changed since a state whose rows have all been sent. A page that does not have it (any more) asks with `ready` for
 * everything.
 */
export interface DeltaMessage {
  readonly kind: 'delta';
  /** The revision that it changes. */
  readonly base: number;
  readonly revision: number;
  readonly delta: TableDelta;
  readonly compared: ComparedVersions;
  readonly stages: readonly string[];
  readonly missing: readonly string[];
  readonly faults?: readonly string[] | undefined;
}

export type ReplyMessage =
  | { readonly kind: 'reply'; readonly request: number; readonly ok: true; readonly result: RequestResult }
  | { readonly kind: 'reply'; readonly request: number; readonly ok: false; readonly error: PageError };

/** What the page shows when a request or the whole comparison failed. */
export interface PageError {
  /** A `LedgerError` code, or `unexpected`. */
  readonly code: string;
  /** A sentence for the user. */
  readonly message: string;
}

/** What is compared. A page of one model follows it: versions registered later appear by themselves. */
export type ComparedVersions =
  | { readonly kind: 'versions'; readonly ids: readonly EventId[] }
  | { readonly kind: 'models'; readonly models: readonly string[] };

export type ComparePageState =
  | {
      readonly status: 'ready';
      /** Goes up with every state; rows of an older one are no longer asked for. */
      readonly revision: number;
      readonly compared: ComparedVersions;
      readonly table: VersionTable;
      /** The first rows, all of them when they are few. The page asks for the others with `loadRows`. */
      readonly first: TableChunk;
      /** In the order of promotion; the first one is where every version starts and is not shown as a badge. */
      readonly stages: readonly string[];
      /** References that were asked for and that the ledger no longer knows, e.g. after a reload: `churn@v3`. */
      readonly missing: readonly string[];
      /** What of the models compared cannot be read, as sentences: what it says is missing from the table. */
      readonly faults?: readonly string[] | undefined;
      /**
       * What the host remembers for these models; used when the page has no state of its own (a page that was reloaded
       * has). Null: the defaults.
       */
      readonly view: ComparePageView | null;
      readonly starred: StarredVersions;
    }
  | { readonly status: 'failed'; readonly revision: number; readonly error: PageError };

/** How the page looks at what it was given. Kept by the page over reloads and by the host per model. */
export interface ComparePageView extends TableView {
  readonly schema: 2;
  /** `isOpen` is about the panel above the table, whichever of its parts it shows. */
  readonly trend: { readonly isOpen: boolean; readonly column: string | null };
  readonly panel?: PanelView | undefined;
}

/** The parts of the panel above the table. */
export type PanelTab = 'changes' | 'trend' | 'curves' | 'parallel' | 'scatter' | 'matrices' | 'classes' | 'pictures';

/** What the panel shows. Whatever is absent is chosen by the page. */
export interface PanelView {
  readonly tab: PanelTab;
  /** The pair of "What changed" and of the difference between matrices. */
  readonly from?: EventId | undefined;
  readonly to?: EventId | undefined;
  /** Name of the curve. */
  readonly curve?: string | undefined;
  /** 0 is none, below 1. */
  readonly smoothing?: number | undefined;
  readonly isLog?: boolean | undefined;
  /** Columns of the scatter. */
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  /** Columns of the parallel coordinates. */
  readonly axes?: readonly string[] | undefined;
  /** `precision`, `recall` or `f1`. */
  readonly score?: string | undefined;
}

/**
 * What the page puts into `setState`: VS Code hands it to `deserializeWebviewPanel`, so that the host can rebuild the
 * comparison after a restart. Read it with `readSavedPage` (core/table/pageMessage.ts).
 */
export interface ComparePageSaved {
  readonly schema: 1;
  readonly compared: ComparedVersions;
  readonly view: ComparePageView;
  readonly scroll: { readonly top: number; readonly left: number };
}

/** Page → host. `request` is a number that the page uses once. */
export type PageMessage =
  /** The page has loaded (again). The host answers with a `state` message, then the reply. Result: null. */
  | { readonly kind: 'ready'; readonly request: number }
  /** Rows from `from` on, as many as the host finds fit for one message. Result: `TableChunk`. */
  | { readonly kind: 'loadRows'; readonly request: number; readonly revision: number; readonly from: number }
  /** The whole documentation of a few versions. Result: `WholeTexts`. */
  | { readonly kind: 'loadTexts'; readonly request: number; readonly ids: readonly EventId[] }
  /** A metric over all versions of the models compared, not only those in the table. Result: `Trend`. */
  | { readonly kind: 'loadTrend'; readonly request: number; readonly column: string }
  /** Let the user choose more versions; a new state follows unless they cancel. Result: null. */
  | { readonly kind: 'addVersions'; readonly request: number }
  /** Take versions out of the comparison; a new state follows. Result: null. */
  | { readonly kind: 'removeVersions'; readonly request: number; readonly ids: readonly EventId[] }
  /** Let the user choose one of the versions shown. Result: `PickedVersion`. */
  | { readonly kind: 'pickBaseline'; readonly request: number }
  | { readonly kind: 'openCard'; readonly request: number; readonly id: EventId }
  /** Open the notebook cell (or the file) from which the value in this column of this version was read. Result: null. */
  | { readonly kind: 'openSource'; readonly request: number; readonly id: EventId; readonly column: string }
  /** What changed between two of the versions shown. Result: `VersionDifference`. */
  | { readonly kind: 'loadDifference'; readonly request: number; readonly from: EventId; readonly to: EventId }
  /** Open a part of that in an editor. Result: null. */
  | {
      readonly kind: 'openDifference';
      readonly request: number;
      readonly from: EventId;
      readonly to: EventId;
      readonly target: DifferenceTarget;
    }
  /** Result: `TrustLines`. */
  | { readonly kind: 'loadTrust'; readonly request: number; readonly ids: readonly EventId[] }
  /** Do what a mark of the trust line stands for. Result: `TrustLines` of that version, as it is afterwards. */
  | { readonly kind: 'openTrust'; readonly request: number; readonly id: EventId; readonly mark: TrustKind }
  /** What was kept of versions that charts can show. Result: `EvidenceList`. */
  | { readonly kind: 'loadEvidence'; readonly request: number; readonly ids: readonly EventId[] }
  /** One picture of it. Result: `PictureData`. */
  | { readonly kind: 'loadPicture'; readonly request: number; readonly id: EventId; readonly sha256: string }
  /** Save what the page made, where the user says. Result: null, also when they cancelled. */
  | {
      readonly kind: 'saveFile';
      readonly request: number;
      readonly name: string;
      readonly format: ExportFormat;
      /** Text; base64 for `png`. */
      readonly content: string;
    }
  /** Save a report of the versions as a web page. Result: null. */
  | {
      readonly kind: 'saveReport';
      readonly request: number;
      readonly ids: readonly EventId[];
      readonly baseline: EventId | null;
    }
  /** Put an address on the clipboard that opens this comparison. Result: null. */
  | { readonly kind: 'copyLink'; readonly request: number }
  /** Remember whether a version is starred. Result: null. */
  | { readonly kind: 'starVersion'; readonly request: number; readonly id: EventId; readonly isStarred: boolean }
  /** Put a text on the clipboard. Result: null. */
  | { readonly kind: 'copyText'; readonly request: number; readonly text: string }
  /** Remember the view for these models. Result: null. */
  | { readonly kind: 'saveView'; readonly request: number; readonly view: ComparePageView };

export type PageRequestKind = PageMessage['kind'];
export type PageRequest<K extends PageRequestKind> = Extract<PageMessage, { kind: K }>;

/** What an `ok` reply carries, by the request's kind. */
export interface RequestResults {
  readonly ready: null;
  readonly loadRows: TableChunk;
  readonly loadTexts: WholeTexts;
  readonly loadTrend: Trend;
  readonly addVersions: null;
  readonly removeVersions: null;
  readonly pickBaseline: PickedVersion;
  readonly openCard: null;
  readonly openSource: null;
  readonly loadDifference: VersionDifference;
  readonly openDifference: null;
  readonly loadTrust: TrustLines;
  readonly openTrust: TrustLines;
  readonly loadEvidence: EvidenceList;
  readonly loadPicture: PictureData;
  readonly saveFile: null;
  readonly saveReport: null;
  readonly copyLink: null;
  readonly starVersion: null;
  readonly copyText: null;
  readonly saveView: null;
}

export type RequestResult = RequestResults[PageRequestKind];

export interface WholeTexts {
  readonly texts: readonly { readonly id: EventId; readonly documentation: Documentation }[];
}

/** `id` is null when the user cancelled. */
export interface PickedVersion {
  readonly id: EventId | null;
}

export interface TrustLines {
  readonly lines: readonly { readonly id: EventId; readonly marks: readonly TrustMark[] }[];
}

export interface EvidenceList {
  readonly evidence: readonly VersionEvidence[];
}

export interface PictureData {
  readonly mime: string;
  /** Base64. */
  readonly data: string;
}

export type ExportFormat = 'csv' | 'markdown' | 'svg' | 'png';

/** One line per model, versions ascending. */
export interface Trend {
  readonly column: string;
  readonly lines: readonly TrendLine[];
}

export interface TrendLine {
  readonly model: string;
  readonly points: readonly TrendPoint[];
}

export interface TrendPoint {
  readonly id: EventId;
  readonly version: number;
  /** Null where the version does not have the metric. */
  readonly value: number | null;
  readonly stage: string;
  readonly aliases: readonly string[];
}
