import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLedgerly } from '../../apps/demo/src/server/start-ledgerly.ts';
import { createKairos, serve } from '../../packages/server/src/index.ts';
import { buildPages } from '../../scripts/start/build-pages.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SECRET_KEY = 'sk_test_end_to_end';

/** Kairos with its console, and Ledgerly, as `npm start` runs them, on ports of their own and a data directory that goes with them. */
export interface RunningProduct {
  readonly kairosUrl: string;
  readonly ledgerlyUrl: string;
  readonly secretKey: string;
  /** A link that signs in to the console, once. */
  readonly consoleLink: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** `clock`: what the whole product takes for the wall clock, in milliseconds since 1970. */
export async function startRunningProduct({
  clock = Date.now,
}: {
  readonly clock?: () => number;
} = {}): Promise<RunningProduct> {
  await buildPages({ root: ROOT, app: 'apps/console', into: 'apps/console/dist' });
  await buildPages({ root: ROOT, app: 'apps/demo', into: 'apps/demo/dist/web' });
  const directory = mkdtempSync(path.join(tmpdir(), 'kairos-e2e-'));
  const kairos = await createKairos({
    database: { directory },
    bootstrapKey: SECRET_KEY,
    wallClock: clock,
    consoleDirectory: path.join(ROOT, 'apps/console/dist'),
  });
  const { created } = kairos;
  if (created === null) throw new Error('a new directory makes a new environment');
  const server = await serve({ handler: kairos.handler, port: 0 });
  const ledgerly = await startLedgerly({
    port: 0,
    kairosUrl: server.url,
    secretKey: SECRET_KEY,
    clock,
    publishableKey: created.environment.publishableKey,
    environmentId: created.environment.id,
    identitySecret: created.environment.identitySecret,
    webDirectory: path.join(ROOT, 'apps/demo/dist/web'),
    consoleUrl: `${server.url}/console/`,
  });
  return {
    kairosUrl: server.url,
    ledgerlyUrl: ledgerly.url,
    secretKey: SECRET_KEY,
    consoleLink: async () => `${server.url}/console/?code=${await kairos.consoleCode(SECRET_KEY)}`,
    stop: async () => {
      await ledgerly.close();
      const closing = server.close();
      await kairos.endStreams();
      await closing;
      await kairos.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
