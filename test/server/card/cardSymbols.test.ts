import type { DocumentSymbol } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { cardFolding } from '../../../src/server/card/cardFolding';
import { cardSymbols } from '../../../src/server/card/cardSymbols';
import { card, DRAFT } from './cardWorld';

function outline(symbols: readonly DocumentSymbol[], depth = 0): readonly string[] {
  return symbols.flatMap((symbol) => [
    `${'  '.repeat(depth)}${symbol.name} ${symbol.detail ?? ''}`.trimEnd(),
    ...outline(symbol.children ?? [], depth + 1),
  ]);
}

describe('cardSymbols', () => {
  it('shows the facts by group, and the sections', () => {
    expect(outline(cardSymbols(card(DRAFT)))).toEqual([
      'Facts churn',
      '  model churn',
      '  source { kind: notebook, path: notebooks/train.ipynb }',
      '  metrics 2',
      '    roc_auc (test) 0.934',
      '    log_loss (test) 0.31',
      '  params 2',
      '    max_depth 8',
      '    learning_rate 0.1',
      '  data 1',
      '    data/churn.csv',
      '  artifacts 1',
      '    models/churn.pkl',
      '  tags {}',
      'Rationale',
      'Changes',
      'Impact',
    ]);
  });

  it('keeps what is chosen inside what is shown, as editors demand, in any text', () => {
    const check = (
      { range, selectionRange, children, name }: DocumentSymbol,
      [first, last]: readonly [number, number],
    ) => {
      expect(name).not.toBe('');
      expect(range.start.line).toBeGreaterThanOrEqual(first);
      expect(range.end.line).toBeLessThanOrEqual(last);
      expect(selectionRange.start.line).toBeGreaterThanOrEqual(range.start.line);
      expect(selectionRange.end.line).toBeLessThanOrEqual(range.end.line);
      children?.forEach((child) => check(child, [range.start.line, range.end.line]));
    };
    for (let cut = 0; cut < DRAFT.length; cut += 5) {
      const text = DRAFT.slice(0, cut) + DRAFT.slice(cut + 3);
      const lines = text.split('\n').length;
      cardSymbols(card(text)).forEach((symbol) => check(symbol, [0, lines - 1]));
      cardFolding(card(text)).forEach(({ startLine, endLine }) => {
        expect(startLine).toBeGreaterThanOrEqual(0);
        expect(endLine).toBeLessThan(lines);
        expect(endLine).toBeGreaterThan(startLine);
      });
    }
  });
});

describe('cardFolding', () => {
  it('folds the front matter, its lists, runs of comments and the sections', () => {
    const text = DRAFT.replace('tags: {}', '# One.\n# Two.\ntags: {}');
    const lines = text.split('\n');

    const folded = cardFolding(card(text)).map(({ startLine, endLine }) => [lines[startLine], lines[endLine]]);

    expect(folded).toEqual([
      ['---', '---'],
      ['# Anything worth finding again, such as ticket: ML-12.', '# Two.'],
      ['metrics:', '  - { name: log_loss, value: 0.31, split: test, cell: 8 }'],
      ['params:', '  learning_rate: 0.1 # cell 4'],
      ['data:', '  - data/churn.csv'],
      ['artifacts:', '  - models/churn.pkl'],
      ['## Rationale', 'Deeper trees find the contracts that end.'],
      ['## Changes', '- `max_depth`: 6 → 8'],
      ['## Impact', '- log_loss (test): 0.33 → 0.31 (−0.02, better)'],
    ]);
  });

  it('takes no heading in code for a section', () => {
    const text = DRAFT.replace('Deeper trees', '```\n## Not a section\n```\nDeeper trees');

    expect(cardSymbols(card(text)).map(({ name }) => name)).toEqual(['Facts', 'Rationale', 'Changes', 'Impact']);
  });
});
