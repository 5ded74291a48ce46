import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KairosProcess, KEY } from '../../../tests/server/kairos-process.ts';
import { ledgerly } from '../../engine/src/testing/ledgerly.ts';
import { newDataDirectory } from '../../server/src/testing/embedded-database.ts';
import { signUserToken } from '../../server/src/testing/sign-user-token.ts';

// Each starts processes, one after the other; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

let directory: string;
beforeAll(async () => {
  directory = await newDataDirectory();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The one message with which it refuses to start, told with exit code 1 and without a stack. */
async function refusal(variables: Readonly<Record<string, string>>): Promise<string> {
  const { code, output, errors } = await new KairosProcess(variables).ended();
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).not.toMatch(/^\s+at /m);
  return errors;
}

describe('kairos serve', () => {
  it('says everything that is wrong with its settings at once', async () => {
    expect(
      await refusal({
        PORT: '99999',
        DATABASE_URL: 'mysql://localhost/db',
        KAIROS_BOOTSTRAP_KEY: 'secret',
        LOG_LEVEL: 'loud',
      }),
    ).toBe(`Kairos can't start with these settings:
  PORT: expected a port from 0 to 65535, got "99999"
  DATABASE_URL: expected the address of a PostgreSQL: postgresql://user:password@host:5432/name
  KAIROS_BOOTSTRAP_KEY: expected sk_test_… or sk_live_…, with at least 8 letters or digits after the prefix
  LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, got "loud"
`);
  });

  it('says when its data can not be where it should', async () => {
    const file = join(directory, 'a-file');
    writeFileSync(file, '');
    const [atFile, unreachable] = await Promise.all([
      refusal({ KAIROS_DATA: join(file, 'data') }),
      refusal({ DATABASE_URL: 'postgres://kairos@127.0.0.1:1/kairos' }),
    ]);
    expect(atFile).toContain("Kairos can't start:\n");
    expect(atFile).toContain(file);
    expect(unreachable).toMatch(/^Kairos can't start:\n {2}the database .*ECONNREFUSED 127\.0\.0\.1:1.*; check .+\n$/);
  });

  it('makes an environment on its first start, says its secret key once, and keeps everything', async () => {
    const first = await KairosProcess.start({ KAIROS_DATA: directory });
    const second = refusal({ KAIROS_DATA: directory });
    expect(await second).toMatch(
      /^Kairos can't start:\n {2}the data directory \S+ is in use by process \d+; stop it first, or set KAIROS_DATA to another directory/,
    );
    const { code, output } = await first.stop('SIGINT');
    expect(code).toBe(0);
    const key =
      /A new test environment was made\. Its secret key, shown this once: (sk_test_[\w-]{43})\n/.exec(output)?.[1] ??
      '';

    const again = await KairosProcess.start({ KAIROS_DATA: directory });
    const response = await fetch(`${again.url}/v1/environment`, { headers: { authorization: `Bearer ${key}` } });
    expect(await response.json()).toMatchObject({ kind: 'test', name: 'Test' });
    expect((await again.stop()).output).not.toContain('sk_test_');
  });

  it('stops within 5 seconds with exit code 0, streams open and a request in hand', async () => {
    const data = await newDataDirectory();
    const kairos = await KairosProcess.start({ KAIROS_DATA: data, KAIROS_BOOTSTRAP_KEY: KEY });
    await kairos.call('PUT', '/v1/config', ledgerly());
    const environment = (await kairos.call('GET', '/v1/environment')) as Environment;
    const stream = await fetch(`${kairos.url}/v1/client/stream`, {
      headers: { authorization: `Bearer ${environment.publishableKey}`, 'kairos-user-token': await sign(environment) },
    });
    const reader = stream.body?.getReader();
    await reader?.read();
    const inHand = request(`${kairos.url}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, expect: '100-continue' },
    });
    inHand.flushHeaders();
    await once(inHand, 'continue');
    const startedAt = performance.now();
    const stopping = kairos.stop();
    inHand.end(JSON.stringify({ batch: [{ type: 'track', event: 'Invoice Sent', userId: 'ana', groupId: 'acme' }] }));
    const [answer]: IncomingMessage[] = await once(inHand, 'response');
    expect(answer?.statusCode).toBe(200);
    answer?.resume();
    const ending = await stopping;
    expect(ending.code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const heard = await reader?.read();
    expect(heard?.done).toBe(true);
    rmSync(data, { recursive: true, force: true });
  });
});

describe('a port that another program has', () => {
  it('is said, and what was opened is closed', async () => {
    const other = createServer().listen(0);
    const { port } = other.address() as AddressInfo;
    const data = await newDataDirectory();
    expect(await refusal({ PORT: String(port), KAIROS_DATA: data, KAIROS_BOOTSTRAP_KEY: KEY })).toContain(
      `port ${port} is taken`,
    );
    other.close();
    rmSync(data, { recursive: true, force: true });
  });
});

interface Environment {
  readonly id: string;
  readonly publishableKey: string;
  readonly identitySecret: string;
}

function sign({ id, identitySecret }: Environment): Promise<string> {
  return signUserToken({ role: 'owner', issuedAt: Date.now(), audience: id, secret: identitySecret });
}
