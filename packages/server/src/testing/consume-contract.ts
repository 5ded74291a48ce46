import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigInput } from '@kairos/engine';
import { ledgerly } from '../../../engine/src/testing/ledgerly.ts';
import type { TestKairos } from './test-kairos.ts';

/** Limits of 1,000 with a tenth of grace, so that they are reached in the middle of a rush. */
function roomy(): ConfigInput {
  const config = ledgerly();
  const terms = { limit: 1_000, grace: { percent: 10, days: 3 } };
  const plans = config.plans.map((plan) => ({ ...plan, entitlements: { ...plan.entitlements, invoices: terms } }));
  return { ...config, plans };
}

const MOST = 1_100;
const WRITERS = 16;

/** That use is granted up to limit and grace and never beyond, whoever asks at the same time: the same on every database. */
export function describeConsume(name: string, open: () => Promise<readonly TestKairos[]>): void {
  describe(`on ${name}, what is consumed`, () => {
    let processes: readonly TestKairos[];
    let kairos: TestKairos;
    let writers: readonly TestKairos[];
    beforeAll(async () => {
      processes = await open();
    });
    afterAll(() => Promise.all(processes.map((process) => process.close())));
    beforeEach(async () => {
      const [first] = processes;
      if (first === undefined) throw new Error('no process was opened');
      kairos = await first.fresh(roomy());
      writers = Array.from({ length: WRITERS }, (_, index) => {
        const process = processes[index % processes.length] ?? first;
        return process === first ? kairos : process.serving(kairos);
      });
    });

    it('by sixteen writers, two hundred times each, is the limit with its grace and not one more', async () => {
      let allowed = 0;
      const rush = writers.map(async (writer) => {
        for (let count = 0; count < 200; count += 1) {
          const answer = await writer.consume(1);
          if (answer.allowed) allowed += 1;
          expect(answer.used).toBeLessThanOrEqual(MOST);
        }
      });
      await Promise.all(rush);
      expect(allowed).toBe(MOST);
      expect(await kairos.used()).toBe(MOST);
      expect(await kairos.check('invoices')).toMatchObject({ allowed: false, state: 'blocked' });
    }, 120_000);

    it('under one Idempotency-Key counts once, however often and by whomever it is asked for', async () => {
      const send = async (writer: TestKairos, key: string): Promise<number> => {
        const body = { account: 'acme', meter: 'invoices', amount: 7 };
        const headers = { 'idempotency-key': key };
        return (await writer.api.ask('POST', '/v1/consume', { body, headers })).status;
      };
      const keys = Array.from({ length: 30 }, (_, index) => `key-${index}`);
      const rush = writers.map(async (writer, index) => {
        for (const key of keys.slice(index).concat(keys.slice(0, index))) {
          // Asked for again while another is still being answered.
          while ((await send(writer, key)) === 409);
        }
      });
      await Promise.all(rush);
      expect(await kairos.used()).toBe(30 * 7);
    }, 120_000);
  });
}
