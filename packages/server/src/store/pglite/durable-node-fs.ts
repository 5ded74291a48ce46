import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The parts of Emscripten's file system on Node that are used here; its own types don't say more. */
interface NodeFiles {
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
  readonly realPath: (node: unknown) => string;
}

interface OpenFile {
  /** The descriptor on the machine; a directory has none. */
  readonly nfd?: number;
  readonly node: unknown;
}

/** What a file system under PostgreSQL has to tell: how often it has made the disk keep what was written. */
export interface CountsSyncs {
  readonly syncCount: number;
}

/** Some file systems don't sync directories and say so; PostgreSQL itself goes on then. */
const NO_DIRECTORY_SYNC: ReadonlySet<unknown> = new Set(['EBADF', 'EINVAL', 'EACCES', 'EPERM', 'EISDIR']);

/**
 * PGlite's file system on Node, with an fsync that reaches the disk: the stock one has none, so that a commit survives the
 * process but not a power cut. When the disk refuses, fsync throws through PostgreSQL: what it believed to be kept may be lost,
 * and only recovery from the log, in a new start, is safe.
 */
export class DurableNodeFS extends NodeFS implements CountsSyncs {
  #syncCount = 0;

  get syncCount(): number {
    return this.#syncCount;
  }

  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const attach = (module: { readonly NODEFS: NodeFiles }): void => {
      const files = module.NODEFS;
      files.stream_ops.fsync = (file) => {
        if (file.nfd === undefined) syncDirectory(files.realPath(file.node));
        else fsyncSync(file.nfd);
        this.#syncCount += 1;
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), attach] } };
  }
}

/** Makes the disk keep a directory's entries: that a file was made, renamed or removed. */
export function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NO_DIRECTORY_SYNC.has(error.code))) throw error;
  } finally {
    closeSync(descriptor);
  }
}
