import { countText, TIME_COLUMNS } from '../measuring/figure-text.ts';
import { atMost } from '../measuring/goals.ts';
import type { Row, Suite } from '../measuring/suite.ts';

const MANY = 100_000;

const row = (name: string, run: Row['run']): Row => ({ name, run });
/** `observe` in process: every fact folded into its account's state, and what it means detected: performance.md, goal (c). */
export const observeSuite: Suite = {
  name: 'observe',
  about:
    'observe: fold a fact into an account and detect what it means. In process, on one core; eight meters, the library of 34 signals',
  rounds: 5,
  columns: [
    ...TIME_COLUMNS,
    { figure: 'perSecond', head: 'facts/s per core', text: countText },
    { figure: 'bytes', head: 'bytes/account', text: countText },
  ],
  rows: [
    row('kairos, 1 account', async (setting) => (await import('./time-observing.ts')).timeProduct(1, setting)),
    row('counter, 1 account', async (setting) => (await import('./time-observing.ts')).timeCounter(1, setting)),
    row('kairos, 100,000 accounts', async (setting) =>
      (await import('./time-observing.ts')).timeProduct(MANY, setting),
    ),
    row('kairos, 100,000 accounts, 50 signals', async (setting) =>
      (await import('./time-observing.ts')).timeProduct(MANY, setting, 'fifty'),
    ),
    row('counter, 100,000 accounts', async (setting) =>
      (await import('./time-observing.ts')).timeCounter(MANY, setting),
    ),
    row('json-logic-engine, 100,000 accounts', async (setting) =>
      (await import('./time-json-logic.ts')).timeJsonLogic(MANY, setting),
    ),
    row('kairos, 10 facts behind it', async (setting) =>
      (await import('./time-observing.ts')).timeHistory(10, setting),
    ),
    row('kairos, 1,000 facts behind it', async (setting) =>
      (await import('./time-observing.ts')).timeHistory(1_000, setting),
    ),
  ],
  goals: [
    atMost('kairos, 1 account', 'counter, 1 account', 2.5),
    atMost('kairos, 100,000 accounts', 'counter, 100,000 accounts', 2.5),
    atMost('kairos, 100,000 accounts', 'json-logic-engine, 100,000 accounts', 0.6),
    atMost('kairos, 1,000 facts behind it', 'kairos, 10 facts behind it', 1.25),
    atMost('kairos, 1,000 facts behind it', 'kairos, 10 facts behind it', 1.25, 'bytes'),
  ],
};
