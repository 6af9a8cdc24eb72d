import { describe, expect, it } from 'vitest';
import { inspectCells } from '../../support/printedCells';

describe('a path with an unknown part', () => {
  const code = "import joblib\nbest = search()\njoblib.dump(model, f'models/{best}_v3.joblib')";

  it('is completed from what the cell shows', () => {
    expect(inspectCells({ code, result: "['models/ridge_v3.joblib']" }).artifacts).toMatchObject([
      { path: 'models/ridge_v3.joblib', confidence: 'high' },
    ]);
  });

  it('stands as the code spells it where nothing completes it and no other file is known', () => {
    const whole = "joblib.dump(model, 'models/last.joblib')";

    expect(inspectCells({ code }).artifacts).toMatchObject([{ path: 'models/{best}_v3.joblib', confidence: 'medium' }]);
    expect(inspectCells({ code: `${code}\n${whole}` }).artifacts).toMatchObject([
      { path: 'models/{…}_v3.joblib', confidence: 'low' },
      { path: 'models/last.joblib', confidence: 'high' },
    ]);
  });

  it('is spelled in loops over folds, too', () => {
    const loop = "for fold in range(3):\n    torch.save(net.state_dict(), f'./nets/{fold + 1:02d}.pt')";

    expect(inspectCells({ code: loop }).artifacts).toMatchObject([
      { path: 'nets/{fold+1:02d}.pt', spelled: './nets/{fold+1:02d}.pt', confidence: 'medium' },
    ]);
  });

  it('is not the first of those that a loop counts', () => {
    const loop =
      "count = 0\nfor part in parts:\n    count += 1\n    torch.save(net.state_dict(), f'nets/{count}_bees.pt')";

    expect(inspectCells({ code: loop }).artifacts).toMatchObject([{ path: 'nets/{count}_bees.pt' }]);
  });

  it('is offered, not recorded, where its folder is not known', () => {
    const unknown = "joblib.dump(model, f'{place(1)}{name}_v3.joblib')";

    expect(inspectCells({ code: unknown }).artifacts).toMatchObject([{ confidence: 'low' }]);
  });
});
