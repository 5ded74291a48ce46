import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { atomically } from './atomically.ts';
import { type Companies, companiesIn } from './companies.ts';
import { type Invoices, invoicesIn } from './invoices.ts';
import { type Sessions, sessionsIn } from './sessions.ts';
import { SCHEMA } from './schema.ts';

/** What Ledgerly itself keeps: who its customers are, and their invoices. It knows nothing of plans and limits; Kairos does. */
export interface Store {
  readonly companies: Companies;
  readonly invoices: Invoices;
  readonly sessions: Sessions;
  /** Does all of the work or none of it. */
  readonly atomically: (work: () => void) => void;
  readonly close: () => void;
}

/** Opens `ledgerly.db` in a directory, which is made when it isn't there; without a directory, a store that lives as long as the process. */
export function openStore(directory: string | null): Store {
  if (directory !== null) mkdirSync(directory, { recursive: true });
  const database = new DatabaseSync(directory === null ? ':memory:' : join(directory, 'ledgerly.db'));
  database.exec('pragma journal_mode = wal; pragma foreign_keys = on; pragma busy_timeout = 2000;');
  database.exec(SCHEMA);
  return {
    companies: companiesIn(database),
    invoices: invoicesIn(database),
    sessions: sessionsIn(database),
    atomically: (work) => atomically(database, work),
    close: () => database.close(),
  };
}
