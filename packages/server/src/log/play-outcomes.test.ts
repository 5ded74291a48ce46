import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../store/database.ts';
import { openDatabase } from '../store/open-database.ts';
import type { MomentTable } from '../store/schema.ts';
import { newDataDirectory } from '../testing/embedded-database.ts';
import { bucketOf } from './bucket.ts';
import { playOutcomes } from './play-outcomes.ts';

const ENVIRONMENT = 'env_outcomes';
const DAY_MS = 86_400_000;
const MARCH = Date.parse('2026-03-01T00:00:00Z');

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ directory: await newDataDirectory() });
});
afterAll(() => database.close());

it('what became of offers is counted by play: shown, converted, and regretted within half a year', async () => {
  await database.transaction({ environment: ENVIRONMENT }, async (trx) => {
    await trx
      .insertInto('moments')
      .values([
        moment('m1', { shown_at: MARCH, converted_at: MARCH }),
        moment('m2', { account: 'umbra', shown_at: MARCH, converted_at: MARCH }),
        moment('m3', { shown_at: MARCH }),
        moment('m4', {}),
        moment('m5', { step: 'held-out' }),
        moment('m6', { play: 'gates', shown_at: MARCH }),
      ])
      .execute();
    await trx
      .insertInto('upgrades')
      .values([stepDown('u1', 'acme', MARCH + 183 * DAY_MS), stepDown('u2', 'umbra', MARCH + 183 * DAY_MS + 1)])
      .execute();
  });
  expect(await database.transaction({ environment: ENVIRONMENT }, (trx) => playOutcomes(trx, ENVIRONMENT))).toEqual({
    limits: { shown: 3, converted: 2, regretted: 1 },
    gates: { shown: 1, converted: 0, regretted: 0 },
  });
  expect(await database.transaction({ environment: 'env_other' }, (trx) => playOutcomes(trx, 'env_other'))).toEqual({});
});

function moment(id: string, changes: Partial<MomentTable>): MomentTable {
  const account = changes.account ?? 'acme';
  return {
    environment: ENVIRONMENT,
    bucket: bucketOf(account),
    account,
    id,
    play: 'limits',
    version: 1,
    signal: null,
    user_id: 'ana',
    session: null,
    reactive: false,
    step: 'offered',
    offered_at: MARCH,
    shown_at: null,
    clicked_at: null,
    checkout_at: null,
    dismissed_at: null,
    converted_at: null,
    mrr_delta: null,
    body: '{}',
    ...changes,
  };
}

function stepDown(id: string, account: string, at: number) {
  return {
    environment: ENVIRONMENT,
    bucket: bucketOf(account),
    account,
    id,
    quote: `quo_${id}`,
    moment: null,
    from_plan: 'pro',
    to_plan: 'free',
    mrr_delta: -4_900,
    at,
    effective_at: at,
    status: 'scheduled',
  };
}
