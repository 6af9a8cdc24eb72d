import type { MarkupContent } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { renderCard } from '../../../src/core/card/renderCard';
import { splitFrontMatter } from '../../../src/core/card/frontMatter';
import type { CardAddress } from '../../../src/server/card/card';
import { cardHover } from '../../../src/server/card/cardHover';
import { card, DRAFT, surroundings, VERSIONS } from './cardWorld';

function hoverOn(text: string, needle: string, address: Partial<CardAddress> = {}): string | null {
  const index = text.indexOf(needle);
  expect(index).toBeGreaterThanOrEqual(0);
  const before = text.slice(0, index).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const hover = cardHover(card(text, address), position, surroundings());
  return hover === null ? null : (hover.contents as MarkupContent).value;
}

describe('cardHover', () => {
  it('says what a metric is, where it was printed and what it was, newest first', () => {
    expect(hoverOn(DRAFT, 'roc_auc')).toBe(
      [
        '**roc\\_auc (test)**, higher is better',
        'Area under the ROC curve: how often a positive is ranked above a negative.',
        'Printed by cell 8 as 0.93412.',
        [
          '| Version | Value | Registered | Stage |',
          '| --- | --- | --- | --- |',
          '| churn@v2 | **0.912** | 2024-06-13 | production |',
          '| churn@v1 | 0.88 | 2024-06-12 |  |',
        ].join('\n'),
      ].join('\n\n'),
    );
  });

  it('says what a parameter was', () => {
    const text = hoverOn(DRAFT, 'max_depth: 8');

    expect(text).toContain('Set to `8` in cell 4.');
    expect(text).toContain('| churn@v2 | `6` |\n| churn@v1 | `4` |');
  });

  it('says which bytes were at a path', () => {
    expect(hoverOn(DRAFT, 'data/churn.csv')).toContain('| churn@v2 | `git:c0ffee` |');
    expect(hoverOn(DRAFT, 'models/churn.pkl')).toContain('| churn@v2 | `sha256:aaaaaaaaaaaa` |');
  });

  it('says so where there is no history', () => {
    const text = DRAFT.replace('log_loss', 'mcc')
      .replace('max_depth', 'depth')
      .replace('data/churn.csv', 'data/new.csv');

    expect(hoverOn(text, 'mcc')).toContain('No earlier version measures it.');
    expect(hoverOn(text, 'depth: 8')).toContain('No earlier version sets it.');
    expect(hoverOn(text, 'data/new.csv')).toContain('No earlier version names it.');
  });

  it('says what a key stands for', () => {
    expect(hoverOn(DRAFT, 'params:')).toContain('The parameters of the training run');
  });

  it('shows on a heading what was written there last', () => {
    expect(hoverOn(DRAFT, '## Rationale')).toBe('Of churn@v2:\n\nTrees instead of a line.');
  });

  it('answers in the tables of a card that is shown', () => {
    const [version] = VERSIONS;
    const text = version === undefined ? '' : (splitFrontMatter(renderCard(version))?.body.trimStart() ?? '');
    const address = { kind: 'shown', model: 'churn', version: 2 } as const;

    expect(hoverOn(text, '**roc\\_auc (test)**', address)).toContain('| churn@v1 | 0.88 |');
    expect(hoverOn(text, '| `max_depth`', address)).toContain('| churn@v1 | `4` |');
    expect(hoverOn(text, '| `data/churn.csv`', address)).toContain('git:c0ffee');
  });

  it('says nothing elsewhere', () => {
    expect(hoverOn(DRAFT, '---')).toBeNull();
    expect(hoverOn(DRAFT, 'Deeper trees')).toBeNull();
  });
});
