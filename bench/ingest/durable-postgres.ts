import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { installedPostgres, type PostgresInstallation } from '../../packages/server/src/testing/postgres-server.ts';

export interface DurablePostgres {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a PostgreSQL of its own that keeps what it commits through a power cut, as one in production does: the tests' own server
 * has fsync off, and would flatter whoever commits often. It stops and removes itself when `stop` is called or this process ends,
 * however that happens. Throws when none is installed.
 */
export async function startDurablePostgres(): Promise<DurablePostgres> {
  // The last is the one that the lock file pins, where it could be installed: the same on every machine.
  const installation = installedPostgres().at(-1);
  if (installation === undefined) {
    throw new Error('no PostgreSQL is installed: run `npm ci` in the root, or install `postgresql` from your system');
  }
  const guard = spawn(
    process.execPath,
    ['--conditions=@kairos/source', fileURLToPath(import.meta.url), JSON.stringify(installation)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true, // Ctrl-C in a terminal must not take the guard before it has cleaned up
    },
  );
  return {
    url: await firstLine(guard),
    stop: async () => {
      const exited = once(guard, 'exit');
      guard.stdin?.end();
      await exited;
    },
  };
}

async function firstLine(guard: ChildProcess): Promise<string> {
  if (guard.stdout !== null) for await (const line of createInterface({ input: guard.stdout })) return line;
  throw new Error('PostgreSQL did not start; what it said is above');
}

/** The guard's life: run the server until the other end of stdin is gone, then leave nothing behind. */
async function guardServer(installation: PostgresInstallation): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'kairos-bench-pg-'));
  try {
    const user = userToRunAs();
    if (user !== null) chownSync(directory, user.uid, user.gid);
    const run = { env: environmentOf(installation), cwd: directory, ...user };
    const data = join(directory, 'data');
    const cluster = ['-D', data, '-N', '-A', 'trust', '-U', 'kairos', '--encoding=UTF8', '--locale=C'];
    execFileSync(join(installation.bin, 'initdb'), cluster, { ...run, stdio: 'pipe' });
    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${directory}`,
      'max_wal_size=4GB',
      'shared_buffers=512MB',
    ];
    const server = spawn(
      join(installation.bin, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      {
        ...run,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const exited = once(server, 'exit');
    process.stdin.resume().once('end', () => server.kill('SIGQUIT'));
    for await (const line of createInterface({ input: server.stderr })) {
      if (line.includes('database system is ready'))
        process.stdout.write(`postgres://kairos@localhost/postgres?host=${directory}\n`);
      else if (line.includes('FATAL')) process.stderr.write(`${line}\n`);
    }
    await exited;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function environmentOf({ lib }: PostgresInstallation): NodeJS.ProcessEnv {
  return lib === null ? { ...process.env, LC_ALL: 'C' } : { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: lib };
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
function userToRunAs(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

if (import.meta.main) await guardServer(JSON.parse(process.argv[2] ?? '') as PostgresInstallation);
