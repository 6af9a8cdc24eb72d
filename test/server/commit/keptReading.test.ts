import { describe, expect, it, vi } from 'vitest';
import { LedgerError } from '../../../src/core/errors';
import { KeptReading } from '../../../src/server/commit/keptReading';

describe('KeptReading', () => {
  it('reads once for many questions, and again when the state has changed or it is told so', async () => {
    let state = 'one';
    const kept = new KeptReading<number>(
      () => Promise.resolve(state),
      () => undefined,
    );
    const act = vi.fn(counting());

    expect([await kept.read(act), await kept.read(act)]).toEqual([1, 1]);
    state = 'two';
    expect(await kept.read(act)).toBe(2);
    kept.forget();
    expect([await kept.read(act), await kept.read(act)]).toEqual([3, 3]);
  });

  it('reads once for those who ask at the same time', async () => {
    const kept = new KeptReading<number>(
      () => Promise.resolve(''),
      () => undefined,
    );
    const act = vi.fn(counting());

    expect(await Promise.all([kept.read(act), kept.read(act), kept.read(act)])).toEqual([1, 1, 1]);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('answers with what it had while a slow reading goes on, and says when the new answer is there', async () => {
    const refreshed = deferred<undefined>();
    const slow = deferred<number>();
    const kept = new KeptReading<number>(
      () => Promise.resolve(''),
      () => refreshed.resolve(undefined),
    );
    await kept.read(() => Promise.resolve(1));
    kept.forget();

    expect(await kept.read(() => slow.promise)).toBe(1);
    slow.resolve(2);
    await refreshed.promise;
    expect(await kept.read(() => Promise.reject(new Error('read again')))).toBe(2);
  });

  it('cancels a reading that has become pointless, and keeps the old answer meanwhile', async () => {
    const kept = new KeptReading<number>(
      () => Promise.resolve(''),
      () => undefined,
    );
    await kept.read(() => Promise.resolve(1));
    kept.forget();
    const started = deferred<undefined>();
    const asked = kept.read((signal) => {
      started.resolve(undefined);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new LedgerError('cancelled', 'Cancelled.')));
      });
    });
    await started.promise;

    kept.forget();

    expect(await asked).toBe(1);
    expect(await kept.read(() => Promise.resolve(2))).toBe(2);
  });

  it('tells a failure, and reads again for the next question', async () => {
    const kept = new KeptReading<number>(
      () => Promise.resolve(''),
      () => undefined,
    );

    await expect(kept.read(() => Promise.reject(new Error('no Git')))).rejects.toThrow('no Git');
    expect(await kept.read(() => Promise.resolve(1))).toBe(1);
  });
});

function counting() {
  let count = 0;
  return () => Promise.resolve((count += 1));
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
