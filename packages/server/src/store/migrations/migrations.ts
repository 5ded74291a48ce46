import type { MigrationProvider } from 'kysely/migration';
import { initial } from './0001-initial.ts';

/**
 * The way of the tables from nothing to this version, in order of name. Forward only: a migration that was released is never
 * changed, the next one mends it.
 */
export const migrations: MigrationProvider = {
  getMigrations: async () => ({ '0001-initial': initial }),
};
