import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-changed.ts', 'test/support/postgres-server.ts'],
    // Whole bots and databases start in many tests, on machines that may be busy.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Two cores: one worker for each, so that timings inside a test are not those of a crowd.
    maxWorkers: 2,
  },
});
