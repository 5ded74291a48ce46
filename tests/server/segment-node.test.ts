import { rmSync } from 'node:fs';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerly } from '../../packages/engine/src/testing/ledgerly.ts';
import { newDataDirectory } from '../../packages/server/src/testing/embedded-database.ts';
import { KairosProcess, KEY } from './kairos-process.ts';

let directory: string;
let kairos: KairosProcess;
let analytics: Analytics;
const failures: unknown[] = [];

beforeAll(async () => {
  directory = await newDataDirectory();
  kairos = await KairosProcess.start({ KAIROS_DATA: directory, KAIROS_BOOTSTRAP_KEY: KEY });
  await kairos.call('PUT', '/v1/config', ledgerly());
  analytics = new Analytics({ writeKey: KEY, host: kairos.url, path: '/v1/batch', maxRetries: 0 });
  analytics.on('error', (error) => failures.push(error));
});
afterAll(async () => {
  await kairos.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe("Segment's official client for Node, pointed at Kairos", () => {
  it('tells who somebody is, what they belong to and what they did; and the signal fires', async () => {
    analytics.identify({ userId: 'ana', traits: { name: 'Ana', role: 'admin' } });
    analytics.group({ userId: 'ana', groupId: 'acme', traits: { name: 'Acme' } });
    for (let count = 0; count < 8; count += 1) {
      analytics.track({ userId: 'ana', event: 'Invoice Sent', properties: { number: count } });
    }
    analytics.page({ userId: 'ana', name: 'Pricing' });
    await analytics.flush();
    expect(failures).toEqual([]);
    expect(await kairos.call('GET', '/v1/accounts/acme')).toMatchObject({
      name: 'Acme',
      members: [{ id: 'ana', name: 'Ana', role: 'admin' }],
      usage: { invoices: { used: 8, limit: 10, state: 'warning' } },
      signals: [
        { signal: 'usage.approaching', evidence: { used: 8, limit: 10, threshold: 80 } },
        { signal: 'intent.pricing', subject: null },
      ],
    });
    expect(await kairos.call('POST', '/v1/decide', { account: 'acme', user: 'ana' })).toMatchObject({
      moment: { offer: { to: 'pro' } },
    });
  });

  it('counts a message once that it sends twice', async () => {
    const message = { userId: 'ana', event: 'Invoice Sent', messageId: 'sent-twice', context: { groupId: 'umbra' } };
    analytics.track(message);
    await analytics.flush();
    analytics.track(message);
    analytics.track({ ...message, messageId: 'sent-once' });
    await analytics.flush();
    expect(failures).toEqual([]);
    expect(await kairos.call('GET', '/v1/accounts/umbra')).toMatchObject({ usage: { invoices: { used: 2 } } });
  });

  it('hears that its key is wrong', async () => {
    const stranger = new Analytics({
      writeKey: 'sk_test_nobodys_key',
      host: kairos.url,
      path: '/v1/batch',
      maxRetries: 0,
    });
    const heard: unknown[] = [];
    stranger.on('error', (error) => heard.push(error));
    stranger.track({ userId: 'ana', event: 'Invoice Sent' });
    await stranger.flush();
    expect(heard).toHaveLength(1);
  });
});
