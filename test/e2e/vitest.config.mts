import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    // One VS Code at a time: two on two cores only slow each other down.
    fileParallelism: false,
    // A real workbench now and then drops a key press on a busy machine; what fails twice is broken.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    // As long as every wait for something on the page: a workbench on a busy machine takes more than Vitest's one second.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
