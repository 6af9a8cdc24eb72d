import type { TrailerKey } from '../../core/rationale/trailer';

/** What each trailer means, as Markdown: for hovers and completions. */
export const TRAILER_HELP: Readonly<Record<TrailerKey, string>> = {
  Rationale:
    'Why this version was made. After the commit it is the rationale of the version, with your name and the commit.\n\n`Rationale: churn@v4: Trees miss contracts that end.` The version may be left out when the commit registers only one.',
  Changes: 'What differs from the version before: code, params, data.\n\n`Changes: churn@v4: max_depth: 4 → 6`',
  Impact: 'What it does to the metrics.\n\n`Impact: churn@v4: roc_auc 0.912 → 0.934 (+0.022)`',
  'Model-Ledger':
    '`Model-Ledger: none` says that nothing in this commit needs a version, `Model-Ledger: none models/test.pkl` says it of one file or folder. It is not asked about again.',
};
