import { deepStrictEqual } from 'node:assert';
import { entitlementOf } from '../../packages/engine/src/index.ts';
import { randomPlaces, seededRandom } from '../measuring/random.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import {
  bareAccounts,
  type BareAccount,
  buildAccounts,
  buildCatalog,
  type CheckAnswer,
  expectedCheck,
  FEATURES,
  grants,
  METERS,
  NOW,
} from './check-world.ts';
import { LimitRow } from './limit-row.ts';

/** How many accounts are asked about: one, over and over, or so many at random that none is in a cache. */
export type Heat = 'hot' | 'cold';

const COUNT: Readonly<Record<Heat, number>> = { hot: 1, cold: 100_000 };

/** What is asked for: a meter in use, a meter that nothing was counted on since the month began, or a feature. */
export type Kind = 'metered' | 'month turned' | 'boolean';

type Check = (account: string, name: string) => CheckAnswer;

/** Times the product's own check, in process. */
export async function timeProduct(kind: Kind, heat: Heat, setting: Setting): Promise<Figures> {
  const bare = bareAccounts({ count: COUNT[heat], turned: kind === 'month turned' });
  const catalog = buildCatalog();
  const accounts = buildAccounts(bare);
  const ask = (id: string, feature: string) => {
    const account = accounts.get(id);
    if (account === undefined) throw new Error(`no account ${id}`);
    return entitlementOf(catalog, account, { feature, amount: 1, at: NOW });
  };
  verify(kind, bare, (id, name) => {
    const { allowed, reason, usage } = ask(id, name);
    return {
      allowed,
      reason,
      limit: usage?.limit ?? null,
      used: usage?.used ?? null,
      remaining: usage?.remaining ?? null,
    };
  });
  return timeAsking(kind, bare, ask, setting);
}

/** Times the least that it could be. */
export async function timeLimit(kind: Kind, heat: Heat, setting: Setting): Promise<Figures> {
  const bare = bareAccounts({ count: COUNT[heat], turned: kind === 'month turned' });
  const row = new LimitRow(bare);
  const ask: Check =
    kind === 'boolean' ? (id, feature) => row.boolean(id, feature) : (id, meter) => row.metered(id, meter);
  verify(kind, bare, ask);
  return timeAsking(kind, bare, ask, setting);
}

function timeAsking(
  kind: Kind,
  bare: readonly BareAccount[],
  ask: (account: string, name: string) => unknown,
  setting: Setting,
): Promise<Figures> {
  const ids = bare.map(({ id }) => id);
  const places = randomPlaces(ids.length, seededRandom(11));
  const names = kind === 'boolean' ? FEATURES : METERS;
  let turn = 0;
  return timeCall(() => {
    turn = (turn + 1) & (places.length - 1);
    return ask(ids[places[turn] ?? 0] ?? '', names[turn % names.length] ?? '');
  }, setting);
}

function verify(kind: Kind, bare: readonly BareAccount[], check: Check): void {
  for (const account of bare.slice(0, 2_000)) {
    const names = kind === 'boolean' ? FEATURES : METERS;
    names.forEach((name, index) => {
      const allowed = grants(account.plan, index);
      const expected =
        kind === 'boolean'
          ? { allowed, reason: allowed ? 'granted' : 'not-in-plan', limit: null, used: null, remaining: null }
          : expectedCheck(account, index);
      deepStrictEqual(check(account.id, name), expected);
    });
  }
}
