import { existsSync } from 'node:fs';
import { DurableNodeFS } from '../store/pglite/durable-node-fs.ts';
import { servePglite } from '../store/pglite/serve-pglite.ts';

/** The embedded database on a disk that has no room for anything for as long as there is a file `full` beside the data. */
class FullNodeFS extends DurableNodeFS {
  override async init(...args: Parameters<DurableNodeFS['init']>): ReturnType<DurableNodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const limit = (module: { readonly NODEFS: { readonly stream_ops: { fsync?: (file: never) => number } } }): void => {
      const operations = module.NODEFS.stream_ops;
      const sync = operations.fsync;
      operations.fsync = (file) => {
        if (existsSync(`${this.rootDir}/../full`)) throw new Error('ENOSPC: no space left on device, fsync');
        return sync?.(file) ?? 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), limit] } };
  }
}

await servePglite((directory) => new FullNodeFS(directory));
