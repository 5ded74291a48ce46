import { DurableNodeFS } from './durable-node-fs.ts';
import { servePglite } from './serve-pglite.ts';

/** The worker's module, as the thread is started with it. */
await servePglite((directory) => new DurableNodeFS(directory));
