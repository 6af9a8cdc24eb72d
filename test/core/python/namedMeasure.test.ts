import { describe, expect, it } from 'vitest';
import { inspectCells, shownMetrics } from '../../support/printedCells';

const shown = (code: string, stdout: string): string[] => shownMetrics(inspectCells({ code, stdout }));

describe('namedMeasure', () => {
  it('names a value that nothing but its variable tells', () => {
    expect(shown('test_acc = check(model, loader)\nprint(test_acc)', '0.8571\n')).toEqual(['accuracy 0.8571 test *']);
    expect(shown('highest_acc = evaluate_all()\nprint(highest_acc)', '0.8571\n')).toEqual(['accuracy 0.8571 - *']);
    expect(shown("rmse = compare(a, b)\nprint('Ergebnis:', rmse)", 'Ergebnis: 3.25\n')).toEqual(['rmse 3.25 - *']);
  });

  it('leaves alone what may be anything, several values, and what a sentence says', () => {
    expect(shown('loss = check()\nprint(loss)', '0.8571\n')).toEqual([]);
    expect(shown('recall = per_class()\nprint(recall)', '[0.8 0.9 0.7]\n')).toEqual([]);
    expect(shown('precision = 3\nprint(precision)', '3\n')).toEqual([]);
    expect(
      shown(
        "prec = share(df)\nprint('Share of people who stay at work:', prec)",
        'Share of people who stay at work: 0.9\n',
      ),
    ).toEqual([]);
  });

  it('names what a method gives that is called after a measure', () => {
    const trainer = 'from toolbox.training import Trainer\nt = Trainer()\nt.train()\n';

    expect(shown(`${trainer}print(t.rmse_test())`, '20.452\n')).toEqual(['rmse 20.452 test *']);
    expect(shown(`${trainer}print(t.loss())`, '20.452\n')).toEqual([]);
  });
});
