import type { PageRequestKind } from '../../src/protocol/comparePage';

/**
 * For every request of the comparison page, what its host says when it fails. The suite inside VS Code makes the host
 * fail at each of them and wants this answer; the page's tests want to see it on the page.
 */
export const PAGE_REQUEST_FAILURES: Readonly<Record<PageRequestKind, string>> = {
  ready: 'The ledger of this folder could not be read.',
  loadRows: 'The comparison has changed meanwhile. The page shows the new one.',
  loadTexts: 'An unexpected failure: The answer could not be sent.',
  loadTrend: 'The ledger of this folder could not be read.',
  addVersions: 'The list of versions could not be shown.',
  removeVersions: 'The ledger of this folder could not be read.',
  pickBaseline: 'The list of baselines could not be shown.',
  openCard: 'The card could not be opened.',
  openSource: 'Nothing says where this value was read: it was typed in or given on the command line.',
  loadDifference: 'This version is not in the ledger any more. The comparison follows.',
  openDifference: 'The difference could not be opened.',
  loadTrust: 'An unexpected failure: EIO: i/o error, read.',
  openTrust: 'The review could not be written.',
  loadEvidence: 'An unexpected failure: EIO: i/o error, read.',
  loadPicture: 'The version has no such picture.',
  saveFile: 'The file could not be written.',
  saveReport: 'An unexpected failure: EIO: i/o error, read.',
  copyLink: 'The clipboard is not available.',
  starVersion: 'An unexpected failure: The memory of the window is closed.',
  copyText: 'The clipboard is not available.',
  saveView: 'An unexpected failure: The memory of the window is closed.',
};

/** In the order of the protocol. */
export const PAGE_REQUEST_KINDS: readonly PageRequestKind[] = Object.keys(PAGE_REQUEST_FAILURES).filter(
  (kind): kind is PageRequestKind => kind in PAGE_REQUEST_FAILURES,
);
