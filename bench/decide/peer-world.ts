import { strictEqual } from 'node:assert';
import { bareAccounts, PLACEMENT, playOf, signalOf } from './decide-world.ts';
import { WARM_ACCOUNTS } from './time-decisions.ts';

/** What a peer is asked: of thirty rules, which is the first that this profile matches? Contexts are ready-made, which favours the peer. */

export const PLAYS = 30;
export const NONE = 'none';

export interface Rule {
  readonly play: string;
  readonly signal: string;
  readonly placement: string;
}

export const RULES: readonly Rule[] = Array.from({ length: PLAYS }, (_, index) => ({
  play: playOf(index),
  signal: signalOf(index),
  placement: PLACEMENT,
}));

export interface Profile {
  readonly id: string;
  readonly plan: string;
  readonly placement: string;
  readonly signals: string[];
}

const BARE = bareAccounts({ count: WARM_ACCOUNTS, plays: PLAYS, offered: 0.5 });

export const PROFILES: readonly Profile[] = BARE.map(({ id, play }) => ({
  id,
  plan: 'free',
  placement: PLACEMENT,
  signals: play === null ? [] : [signalOf(play)],
}));

/** Asks for every profile, and throws at the first answer that isn't the play of its signal. */
export async function verifyPeer(decided: (profile: number) => string | null | Promise<string | null>): Promise<void> {
  for (const [index, { play }] of BARE.entries())
    strictEqual(await decided(index), play === null ? NONE : playOf(play));
}

/** Walks over the profiles. */
export function profiles(): () => number {
  let turn = 0;
  return () => {
    turn = (turn + 1) & (WARM_ACCOUNTS - 1);
    return turn;
  };
}
