import { strictEqual } from 'node:assert';
import { decidePlay } from '../../packages/engine/src/decide/decide.ts';
import { type Account, decide } from '../../packages/engine/src/index.ts';
import { randomPlaces, seededRandom } from '../measuring/random.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { bareAccounts, type BareAccount, buildAccounts, buildProgram, playOf, REQUEST } from './decide-world.ts';
import { LimitRow } from './limit-row.ts';

export interface Workload {
  readonly plays: number;
  /** The share of accounts that have something to be offered. */
  readonly offered: number;
  readonly accounts: number;
}

/** Few enough to stay in the cache, many enough that no branch is learnt by heart. */
export const WARM_ACCOUNTS = 1_024;

/** Times the product's decision: the whole of it, or as far as the choice and its trace, without the message. */
export async function timeProduct(says: 'choice' | 'whole', workload: Workload, setting: Setting): Promise<Figures> {
  const program = buildProgram(workload.plays);
  const bare = bareAccounts({ count: workload.accounts, ...workload });
  const accounts = buildAccounts(program, bare);
  const find = (id: string): Account => {
    const account = accounts.get(id);
    if (account === undefined) throw new Error(`no account ${id}`);
    return account;
  };
  verify(bare, (id) => decide(program, find(id), REQUEST).moment?.play ?? null);
  verify(bare, (id) => decidePlay(program, find(id), REQUEST).choice?.play.id ?? null);
  return says === 'whole'
    ? timeAsking(bare, (id) => decide(program, find(id), REQUEST), setting)
    : timeAsking(bare, (id) => decidePlay(program, find(id), REQUEST), setting);
}

/** Times the least that a decision could be. */
export async function timeLimit(
  says: { readonly trace: boolean; readonly message: boolean },
  workload: Workload,
  setting: Setting,
): Promise<Figures> {
  const bare = bareAccounts({ count: workload.accounts, ...workload });
  const row = new LimitRow(bare, workload.plays, says);
  verify(bare, (id) => row.decide(id, REQUEST).play);
  return timeAsking(bare, (id) => row.decide(id, REQUEST), setting);
}

function timeAsking(
  bare: readonly BareAccount[],
  ask: (account: string) => unknown,
  setting: Setting,
): Promise<Figures> {
  const ids = bare.map(({ id }) => id);
  const places = randomPlaces(ids.length, seededRandom(17));
  let turn = 0;
  return timeCall(() => {
    turn = (turn + 1) & (places.length - 1);
    return ask(ids[places[turn] ?? 0] ?? '');
  }, setting);
}

function verify(bare: readonly BareAccount[], decidedPlay: (account: string) => string | null): void {
  for (const { id, play } of bare.slice(0, 2_000))
    strictEqual(decidedPlay(id), play === null ? null : playOf(play), id);
}
