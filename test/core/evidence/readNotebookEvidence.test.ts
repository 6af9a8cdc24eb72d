import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readClassReports } from '../../../src/core/evidence/readClassReports';
import { readMatrices } from '../../../src/core/evidence/readMatrices';
import { readNotebookEvidence } from '../../../src/core/evidence/readNotebookEvidence';
import { parseNotebook } from '../../../src/core/notebook/parseNotebook';

const REPORT = `              precision    recall  f1-score   support

   not spam       0.90      0.97      0.94      1003
          1       0.77      0.47      0.58       197

    accuracy                           0.89      1200
   macro avg       0.84      0.72      0.76      1200
`;

describe('readClassReports', () => {
  it('reads a row per class and stops at the summary', () => {
    expect(readClassReports(REPORT, 3)).toEqual([
      {
        cell: 3,
        classes: [
          { name: 'not spam', precision: 0.9, recall: 0.97, f1: 0.94, support: 1003 },
          { name: '1', precision: 0.77, recall: 0.47, f1: 0.58, support: 197 },
        ],
      },
    ]);
  });

  it('reads several reports, and none from other text', () => {
    expect(readClassReports(REPORT + REPORT, 0)).toHaveLength(2);
    expect(readClassReports('precision 0.9 recall 0.8', 0)).toEqual([]);
  });
});

describe('readMatrices', () => {
  it.each([
    ['print(confusion_matrix(y, p))', '[[973  30]\n [104  93]]'],
    ['cm', 'array([[973, 30],\n       [104, 93]])'],
    ['confusion_matrix(y, p)', 'array([[973,  30],\n       [104,  93]], dtype=int64)'],
  ])('reads what %s shows', (code, output) => {
    expect(readMatrices(code, output, 1)).toEqual([
      {
        cell: 1,
        labels: [],
        counts: [
          [973, 30],
          [104, 93],
        ],
      },
    ]);
  });

  it('reads a data frame with names', () => {
    const output = '        stays  leaves\nstays     973      30\nleaves    104      93';

    expect(readMatrices('pd.DataFrame(confusion_matrix(y, p))', output, 1)[0]).toMatchObject({
      labels: ['stays', 'leaves'],
      counts: [
        [973, 30],
        [104, 93],
      ],
    });
  });

  it.each([
    ['X.head()', '[[1 2]\n [3 4]]'],
    ['confusion_matrix(y, p, normalize="true")', '[[0.97 0.03]\n [0.52 0.48]]'],
    ['cm', '[[1 2 3]\n [4 5 6]]'],
    ['cm', '[[0 0]\n [0 0]]'],
    ['cm', '[[1 2]\n [-3 4]]'],
  ])('takes %s with %j for no matrix of counts', (code, output) => {
    expect(readMatrices(code, output, 1)).toEqual([]);
  });
});

describe('readNotebookEvidence', () => {
  it('finds the report of a real notebook', () => {
    const file = path.resolve(import.meta.dirname, '../../../sample/notebooks/02-xgboost.ipynb');

    const { reports, matrices } = readNotebookEvidence(parseNotebook(readFileSync(file, 'utf8')));

    expect(reports[0]?.classes.map(({ name, recall }) => [name, recall])).toEqual([
      ['stays', 0.97],
      ['churns', 0.47],
    ]);
    expect(matrices).toEqual([]);
  });
});
