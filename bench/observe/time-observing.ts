import { strictEqual } from 'node:assert';
import { type Account, type Fact, type Instant, observe, type Program } from '../../packages/engine/src/index.ts';
import { encodeAccount } from '../../packages/server/src/log/account-codec.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { CounterRow } from './counter-row.ts';
import { buildProgram, FactStream, idOf, METERS, newAccounts, planByUse, type PlanOf } from './observe-world.ts';

const DAY_MS = 86_400_000;
/** The accounts of which the history grows. */
const GROWING = 200;
const SETTLE_MS = 2_000;

/** Times the product: facts folded into states, each with what it means detected. */
export async function timeProduct(
  count: number,
  setting: Setting,
  signals: 'library' | 'fifty' = 'library',
): Promise<Figures> {
  verify();
  const row = new ProductRow(count, planByUse, signals);
  const stream = new FactStream({ accounts: count });
  settle(() => row.observe(...stream.next()), count);
  return withBytes(await timeCall(() => row.observe(...stream.next()), setting), row.accounts);
}

/** Times the product on accounts that have so many facts behind them, over the year before. */
export async function timeHistory(factsEach: number, setting: Setting): Promise<Figures> {
  const row = new ProductRow(GROWING, planByUse);
  const from = Date.UTC(2025, 0, 1);
  for (let index = 0; index < factsEach; index += 1) {
    const at = (from + Math.floor((index / factsEach) * 365 * DAY_MS)) as Instant;
    for (let account = 0; account < GROWING; account += 1) {
      const event = `Used ${METERS[(index + account) % METERS.length]}`;
      row.observe(idOf(account), { kind: 'track', id: `old_${index}`, at, user: 'ana', event, properties: {} });
    }
  }
  const stream = new FactStream({ accounts: GROWING });
  settle(() => row.observe(...stream.next()), GROWING * METERS.length * 10);
  const figures = withBytes({}, row.accounts);
  return { ...withRate(await timeCall(() => row.observe(...stream.next()), setting)), ...figures };
}

/** Times the least that it could be. */
export async function timeCounter(count: number, setting: Setting): Promise<Figures> {
  const row = new CounterRow(count, planByUse);
  const stream = new FactStream({ accounts: count });
  settle(() => row.observe(...stream.next()), count);
  return withRate(await timeCall(() => row.observe(...stream.next()), setting));
}

/** Lets accounts come into the state that they are mostly in: known, and with the month begun. */
function settle(observeNext: () => unknown, facts: number): void {
  const startedAt = performance.now();
  for (let count = 0; count < facts && performance.now() - startedAt < SETTLE_MS; count += 1) observeNext();
}

class ProductRow {
  readonly program: Program;
  readonly accounts: Map<string, Account>;
  fired = 0;

  constructor(count: number, planOf: PlanOf, signals: 'library' | 'fifty' = 'library') {
    this.program = buildProgram(signals);
    this.accounts = newAccounts(count, planOf);
  }

  observe(id: string, fact: Fact): Account {
    const before = this.accounts.get(id);
    if (before === undefined) throw new Error(`no account ${id}`);
    const { account, signals } = observe(this.program, before, fact);
    this.accounts.set(id, account);
    this.fired += signals.length;
    return account;
  }
}

function withBytes(figures: Figures, accounts: ReadonlyMap<string, Account>): Figures {
  const sample = [...accounts.values()].slice(0, 10_000);
  const bytes = sample.reduce((sum, account) => sum + Buffer.byteLength(encodeAccount(account)), 0) / sample.length;
  return { ...withRate(figures), bytes };
}

/** How many a core does in a second, the garbage collector's share included. */
function withRate(figures: Figures): Figures {
  return figures['mean'] === undefined ? figures : { ...figures, perSecond: 1e9 / figures['mean'] };
}

/** The product and the counter must have counted the same, and noticed the same crossings. */
function verify(): void {
  const accounts = 40;
  const planOf: PlanOf = (index) => (index % 2 === 0 ? 'free' : 'pro');
  const [product, counter] = [new ProductRow(accounts, planOf), new CounterRow(accounts, planOf)];
  const stream = new FactStream({ accounts });
  let crossings = 0;
  for (let turn = 0; turn < 5_000; turn += 1) {
    const [id, fact] = stream.next();
    const signalsBefore = product.fired;
    product.observe(id, fact);
    const crossing = counter.observe(id, fact);
    strictEqual(product.fired > signalsBefore, crossing !== null, `a crossing of ${id}`);
    crossings += crossing === null ? 0 : 1;
  }
  for (const [id, account] of product.accounts) {
    METERS.forEach((meter, index) =>
      strictEqual(account.meters[meter]?.value ?? 0, counter.used(id, index), `${meter} of ${id}`),
    );
  }
  if (crossings === 0) throw new Error('nothing was crossed, so nothing was compared');
}
