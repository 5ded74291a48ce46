import type { DatabaseSync } from 'node:sqlite';

/** Does all of the work or none of it. May be nested: what fails inside undoes only itself, unless the outer work fails too. */
export function atomically(database: DatabaseSync, work: () => void): void {
  database.exec('savepoint work');
  try {
    work();
    database.exec('release work');
  } catch (error) {
    database.exec('rollback to work; release work');
    throw error;
  }
}
