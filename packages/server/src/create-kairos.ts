import { type Logger, pino } from 'pino';
import { THE_PROCESS } from './audit/actor.ts';
import { Callers } from './auth/callers.ts';
import { ConsoleCodes } from './auth/console-sessions.ts';
import { createEnvironment, type Environment, isEmpty, kindOfKey } from './auth/environments.ts';
import { environmentNow, type WallClock, wallNow } from './clock.ts';
import { buildApp } from './http/app.ts';
import { ingest } from './ingest/ingest.ts';
import { IngestQueue } from './ingest/ingest-queue.ts';
import { TimerLoop } from './jobs/timer-loop.ts';
import { Programs } from './log/programs.ts';
import { createMetrics } from './metrics.ts';
import { AccountFeed } from './realtime/account-feed.ts';
import type { Services } from './services.ts';
import type { Database } from './store/database.ts';
import { openDatabase } from './store/open-database.ts';

export interface KairosOptions {
  /** Where the data is: a PostgreSQL by its URL, or a folder for the embedded one. */
  readonly database: { readonly url: string } | { readonly directory: string };
  /** The secret key to make on the first start of an empty database; one is made up when it isn't given. */
  readonly bootstrapKey?: string;
  /** The folder that the console was built to; without it no console is served. */
  readonly consoleDirectory?: string;
  readonly logger?: Logger;
  /** For tests: milliseconds since 1970. */
  readonly wallClock?: WallClock;
}

export interface Kairos {
  /** The whole product as one fetch-standard handler: mount it anywhere. */
  readonly handler: (request: Request) => Promise<Response>;
  /** What a first start made: an environment, and its secret key, which is shown this once. null later on. */
  readonly created: { readonly environment: Environment; readonly secretKey: string } | null;
  /** The environment that a secret key is for; null for a key that none has. */
  readonly environmentOf: (secretKey: string) => Promise<Environment | null>;
  /** A link's worth of sign-in to the console, good once; null for a key that no environment has. */
  readonly consoleCode: (secretKey: string) => Promise<string | null>;
  /** Ends the open streams, so that a server can stop; browsers come back by themselves. */
  readonly endStreams: () => Promise<void>;
  /** Finishes the work in hand, and lets go of everything. */
  readonly close: () => Promise<void>;
}

/**
 * Starts Kairos: opens (and where needed prepares) the database, begins to listen for changes and to run timers. Throws a StoreError
 * where the database can't be opened, and a KairosError where the bootstrap key isn't one.
 */
export async function createKairos(options: KairosOptions): Promise<Kairos> {
  const wallClock = options.wallClock ?? Date.now;
  const logger = options.logger ?? pino({ level: 'warn' });
  if (options.bootstrapKey !== undefined) kindOfKey(options.bootstrapKey);
  const database = await openDatabase(options.database);
  const created = await bootstrap(database, options.bootstrapKey ?? null, wallClock);
  const feed = new AccountFeed();
  const programs = new Programs();
  const callers = new Callers(database, wallClock);
  const metrics = createMetrics({ listening: () => feed.size });
  const services: Services = {
    database,
    programs,
    callers,
    feed,
    metrics,
    wallClock,
    logger,
    consoleCodes: new ConsoleCodes(),
    queue: new IngestQueue(async (environment, messages) => {
      const done = metrics.flushSeconds.startTimer();
      const outcomes = await database.transaction({ environment }, async (trx) => {
        const program = await programs.active(trx, environment);
        return ingest(trx, { environment, program, now: await environmentNow(trx, environment, wallClock) }, messages);
      });
      done();
      return outcomes;
    }),
  };
  await feed.open(database, (environment) => programs.forget(environment));
  await callers.open();
  const timers = new TimerLoop({ database, programs, wallClock, logger });
  timers.start();
  const environmentOf = async (secretKey: string): Promise<Environment | null> =>
    (await callers.find(secretKey))?.environment ?? null;
  const app = buildApp(services, { consoleDirectory: options.consoleDirectory ?? null });
  return {
    handler: async (request) => app.fetch(request),
    created,
    environmentOf,
    consoleCode: async (secretKey) => {
      const environment = await environmentOf(secretKey);
      return environment === null ? null : services.consoleCodes.issue(environment);
    },
    endStreams: () => feed.close(),
    close: async () => {
      await timers.stop();
      await services.queue.drain();
      await feed.close();
      await callers.close();
      await database.close();
    },
  };
}

/** The first start of an empty database makes one environment, of the kind that its key's prefix says. */
async function bootstrap(database: Database, key: string | null, wallClock: WallClock): Promise<Kairos['created']> {
  if (!(await isEmpty(database))) return null;
  const kind = key === null ? 'test' : kindOfKey(key);
  const wanted = {
    name: kind === 'test' ? 'Test' : 'Live',
    kind,
    power: 'bootstrap',
    actor: THE_PROCESS,
    at: wallNow(wallClock),
  } as const;
  return createEnvironment(database, key === null ? wanted : { ...wanted, secretKey: key });
}
