import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCellChanges } from '../../../src/core/draft/cellChanges';
import type { Notebook, NotebookCell } from '../../../src/core/notebook/notebook';

function notebook(...sources: readonly string[]): Notebook {
  const cells = sources.map((source, index): NotebookCell => {
    const isMarkdown = source.startsWith('# ');
    return {
      index,
      id: null,
      kind: isMarkdown ? 'markdown' : 'code',
      source,
      executionCount: null,
      tags: [],
      outputs: [],
      startedAt: null,
      finishedAt: null,
      success: null,
    };
  });
  return { cells, kernel: null, kernelDisplayName: null, language: 'python', languageVersion: null, metadata: {} };
}

const READ = 'import pandas as pd\ndf = pd.read_csv("churn.csv")';
const FIT = 'model = XGBClassifier(max_depth=4)\nmodel.fit(X, y)';
const SCORE = 'roc_auc_score(y_test, proba)';

describe('describeCellChanges', () => {
  it.each([
    [
      'an edited line',
      [READ, FIT, SCORE],
      [READ, FIT.replace('4', '6'), SCORE],
      ['- cell 2 edited: `model = XGBClassifier(max_depth=4)` → `model = XGBClassifier(max_depth=6)`'],
    ],
    [
      'several edited lines',
      [FIT],
      [`${FIT.replace('4', '6')}\nmodel.save("m")`],
      ['- cell 1 edited (2 lines new, 1 line gone)'],
    ],
    [
      'an added cell',
      [READ, SCORE],
      ['# Title', READ, FIT, SCORE],
      ['- cell 3 added: `model = XGBClassifier(max_depth=4)`'],
    ],
    [
      'a removed cell',
      [READ, FIT, SCORE],
      [READ, SCORE],
      ['- cell 2 (before) removed: `model = XGBClassifier(max_depth=4)`'],
    ],
    [
      'one cell replaced by another',
      [SCORE],
      [READ],
      ['- cell 1 (before) removed: `roc_auc_score(y_test, proba)`', '- cell 1 added: `df = pd.read_csv("churn.csv")`'],
    ],
    ['lines in another order', ['a = 1\nb = 2'], ['b = 2\na = 1'], ['- cell 1 edited (order of lines)']],
    ['nothing', [READ, FIT], [READ, FIT], []],
    ['Markdown, spaces at line ends and empty cells', [READ], ['# Title', `${READ.replace('\n', '  \r\n')}\n`, ''], []],
  ])('tells %s', (_, before, after, expected) => {
    expect(describeCellChanges(notebook(...before), notebook(...after)).lines).toEqual(expected);
  });

  it('counts the cells that are new or edited', () => {
    const changes = describeCellChanges(notebook(READ, FIT, SCORE), notebook(READ, FIT.replace('4', '6'), 'x', SCORE));

    expect(changes).toMatchObject({ changed: 2, cells: 4 });
  });

  it('finds nothing in equal notebooks and something in different ones', () => {
    const source = fc.constantFrom('a = 1', 'b = 2', 'c = 3', 'd = 4', 'e()');
    fc.assert(
      fc.property(fc.array(source), fc.array(source), (before, after) => {
        const isEqual = JSON.stringify(before) === JSON.stringify(after);

        expect(describeCellChanges(notebook(...before), notebook(...after)).lines.length === 0).toBe(isEqual);
      }),
    );
  });
});
