import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { ACCOUNTS, everyAccount, EXPERIMENTS, seedOf, VARIANTS, verify } from './assign-world.ts';

type Ask = (account: string) => readonly string[];

/** Times the least that the same answer could cost: the two passes of the hash written out, for experiments in two halves. */
export async function timeHash(setting: Setting): Promise<Figures> {
  return timeAsking(hashed(), setting);
}

/** Times an assignment that was written down before, and is only looked up. */
export async function timeMap(setting: Setting): Promise<Figures> {
  const ask = hashed();
  const kept = new Map(ACCOUNTS.map((account) => [account, ask(account)]));
  return timeAsking((account) => kept.get(account) ?? [], setting);
}

function timeAsking(ask: Ask, setting: Setting): Promise<Figures> {
  verify((account) => ask(ACCOUNTS[account] ?? ''));
  const next = everyAccount();
  return timeCall(() => ask(ACCOUNTS[next()] ?? ''), setting);
}

function hashed(): Ask {
  const seeds = EXPERIMENTS.map((experiment) => addText(OFFSET, seedOf(experiment)));
  return (account) => {
    const variants: string[] = [];
    for (const seed of seeds) {
      const bucket = (hashDigits(addText(seed, account)) >>> 0) % 10_000;
      variants.push(bucket < 5_000 ? VARIANTS[0] : VARIANTS[1]);
    }
    return variants;
  };
}

const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

function addText(hash: number, text: string): number {
  let sum = hash;
  for (let index = 0; index < text.length; index += 1) sum = Math.imul(sum ^ text.charCodeAt(index), PRIME);
  return sum;
}

/** The second pass, over decimal digits; nearly every number has nine of them or ten. */
function hashDigits(hash: number): number {
  const number = hash >>> 0;
  if (number < 100_000_000) return addText(OFFSET, String(number));
  let sum = OFFSET;
  if (number >= 1e9) sum = Math.imul(sum ^ (48 + ((number / 1e9) >>> 0)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e8) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e7) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e6) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e5) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e4) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e3) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e2) >>> 0) % 10)), PRIME);
  sum = Math.imul(sum ^ (48 + (((number / 1e1) >>> 0) % 10)), PRIME);
  return Math.imul(sum ^ (48 + (number % 10)), PRIME);
}
