import { describe, expect, it } from 'vitest';
import { completeFilter, isNameBegun } from '../../../../src/core/table/filter/completeFilter';
import { filterScope } from './filterScope';

const scope = filterScope();

/** The caret stands where the bar is. */
function complete(marked: string) {
  const caret = marked.indexOf('|');
  return completeFilter(marked.replace('|', ''), caret, scope);
}

function proposals(marked: string): readonly string[] {
  return complete(marked).items.map(({ text }) => text);
}

describe('completeFilter', () => {
  it('begins with the names, metrics first', () => {
    expect(proposals('|').slice(0, 4)).toEqual(['roc_auc[test]', 'roc_auc[train]', 'recall', 'stage']);
    expect(proposals('|')).toContain('tag.owner');
    expect(proposals('|')).toContain('"tree method"');
    expect(proposals('|')).toContain('param.stage');
  });

  it('narrows names down to what is typed', () => {
    expect(proposals('roc|')).toEqual(['roc_auc[test]', 'roc_auc[train]']);
    expect(proposals('AUC|')).toEqual(['roc_auc[test]', 'roc_auc[train]']);
    expect(proposals('stage = production and max|')).toEqual(['max_depth']);
    expect(proposals('tree|')).toEqual(['"tree method"']);
  });

  it('replaces the whole word in which the caret stands', () => {
    expect(complete('rec|all > 1')).toMatchObject({ from: 0, to: 6 });
    expect(complete('recall > 1 and "tree m|')).toMatchObject({ from: 15, to: 22, items: [{ text: '"tree method"' }] });
  });

  it('goes on with the operators of the name', () => {
    expect(proposals('recall |').slice(0, 2)).toEqual(['>', '>=']);
    expect(proposals('stage |')).toEqual(['=', '!=', '~', '!~', 'in', 'and', 'or']);
    expect(proposals('documented |')).toEqual(['and', 'or']);
  });

  it('knows the values that occur, the most frequent first', () => {
    expect(proposals('stage = |')).toEqual(['none', 'production', 'staging']);
    expect(proposals('stage = pro|')).toEqual(['production']);
    expect(proposals('stage in (none, |')).toEqual(['none', 'production', 'staging']);
    expect(proposals('by ~ |')).toEqual(['"Ana Ruiz"', '"Jonas Weber"']);
    expect(proposals('tag.owner = |')).toEqual(['bob', 'ann']);
    expect(proposals('recall > |')).toEqual(['0.9', '0.6']);
    expect(proposals('at > |')).toEqual(['2026-04-15', '2026-03-15', '2026-02-15', '2026-01-15']);
  });

  it('says how to go on after a comparison', () => {
    expect(proposals('stage = production |')).toEqual(['and', 'or']);
    expect(proposals('stage in |')).toEqual(['(']);
    expect(proposals('not |')[0]).toBe('roc_auc[test]');
    expect(proposals('has rec|')).toEqual(['recall']);
  });

  it('proposes nothing when nothing is left to complete', () => {
    expect(proposals('stage = production|')).toEqual([]);
    expect(proposals('unknown = |')).toEqual([]);
  });
});

describe('isNameBegun', () => {
  it.each([
    ['sta', true],
    ['stage', true],
    ['recall > 0.5 and max_d', true],
    ['stagi', false],
    ['jonas', false],
    ['documented', false],
    ['stage = prod', false],
    ['"sta"', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isNameBegun(text, scope)).toBe(expected);
  });
});
