import { availableParallelism } from 'node:os';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const CODE = '{packages,apps,tests,examples}';

/** Our packages run from their source, as `node --conditions=@kairos/source` runs them. */
const source = { ssr: { resolve: { conditions: ['@kairos/source', ...defaultServerConditions] } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: [`${CODE}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...source,
        test: {
          name: 'browser',
          include: [`${CODE}/**/*.browser.test.ts`],
          exclude: ['**/node_modules/**', '**/dist/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // A browser, a server and the test share two cores: one file at a time, after everything else.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
