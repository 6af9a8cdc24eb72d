import { describe, expect, it } from 'vitest';
import { remember } from '../../src/core/remember';

function counted(): { asked: string[]; length: (text: string) => number } {
  const asked: string[] = [];
  return {
    asked,
    length: remember((text) => {
      asked.push(text);
      return text.length;
    }),
  };
}

describe('remember', () => {
  it('asks once for each text', () => {
    const { asked, length } = counted();

    expect([length('a'), length('bb'), length('a')]).toEqual([1, 2, 1]);
    expect(asked).toEqual(['a', 'bb']);
  });

  it('remembers that there is no answer', () => {
    let count = 0;
    const none = remember((): null => {
      count += 1;
      return null;
    });

    expect([none('a'), none('a')]).toEqual([null, null]);
    expect(count).toBe(1);
  });

  it('does not hold long texts, nor more than a bounded number', () => {
    const { asked, length } = counted();
    const long = 'x'.repeat(1_000);

    length(long);
    length(long);
    for (let index = 0; index < 6_000; index += 1) {
      length(`name ${index}`);
    }
    length('name 0');

    expect(asked.filter((text) => text === long)).toHaveLength(2);
    expect(asked.filter((text) => text === 'name 0')).toHaveLength(2);
  });
});
