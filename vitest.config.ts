import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/support/build-changed.ts',
      'test/support/run-folder.ts',
      'test/support/postgres-server.ts',
    ],
    // Whole bots and databases start in many tests, on machines that may be busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // As long as `waitFor` (test/support/wait-for.ts) waits.
    expect: { poll: { timeout: 60_000, interval: 20 } },
    // Two cores: one worker for each, so that timings inside a test are not those of a crowd.
    maxWorkers: 2,
    // The files of one worker share modules, which are then read and warmed up once: a third less processor time. So a test leaves
    // as it was whatever outlives it.
    isolate: false,
    restoreMocks: true,
  },
});
