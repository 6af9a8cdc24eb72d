import { useEffect, useState } from 'preact/hooks';
import { pageError } from '../pageStore';

export type Answer<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'ready'; readonly value: T };

/**
 * What the host answers, asked anew whenever one of `keys` changes; undefined as `ask` asks nothing. While a newer answer
 * is on its way the last one stays, so that nothing flickers.
 */
export function useAnswer<T>(ask: (() => Promise<T>) | undefined, keys: readonly unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ status: 'loading' });
  useEffect(() => {
    if (ask === undefined) {
      return undefined;
    }
    let isStale = false;
    ask().then(
      (value) => (isStale ? undefined : setAnswer({ status: 'ready', value })),
      (error: unknown) => (isStale ? undefined : setAnswer({ status: 'failed', message: pageError(error).message })),
    );
    return () => {
      isStale = true;
    };
  }, [...keys, ask === undefined]);
  return answer;
}
