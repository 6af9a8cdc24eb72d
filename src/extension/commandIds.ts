/** Every command of the extension. Ids appear here and in package.json only; `test/manifest.test.ts` compares the two. */
export const COMMANDS = {
  register: 'modelLedger.register',
  registerFile: 'modelLedger.registerFile',
  registerDraft: 'modelLedger.registerDraft',
  discardDraft: 'modelLedger.discardDraft',
  recordUncertain: 'modelLedger.recordUncertain',
  goToFact: 'modelLedger.goToFact',
  openCard: 'modelLedger.openCard',
  compare: 'modelLedger.compare',
  compareSelected: 'modelLedger.compareSelected',
  compareWithPrevious: 'modelLedger.compareWithPrevious',
  compareBranch: 'modelLedger.compareBranch',
  review: 'modelLedger.review',
  copyReference: 'modelLedger.copyReference',
  copyValue: 'modelLedger.copyValue',
  revealArtifact: 'modelLedger.revealArtifact',
  openNotebook: 'modelLedger.openNotebook',
  openSource: 'modelLedger.openSource',
  editDocumentation: 'modelLedger.editDocumentation',
  saveDocumentation: 'modelLedger.saveDocumentation',
  commitWithRationale: 'modelLedger.commitWithRationale',
  undoRegistration: 'modelLedger.undoRegistration',
  archive: 'modelLedger.archive',
  unarchive: 'modelLedger.unarchive',
  resolveNumbering: 'modelLedger.resolveNumbering',
  filter: 'modelLedger.filter',
  clearFilter: 'modelLedger.clearFilter',
  refresh: 'modelLedger.refresh',
  showMore: 'modelLedger.showMore',
  openFault: 'modelLedger.openFault',
  verify: 'modelLedger.verify',
  openConfig: 'modelLedger.openConfig',
  showLog: 'modelLedger.showLog',
  openWalkthrough: 'modelLedger.openWalkthrough',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** Publisher and name, as package.json has them. */
export const EXTENSION_ID = 'model-ledger.model-ledger';

export const VIEW_MODELS = 'modelLedger.models';
export const PANEL_COMPARE = 'modelLedger.compare';
export const WALKTHROUGH = 'model-ledger.model-ledger#modelLedger.start';

/** Keys that `when` clauses of package.json read. */
export const CONTEXT_KEYS = {
  filtered: 'modelLedger.filtered',
  hasLedger: 'modelLedger.hasLedger',
} as const;

/** Scheme of the read-only documents: model cards, and notebooks as they were. */
export const DOCUMENT_SCHEME = 'model-ledger';
