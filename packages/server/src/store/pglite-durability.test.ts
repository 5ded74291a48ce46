import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDataDirectory } from '../testing/embedded-database.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';
import { openPglite } from './open-pglite.ts';

/** Each of these starts a database or several, which takes a second each on an idle machine. */
const PATIENCE_MS = 120_000;
const ACME = { environment: 'acme' };
const WRITER = fileURLToPath(new URL('../testing/ack-writer.ts', import.meta.url));

describe('the embedded database on disk', { timeout: PATIENCE_MS }, () => {
  let directory: string;
  beforeEach(async () => {
    directory = await newDataDirectory();
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('is not opened on a file system that keeps nothing through a power cut', async () => {
    const script = new URL('../testing/sloppy-disk-worker.ts', import.meta.url);
    const refused = openPglite({ directory, script });
    await expect(refused).rejects.toMatchObject({ code: 'store-not-durable', retryable: false });
    await expect(refused).rejects.toThrow(
      `the embedded database in ${directory} would lose committed data in a power cut: a commit did not reach the disk`,
    );
  });

  it('is opened by one process at a time, and by the next when that one has closed it', async () => {
    const database = await openDatabase({ directory });
    await expect(openDatabase({ directory })).rejects.toMatchObject({ code: 'store-in-use' });
    await database.close();
    await (await openDatabase({ directory })).close();
  });

  it("lets go of the directory when it can't be opened", async () => {
    const script = new URL('../testing/sloppy-disk-worker.ts', import.meta.url);
    await expect(openPglite({ directory, script })).rejects.toMatchObject({ code: 'store-not-durable' });
    await (await openDatabase({ directory })).close();
  });

  it('has every row that was acknowledged before a kill -9, however often that happens', async () => {
    let next = 0;
    for (const acks of [1, 20, 60]) {
      next = await writeUntilKilled(directory, { first: next, acks });
      const database = await openDatabase({ directory });
      const kept = await keptNumbers(database);
      expect(kept.slice(0, next)).toEqual(Array.from({ length: next }, (_, number) => number));
      next = kept.length;
      await database.close();
    }
  });

  it('refuses a second process while a first one writes', async () => {
    const writer = startWriter(directory, 0);
    const exited = once(writer, 'exit');
    try {
      await once(createInterface({ input: writer.stdout }), 'line');
      await expect(openDatabase({ directory })).rejects.toThrow(`is in use by process ${writer.pid}`);
    } finally {
      writer.kill('SIGKILL');
      await exited;
    }
  });

  it('is made anew when making it was cut short', async () => {
    rmSync(join(directory, 'postgres'), { recursive: true });
    mkdirSync(join(directory, 'postgres.unfinished'));
    writeFileSync(join(directory, 'postgres.unfinished', 'PG_VERSION'), '18\n');
    const database = await openDatabase({ directory });
    await expect(database.ping()).resolves.toBeUndefined();
    await database.close();
    expect(readdirSync(directory)).not.toContain('postgres.unfinished');
  });
});

interface Writer extends ChildProcess {
  readonly stdout: NonNullable<ChildProcess['stdout']>;
}

function startWriter(directory: string, first: number): Writer {
  return spawn(process.execPath, [WRITER, directory, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Lets another process write and kills it right after it has acknowledged so many rows; answers the number after the last one. */
async function writeUntilKilled(
  directory: string,
  { first, acks }: { readonly first: number; readonly acks: number },
): Promise<number> {
  const writer = startWriter(directory, first);
  const exited = once(writer, 'exit');
  let next = first;
  for await (const line of createInterface({ input: writer.stdout })) {
    if (line === 'open') continue;
    next = Number(line) + 1;
    if (next - first >= acks) writer.kill('SIGKILL');
  }
  await exited;
  return next;
}

async function keptNumbers(database: Database): Promise<readonly number[]> {
  const rows = await database.transaction(ACME, (trx) =>
    trx.selectFrom('console_sessions').select('expires_at').orderBy('expires_at').execute(),
  );
  return rows.map((row) => row.expires_at);
}
