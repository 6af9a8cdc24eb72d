import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../src/core/notebook/secrets';

describe('maskSecrets', () => {
  it.each([
    `token ghp_${'a'.repeat(36)} used`,
    `hf_${'B'.repeat(34)}`,
    `AKIA${'A'.repeat(16)}`,
    'api_key = "0123456789abcdef"',
    "password: 'correct-horse'",
    'postgres://me:hunter2secret@db/x',
  ])('masks %s', (text) => {
    const masked = maskSecrets(text);

    expect(masked.found).toBe(1);
    expect(masked.text).toContain('•••');
    expect(masked.text).not.toMatch(/aaaa|BBBB|AAAA|0123456789|correct|hunter2/);
  });

  it.each(['accuracy: 0.93', 'password: None', 'max_token: 512', 'token = os.environ["X"]', 'http://host:8080/path'])(
    'leaves %s as it is',
    (text) => {
      expect(maskSecrets(text)).toEqual({ text, found: 0 });
    },
  );
});
