import { afterAll } from 'vitest';
import { rmSync } from 'node:fs';
import { newDataDirectory } from '../testing/embedded-database.ts';
import { describeDatabase } from '../testing/database-contract.ts';
import { openDatabase } from './open-database.ts';

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

describeDatabase('the embedded PostgreSQL', async () => {
  const directory = await newDataDirectory();
  directories.push(directory);
  const database = await openDatabase({ directory });
  return {
    database,
    reopen: async () => {
      await database.close();
      return openDatabase({ directory });
    },
  };
});
