import { serve, type ServerType } from '@hono/node-server';
import { ledgerlyApp } from './app.ts';
import { entitlementsFrom } from './kairos/entitlements.ts';
import { kairosApi } from './kairos/kairos-api.ts';
import { trackingTo } from './kairos/tracking.ts';
import { seedKairos } from './seed/seed-kairos.ts';
import { seedStore } from './seed/seed-store.ts';
import type { Services } from './site/services.ts';
import { readWebAssets } from './site/web-assets.ts';
import { openStore } from './store/open-store.ts';

export interface LedgerlyOptions {
  /** 0 for any that is free. */
  readonly port: number;
  readonly kairosUrl: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly environmentId: string;
  readonly identitySecret: string;
  /** Where vite put the pages' code: `apps/demo/dist/web`. */
  readonly webDirectory: string;
  /** Where Ledgerly keeps its own data; absent: in memory, gone with the process. */
  readonly dataDirectory?: string;
  /** Where the ribbon's link to Kairos' console leads; absent: no link. */
  readonly consoleUrl?: string;
  /** Now, in epoch milliseconds; absent: the wall clock. */
  readonly clock?: () => number;
  /** Whether the fictional companies come with a past. Default true; false leaves them with drafts and nothing sent. */
  readonly history?: boolean;
  /** Takes faults that no visitor saw; absent: the error stream. */
  readonly report?: (error: unknown) => void;
}

export interface Ledgerly {
  readonly url: string;
  /** Finishes what is in hand, tells Kairos what is left to tell, and stops. */
  readonly close: () => Promise<void>;
}

/** Starts Ledgerly: opens its store, brings Kairos up to what it knows, serves its pages. Throws when Kairos can't be reached. */
export async function startLedgerly(options: LedgerlyOptions): Promise<Ledgerly> {
  const { clock = Date.now, history = true, report = logFault } = options;
  const connection = { url: options.kairosUrl, secretKey: options.secretKey };
  const assets = await readWebAssets(options.webDirectory);
  const store = openStore(options.dataDirectory ?? null);
  const kairos = kairosApi(connection);
  const tracking = trackingTo(connection, { report });
  const services: Services = {
    store,
    kairos,
    tracking,
    entitlements: entitlementsFrom(kairos, { report }),
    issuer: { identitySecret: options.identitySecret, environmentId: options.environmentId },
    site: {
      assets,
      kairosUrl: options.kairosUrl,
      publishableKey: options.publishableKey,
      consoleUrl: options.consoleUrl ?? null,
    },
    clock,
    report,
  };
  seedStore(store, { now: clock(), history });
  await seedKairos(kairos, { store, now: clock(), history });
  const app = ledgerlyApp(services, { webDirectory: options.webDirectory });
  const { server, port } = await listen(app.fetch, options.port);
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      await stop(server);
      await tracking.close();
      store.close();
    },
  };
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<{ readonly server: ServerType; readonly port: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ server: ServerType; port: number }>();
  const server = serve({ fetch, port }, (address) => resolve({ server, port: address.port }));
  server.once('error', reject);
  return promise;
}

function stop(server: ServerType): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  if ('closeAllConnections' in server) server.closeAllConnections();
  return promise;
}

function logFault(error: unknown): void {
  console.error(`Ledgerly: ${error instanceof Error ? error.message : String(error)}`);
}
