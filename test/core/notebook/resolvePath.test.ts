import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../support/printedCells';

describe('a path with an unknown part', () => {
  const code = "import joblib\nbest = search()\njoblib.dump(model, f'models/{best}_v3.joblib')";

  it('is completed from what the cell shows', () => {
    expect(inspectCells({ code, result: "['models/ridge_v3.joblib']" }).artifacts).toMatchObject([
      { path: 'models/ridge_v3.joblib', confidence: 'high' },
    ]);
  });

  it('is offered, not recorded, where nothing completes it', () => {
    expect(inspectCells({ code }).artifacts).toMatchObject([{ path: 'models/{…}_v3.joblib', confidence: 'low' }]);
  });
});
