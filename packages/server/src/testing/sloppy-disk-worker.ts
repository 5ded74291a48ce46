import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { CountsSyncs } from '../store/pglite/durable-node-fs.ts';
import { servePglite } from '../store/pglite/serve-pglite.ts';

/** The embedded database on PGlite's own file system, which never makes the disk keep anything. */
class SloppyNodeFS extends NodeFS implements CountsSyncs {
  readonly syncCount = 0;
}

await servePglite((directory) => new SloppyNodeFS(directory));
