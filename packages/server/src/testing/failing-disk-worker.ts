import { existsSync } from 'node:fs';
import { DurableNodeFS } from '../store/pglite/durable-node-fs.ts';
import { servePglite } from '../store/pglite/serve-pglite.ts';

/** The embedded database on a disk that refuses to keep anything for as long as there is a file `broken` beside the data. */
class FailingNodeFS extends DurableNodeFS {
  override async init(...args: Parameters<DurableNodeFS['init']>): ReturnType<DurableNodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const breakable = (module: {
      readonly NODEFS: { readonly stream_ops: { fsync?: (file: never) => number } };
    }): void => {
      const operations = module.NODEFS.stream_ops;
      const sync = operations.fsync;
      operations.fsync = (file) => {
        if (existsSync(`${this.rootDir}/../broken`)) throw new Error('EIO: i/o error, fsync');
        return sync?.(file) ?? 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), breakable] } };
  }
}

await servePglite((directory) => new FailingNodeFS(directory));
