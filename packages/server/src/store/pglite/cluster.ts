import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { NodeFS } from '@electric-sql/pglite/nodefs';
import { StoreError } from '../store-error.ts';
import { type CountsSyncs, syncDirectory } from './durable-node-fs.ts';

export interface ClusterOptions {
  readonly directory: string;
  /** Makes the file system that a directory's files are reached through. */
  readonly openFileSystem: (directory: string) => NodeFS & CountsSyncs;
  /** Hears each line that PostgreSQL logs. */
  readonly onLog: (line: string) => void;
}

/** What an edited configuration file could weaken is said here again, where it comes last. */
const SETTINGS = [
  'fsync=on',
  'wal_sync_method=fsync', // fdatasync does nothing in WebAssembly
  'synchronous_commit=on',
  'full_page_writes=on',
  'max_wal_size=128MB', // a short log is a quick recovery: within 5 s (R1)
];

/** PGlite's own parameters but for `-F`, which turns fsync off. */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
];

/** Opens the PostgreSQL in a data directory, made when there is none, and proves that what it commits is on the disk. */
export async function openCluster(options: ClusterOptions): Promise<PGlite> {
  const files = join(options.directory, 'postgres');
  if (!existsSync(files)) await createCluster(files, options);
  const fs = options.openFileSystem(files);
  const pglite = await start(fs, options);
  await proveDurable(pglite, fs, options.directory);
  return pglite;
}

function start(fs: NodeFS, { onLog }: ClusterOptions): Promise<PGlite> {
  const onStderr = (line: string): boolean => {
    onLog(line);
    return false; // not to the console as well
  };
  return PGlite.create({ fs, startParams: START_PARAMETERS, onStderr });
}

/** Made beside its place and moved there whole, so that a start that is cut short never leaves half of a database behind. */
async function createCluster(files: string, options: ClusterOptions): Promise<void> {
  const unfinished = join(options.directory, 'postgres.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  const pglite = await start(options.openFileSystem(unfinished), options);
  await pglite.close();
  syncTree(unfinished);
  renameSync(unfinished, files);
  syncDirectory(options.directory);
}

/** The files of a new database are copied into place without a sync of their own. */
function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncFile(path);
  }
  syncDirectory(directory);
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Commits once and watches the disk: settings alone would believe a file system that does nothing. */
async function proveDurable(pglite: PGlite, fs: CountsSyncs, directory: string): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await pglite.query<{ value: string }>('select current_setting($1) as value', [setting]);
    if (rows[0]?.value !== 'on') throw notDurable(directory, `its setting ${setting} is ${rows[0]?.value}, not on`);
  }
  const before = fs.syncCount;
  await pglite.query(`select pg_logical_emit_message(true, 'kairos', 'is this kept?')`);
  if (fs.syncCount === before) throw notDurable(directory, 'a commit did not reach the disk');
}

function notDurable(directory: string, reason: string): StoreError {
  return new StoreError(
    'store-not-durable',
    `the embedded database in ${directory} would lose committed data in a power cut: ${reason}; ` +
      'use the version of @electric-sql/pglite that Kairos was released with, or a PostgreSQL by DATABASE_URL',
  );
}
