import { describe, expect, it } from 'vitest';
import { cleanSource } from '../../../src/core/python/cleanSource';

describe('cleanSource', () => {
  it('makes a call of a print that goes on in the next lines', () => {
    expect(cleanSource('if done:\n    print roc_auc_score(y,\n        guess[:, 1])\n    print done,')).toBe(
      'if done:\n    print(roc_auc_score(y,\n        guess[:, 1]))\n    print(done)',
    );
  });

  it('closes a print whose brackets close nowhere where it stands', () => {
    expect(cleanSource("print 'a(' + b\nc = 1")).toBe("print('a(' + b)\nc = 1");
  });

  it('leaves a call as it is', () => {
    expect(cleanSource('!ls\nprint(score(y,\n  z))')).toBe('pass\nprint(score(y,\n  z))');
  });
});
