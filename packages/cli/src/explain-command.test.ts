import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KairosProcess, KEY } from '../../../tests/server/kairos-process.ts';
import { ledgerly } from '../../engine/src/testing/ledgerly.ts';
import { newDataDirectory } from '../../server/src/testing/embedded-database.ts';

// Each starts processes; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

let directory: string;
let server: KairosProcess;

beforeAll(async () => {
  directory = await newDataDirectory();
  server = await KairosProcess.start({ KAIROS_DATA: directory, KAIROS_BOOTSTRAP_KEY: KEY });
});
afterAll(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What a command prints, as one who calls it sees it. */
async function kairos(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const env = { PATH: process.env['PATH'] ?? '', KAIROS_URL: server.url, KAIROS_SECRET_KEY: KEY, ...variables };
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--conditions=@kairos/source', main, ...args], { env });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code]: (number | null)[] = await once(child, 'close');
  return { code: code ?? null, output, errors };
}

describe('kairos explain and kairos tree', () => {
  it('say what is missing before there is anything to tell', async () => {
    const [tree, nobody] = await Promise.all([kairos(['tree']), kairos(['explain', 'acme'])]);
    expect(tree).toMatchObject({ code: 1, output: '' });
    expect(tree.errors).toContain('refused: this environment has no config yet; PUT one to /v1/config first');
    expect(nobody).toMatchObject({ code: 1, output: '' });
  });

  it('print the latest decision about an account, with every rule of it', async () => {
    await server.call('PUT', '/v1/config', ledgerly({ holdout: { percent: 0 } }));
    const sent = { type: 'track', event: 'Invoice Sent', userId: 'ana', context: { groupId: 'acme / co' } };
    await server.call('POST', '/v1/batch', { batch: Array.from({ length: 9 }, () => sent) });
    expect((await kairos(['explain', 'acme / co'])).errors).toBe(
      'nothing was decided about "acme / co" yet: ask with POST /v1/decide, or open a page that does\n',
    );
    await server.call('POST', '/v1/decide', { account: 'acme / co', user: 'ana', placement: 'home' });
    const trigger = { type: 'limit', meter: 'invoices' };
    await server.call('POST', '/v1/decide', { account: 'acme / co', user: 'ben', session: 's1', trigger });
    const { code, output } = await kairos(['explain', 'acme / co']);
    expect(code).toBe(0);
    expect(output).toMatch(/^\S+Z {2}ben of acme \/ co, in session s1, who walked into limit of invoices\n/);
    expect(output).toMatch(/\nOffer: outgrowing-limit, as moment mom_\w+; config version 1\n/);
    expect(output).toContain('  ✓ trigger  the user walked into the limit of invoices\n');
  });

  it('print the decision tree of the active config, as text, chart or data, and of one play', async () => {
    const [text, chart, data, wrong] = await Promise.all([
      kairos(['tree']),
      kairos(['tree', '--format', 'mermaid']),
      kairos(['tree', '--format', 'json', '--play', 'locked-feature']),
      kairos(['tree', '--format', 'svg']),
    ]);
    expect(text.output).toContain('Ledgerly, config version 1: what is asked before anything is offered\n');
    expect(chart.output).toContain('\nflowchart TD\n');
    expect(JSON.parse(data.output)).toMatchObject({ plays: [{ play: 'locked-feature' }] });
    expect(wrong).toEqual({ code: 1, output: '', errors: '--format: expected text, mermaid, json, got "svg"\n' });
  });

  it('say in one message what keeps them from asking', async () => {
    const closed = createServer().listen(0);
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const [settings, browserKey, nobodyThere, foreignKey] = await Promise.all([
      kairos(['tree'], { KAIROS_URL: 'localhost:4400', KAIROS_SECRET_KEY: '' }),
      kairos(['tree'], { KAIROS_SECRET_KEY: 'pk_test_1' }),
      kairos(['explain', 'acme'], { KAIROS_URL: `http://localhost:${port}/` }),
      kairos(['explain', 'acme'], { KAIROS_SECRET_KEY: 'sk_test_of_somebody_else' }),
    ]);
    expect(settings).toEqual({
      code: 1,
      output: '',
      errors: `KAIROS_URL: expected an address such as http://localhost:4400, got "localhost:4400"
KAIROS_SECRET_KEY: it is missing; set it to a secret key of the environment: sk_test_… or sk_live_…
`,
    });
    expect(browserKey.errors).toContain('this is a publishable key');
    expect(nobodyThere.errors).toMatch(
      /^Kairos can't be reached at http:\/\/localhost:\d+: .*ECONNREFUSED.*; start it, or set KAIROS_URL\n$/,
    );
    expect(foreignKey).toMatchObject({ code: 1, output: '' });
    expect(foreignKey.errors).toMatch(/^http:\S+ refused: .+\n$/);
  });

  it('tell a server that is no Kairos', async () => {
    const other = createServer((_, response) => response.end('<p>Welcome</p>')).listen(0);
    const url = `http://localhost:${(other.address() as AddressInfo).port}`;
    const { errors } = await kairos(['explain', 'acme'], { KAIROS_URL: url });
    other.close();
    expect(errors).toBe(`${url} answered no JSON, so it is no Kairos; check KAIROS_URL\n`);
  });
});
