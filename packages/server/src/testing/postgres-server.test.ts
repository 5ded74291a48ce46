import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createDatabase, startPostgres } from './postgres-server.ts';

it('a throw-away PostgreSQL has databases of their own and leaves nothing behind when it is stopped', async () => {
  const server = await startPostgres();
  const [one, other] = [await createDatabase(server.url), await createDatabase(server.url)];
  expect(one).not.toBe(other);
  const client = new pg.Client({ connectionString: one });
  await client.connect();
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  await server.stop();
  await server.stop();
  expect(existsSync(directoryOf(server.url))).toBe(false);
}, 60_000);

it('a throw-away PostgreSQL leaves nothing behind when the process that started it is killed', async () => {
  const module = new URL('./postgres-server.ts', import.meta.url);
  const script = `import { startPostgres } from ${JSON.stringify(module.href)}; console.log((await startPostgres()).url);`;
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface({ input: starter.stdout }), 'line');
  const directory = directoryOf(url);
  expect(existsSync(directory)).toBe(true);
  const changes = watch(dirname(directory));
  starter.kill('SIGKILL');
  while (existsSync(directory)) await once(changes, 'change');
  changes.close();
}, 60_000);

function directoryOf(url: string): string {
  return new URL(url).searchParams.get('host') ?? '';
}
