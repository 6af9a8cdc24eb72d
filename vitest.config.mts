import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/extension/**', 'test/e2e/**', 'test/services/**', 'test/fixtures/**'],
    globalSetup: ['test/support/runFolder.ts'],
    // Real Git and real processes on two cores: a figure is never a test, so nothing here depends on the limit.
    // One worker fewer than cores would leave half of a machine with two of them idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
