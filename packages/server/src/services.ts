import type { Instant, Program } from '@kairos/engine';
import type { Logger } from 'pino';
import type { Callers } from './auth/callers.ts';
import type { Environment } from './auth/environments.ts';
import type { ConsoleCodes } from './auth/console-sessions.ts';
import { environmentNow, type WallClock } from './clock.ts';
import type { IngestQueue } from './ingest/ingest-queue.ts';
import type { Programs } from './log/programs.ts';
import type { Metrics } from './metrics.ts';
import type { AccountFeed } from './realtime/account-feed.ts';
import type { Database, Trx } from './store/database.ts';

/** The parts that requests are answered with. */
export interface Services {
  readonly database: Database;
  readonly programs: Programs;
  readonly callers: Callers;
  readonly queue: IngestQueue;
  readonly feed: AccountFeed;
  readonly wallClock: WallClock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly consoleCodes: ConsoleCodes;
}

/** What work in one environment starts from. */
export interface WorkContext {
  readonly environment: string;
  readonly program: Program;
  readonly now: Instant;
}

/** Runs work in one transaction of an environment, with its program and its clock. `no-config` while no config was put. */
export function inEnvironment<Answer>(
  services: Services,
  environment: Environment,
  work: (trx: Trx, context: WorkContext) => Promise<Answer>,
): Promise<Answer> {
  return services.database.transaction({ environment: environment.id }, async (trx) => {
    const program = await services.programs.configured(trx, environment.id);
    return work(trx, {
      environment: environment.id,
      program,
      now: await environmentNow(trx, environment.id, services.wallClock),
    });
  });
}
