import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { aKairos, type TestKairos } from '../testing/test-kairos.ts';

let first: TestKairos;
let kairos: TestKairos;
let moment: string;
beforeAll(async () => {
  first = await aKairos();
});
afterAll(() => first.close());
beforeEach(async () => {
  kairos = await first.fresh();
  await kairos.putConfig();
  await kairos.sends('Invoice Sent', { times: 8 });
  moment = await decided('s1');
});

const answer = z.object({ moment: z.object({ id: z.string() }).nullable() });
const decided = async (session: string): Promise<string> => {
  const { body } = await kairos.api.ask('POST', '/v1/decide', { body: { account: 'acme', user: 'ana', session } });
  return answer.parse(body).moment?.id ?? '';
};
const take = (step: string, body?: object) =>
  kairos.api.ask('POST', `/v1/moments/${moment}/${step}`, body === undefined ? {} : { body });

it('"not now" may come with a reason, and needs no body at all', async () => {
  expect(await take('dismissed')).toMatchObject({ status: 200, body: { step: 'dismissed' } });
  expect(await take('dismissed', { reason: 'too dear' })).toMatchObject({ status: 200 });
  expect(await take('dismissed', { because: 'too dear' })).toMatchObject({ status: 400 });
});

it('"later" is until an instant, or so many days from now by the environment’s clock', async () => {
  expect(await take('snoozed', { days: 7 })).toMatchObject({ status: 200, body: { step: 'snoozed' } });
  expect(await decided('s2')).toBe('');
  const until = new Date(kairos.wallNow + 3_600_000).toISOString();
  expect(await take('snoozed', { until })).toMatchObject({ status: 200 });
});

it.each([
  [{ until: '2020-01-01T00:00:00Z' }, 'until: expected a time that is still to come, at most a year ahead'],
  [{ days: 400 }, undefined],
  [{}, undefined],
])('"later" is not %j', async (body, detail) => {
  const refused = await take('snoozed', body);
  expect(refused).toMatchObject({
    status: 400,
    body: { code: 'invalid-request', ...(detail === undefined ? {} : { detail }) },
  });
});
