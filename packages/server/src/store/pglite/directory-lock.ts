import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';

const SQLITE_BUSY = 5;

/**
 * Makes this process the one owner of a data directory until `release`. PostgreSQL in WebAssembly has no lock of its own, and two of
 * them on one directory silently lose what the other committed. The lock is one of the operating system's, taken through SQLite, which
 * works alike everywhere: it ends with the process, however that ends, so it is never stale and never has to be broken.
 *
 * Throws a StoreError `store-in-use` when another process, or this one, holds it.
 */
export class DirectoryLock {
  readonly #file: DatabaseSync;

  private constructor(file: DatabaseSync) {
    this.#file = file;
  }

  static acquire(directory: string): DirectoryLock {
    mkdirSync(directory, { recursive: true });
    const file = new DatabaseSync(join(directory, 'lock.sqlite'));
    try {
      file.exec('begin exclusive');
    } catch (error) {
      file.close();
      if (isBusy(error)) throw inUse(directory, error);
      throw error;
    }
    writeFileSync(ownerFile(directory), `${process.pid}\n`);
    return new DirectoryLock(file);
  }

  release(): void {
    this.#file.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

/** Who holds the lock, for people to read; the lock itself is not here. */
function ownerFile(directory: string): string {
  return join(directory, 'owner.pid');
}

function inUse(directory: string, cause: unknown): StoreError {
  return new StoreError(
    'store-in-use',
    `the data directory ${directory} is in use by ${ownerOf(directory)}; stop it first, or set KAIROS_DATA to another directory ` +
      '(several processes can share one database only by DATABASE_URL)',
    { cause },
  );
}

function ownerOf(directory: string): string {
  try {
    return `process ${readFileSync(ownerFile(directory), 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
}
