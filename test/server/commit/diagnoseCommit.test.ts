import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { describe, expect, it } from 'vitest';
import type { CommitConcerns } from '../../../src/core/rationale/concern';
import { diagnoseCommit } from '../../../src/server/commit/diagnoseCommit';
import { boxOf, CHURN, concernsOf, DATA, fileOf, FRAUD, MODEL_FILE, NOTEBOOK } from '../support/commits';

const one = concernsOf([CHURN]);

describe('diagnoseCommit', () => {
  it('says on the title what lacks a reason', () => {
    const diagnostics = diagnose(concernsOf([CHURN], [MODEL_FILE, NOTEBOOK, DATA]), 'Go deeper');

    expect(diagnostics.map(({ message }) => message)).toEqual([
      'churn@v2 is registered without a rationale.',
      expect.stringContaining('models/churn.pkl differs from every registered version'),
      expect.stringContaining('notebooks/train.ipynb shows other results than churn@v2'),
      expect.stringContaining('data/churn.csv has changed since churn@v2 was trained on it'),
    ]);
    expect(diagnostics[0]?.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 9 } });
  });

  it('is silent once the message says it, and while nothing is written', () => {
    expect(diagnose(one, 'Go deeper\n\nRationale: churn@v2: Finds late leavers.')).toEqual([]);
    expect(diagnose(one, 'Go deeper\n\nRationale: The only version is meant.')).toEqual([]);
    expect(diagnose(concernsOf([], [MODEL_FILE]), 'Tidy\n\nModel-Ledger: none models')).toEqual([]);
    expect(diagnose(one, ' \n')).toEqual([]);
    expect(diagnose(concernsOf([CHURN], [], { policy: 'off' }), 'Go deeper')).toEqual([]);
  });

  it('only informs by default, and is an error where a reason is required', () => {
    expect(diagnose(one, 'Go deeper')[0]?.severity).toBe(DiagnosticSeverity.Information);
    expect(diagnose(concernsOf([CHURN], [], { policy: 'require' }), 'Go deeper')[0]?.severity).toBe(
      DiagnosticSeverity.Error,
    );
  });

  it('points at the line that was begun and says nothing yet, once', () => {
    const diagnostics = diagnose(one, 'Go deeper\n\nRationale: churn@v2: ');

    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.range.start).toEqual({ line: 2, character: 0 });
  });

  it('points at a version that is not there', () => {
    const [, wrong] = diagnose(one, 'Go deeper\n\nRationale: churn@v9: Finds late leavers.');

    expect(wrong?.message).toBe('There is no churn@v9. The newest version is churn@v2.');
    expect(wrong?.severity).toBe(DiagnosticSeverity.Warning);
    expect(wrong?.range).toEqual({ start: { line: 2, character: 11 }, end: { line: 2, character: 19 } });
  });

  it('asks which of two versions is meant', () => {
    const messages = diagnose(concernsOf([CHURN, FRAUD]), 'Go\n\nRationale: Better.').map(({ message }) => message);

    expect(messages).toContainEqual(expect.stringContaining('Rationale names no version'));
  });

  it('looks past comments for the title', () => {
    const [diagnostic] = diagnoseCommit(fileOf(one, '# a template\nGo deeper\n\n# Please enter\n'));

    expect(diagnostic?.range.start.line).toBe(1);
  });
});

function diagnose(concerns: CommitConcerns, text: string) {
  return diagnoseCommit(boxOf(concerns, text));
}
