import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFilter } from '../../../../src/core/table/filter/applyFilter';
import { FilterError } from '../../../../src/core/table/filter/filterError';
import { filterNames } from '../../../../src/core/table/filter/filterFields';
import { filterScope } from './filterScope';

const scope = filterScope();

/** The numbers of the versions that a filter keeps. */
function kept(filter: string): readonly number[] {
  return applyFilter(filter, scope).map((row) => row + 1);
}

function errorOf(filter: string): FilterError {
  try {
    applyFilter(filter, scope);
  } catch (error) {
    if (error instanceof FilterError) {
      return error;
    }
    throw error;
  }
  throw new Error(`${filter} is sound.`);
}

describe('a filter', () => {
  it.each<readonly [string, readonly number[]]>([
    ['', [1, 2, 3, 4]],
    ['   ', [1, 2, 3, 4]],
    // metrics
    ['roc_auc > 0.9', [3, 4]],
    ['roc_auc>=0.9', [2, 3, 4]],
    ['roc_auc ≥ 0.9 and roc_auc < .92', [2, 3]],
    ['roc_auc[train] > 0.975', [3, 4]],
    ['roc_auc[test] > 0.905', [3, 4]],
    ['ROC_AUC[Test] > 0.905', [3, 4]],
    ['metric.recall <= 0.7', [1, 2]],
    ['recall < 1', [1, 2, 4]],
    ['recall != 0.6', [2, 3, 4]],
    ['has recall', [1, 2, 4]],
    ['not has recall', [3]],
    // what every version has
    ['stage = production', [2]],
    ['stage = "Production"', [2]],
    ['stage in (staging, production)', [2, 3]],
    ['stage != none', [2, 3]],
    ['alias = champion', [2]],
    ['alias ~ blu', [2]],
    ['has alias', [2]],
    ['version > 2', [3, 4]],
    ['version = v4', [4]],
    ['by ~ ruiz', [1, 2]],
    ['model = churn-xgb', [1, 2, 3, 4]],
    ['documented', [1, 2, 3]],
    ['not documented', [4]],
    ['documented = no', [4]],
    ['starred', [3]],
    ['archived or starred', [3]],
    // dates
    ['at > 2026-02-15', [3, 4]],
    ['at >= 2026-02-15', [2, 3, 4]],
    ['at < 2026-02-15', [1]],
    ['at <= 2026-02', [1, 2]],
    ['at = 2026-03', [3]],
    ['at = 2026', [1, 2, 3, 4]],
    ['at >= 2026-03-15T12:00', [3, 4]],
    // params, tags, data, environment
    ['max_depth <= 7', [3, 4]],
    ['param.max_depth = 9', [1]],
    ['param."tree method" = hist', [2, 4]],
    ["'tree method' = HIST", [2, 4]],
    ['shuffle = true', [3, 4]],
    ['shuffle = no', [1, 2]],
    ['seed = none', [1, 2, 3, 4]],
    ['param.stage = 3', [3]],
    ['tag.owner = ann', [1]],
    ['owner = bob', [2, 4]],
    ['tag.owner != bob', [1, 3]],
    ['tag ~ own', [1, 2, 4]],
    ['data ~ churn', [1, 2, 3, 4]],
    ['data."data/churn.csv" = a1b2c3d4e5f60002', [2]],
    ['python < 3.11', [1, 2]],
    ['rationale ~ "of the churners"', [1, 2, 3]],
    // texts
    ['ann', [1]],
    ['jonas', [3, 4]],
    ['"Ana Ruiz" champion', [2]],
    ['churn-xgb@v3', [3]],
    // joining
    ['roc_auc > 0.9 and stage = staging', [3]],
    ['stage = production or stage = staging and starred', [2, 3]],
    ['(stage = production or starred) and roc_auc > 0.9', [3]],
    ['not (stage = production or starred)', [1, 4]],
    ['not stage = production not starred', [1, 4]],
    ['NOT starred AND max_depth < 9', [2, 4]],
  ])('%s', (filter, expected) => {
    expect(kept(filter)).toEqual(expected);
  });

  it('can use every name that it proposes', () => {
    for (const { text } of filterNames(scope)) {
      expect(() => kept(`has ${text}`), text).not.toThrow();
    }
  });
});

describe('a filter that cannot be used says where and what to do', () => {
  it.each([
    ['roc_auc >', 8, 'A value is missing after “roc_auc >”'],
    ['> 0.9', 0, 'Before “>” stands the name'],
    ['roc_acu > 0.9', 0, 'No version here has “roc_acu”. Did you mean roc_auc?'],
    ['zzzzzzzzz = 1', 0, 'Write a metric, a param, tag.name or stage.'],
    ['stage = production and', 19, 'Something is missing after “and”'],
    ['(stage = production', 0, 'This parenthesis is not closed.'],
    ['stage = production)', 18, 'This “)” closes nothing.'],
    ['stage = "production', 8, 'The quote that opens here is not closed.'],
    ['()', 0, 'Nothing stands between these parentheses.'],
    ['roc_auc > high', 10, 'roc_auc is a number: compare it with one'],
    ['version > new', 10, 'such as version > 4.'],
    ['at > yesterday', 5, '“yesterday” is no date.'],
    ['at > 2026-02-30', 5, '“2026-02-30” is no date.'],
    ['stage > staging', 8, 'stage has no order.'],
    ['documented = maybe', 13, 'documented is yes or no'],
    ['stage in staging', 0, 'After “in” comes a list in parentheses'],
    ['stage in (staging', 0, 'After “in” comes a list in parentheses'],
    ['or starred', 0, '“or” cannot stand here.'],
    ['starred , documented', 8, '“,” cannot stand here.'],
  ])('%s', (filter, from, message) => {
    const error = errorOf(filter);

    expect(error.message).toContain(message);
    expect(error.from).toBe(from);
    expect(error.to).toBeGreaterThan(from);
  });

  it('and nothing that is typed does more than that', () => {
    const piece = fc.constantFrom(
      ...[
        'roc_auc',
        '>',
        '0.9',
        'and',
        'or',
        'not',
        '(',
        ')',
        'in',
        'has',
        ',',
        '"a b"',
        '"',
        '~',
        'stage',
        '!',
        '.',
        '[',
        '@',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }), (pieces) => {
        try {
          applyFilter(pieces.join(' '), scope);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
        }
      }),
    );
  });
});
