import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/services/**/*.test.ts'],
    globalSetup: ['test/support/runFolder.ts', 'test/services/setup.ts'],
    // Each call of DVC takes a second or two to start.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
