import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** A handler that is listening on a port. */
export interface RunningServer {
  readonly url: string;
  /** Takes no more requests, lets those in hand finish, and resolves when the port is free. */
  readonly close: () => Promise<void>;
}

/** How long requests in hand may take to finish once the server is told to stop. */
const GRACE_MS = 3_000;

/** Listens on a port (0: any that is free) with a fetch-standard handler. Rejects when the port is taken, saying so. */
export function serve({
  handler,
  port,
}: {
  readonly handler: (request: Request) => Promise<Response>;
  readonly port: number;
}): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: handler });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`port ${port} is taken; set PORT to another`, { cause: error }) : error,
      );
    });
    server.listen(port, () => {
      const { port: actual } = server.address() as AddressInfo;
      resolve({
        url: `http://localhost:${actual}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeIdleConnections' in server) server.closeIdleConnections();
            const force = setTimeout(() => {
              if ('closeAllConnections' in server) server.closeAllConnections();
            }, GRACE_MS);
            force.unref();
          }),
      });
    });
  });
}
