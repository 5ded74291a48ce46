import { rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory } from '../../testing/embedded-database.ts';
import { WORKER_SCRIPT } from '../open-pglite.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';

describe('a connection to the embedded PostgreSQL', { timeout: 120_000 }, () => {
  let directory: string;
  let embedded: EmbeddedPostgres;
  beforeAll(async () => {
    directory = await newDataDirectory();
    embedded = await EmbeddedPostgres.start({ directory, script: WORKER_SCRIPT, bootMs: 60_000 }, 5_000);
  });
  afterAll(async () => {
    await embedded.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ stream: () => embedded.connect(), user: 'postgres', password: 'any', ssl: false });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  it('finds nothing of what an earlier one left open', async () => {
    const first = await connect();
    await first.query('create table kept (n int)');
    await first.query('set work_mem = 12345');
    await first.query('begin');
    await first.query('insert into kept values (1)');
    const second = await connect();
    await expect(first.query('commit')).rejects.toThrow(/took over|not queryable/);
    expect(second.getTransactionStatus()).toBe('I');
    expect((await second.query('select * from kept')).rows).toEqual([]);
    expect((await second.query('show work_mem')).rows).not.toEqual([{ work_mem: '12345kB' }]);
    await second.end();
  });

  it('carries what is large both ways', async () => {
    const client = await connect();
    const text = 'ä'.repeat(3_000_000);
    const { rows } = await client.query<{ text: string }>('select $1::text as text from generate_series(1, 3)', [text]);
    expect(rows.map((row) => row.text === text)).toEqual([true, true, true]);
    await client.end();
  });

  it('tells an error by the same code and class as any PostgreSQL, and goes on', async () => {
    const client = await connect();
    await expect(client.query('select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012', severity: 'ERROR' });
    await expect(client.query('selekt')).rejects.toBeInstanceOf(pg.DatabaseError);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });
});
