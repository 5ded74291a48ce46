import { strictEqual } from 'node:assert';
import { assign } from '../../packages/engine/src/index.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { ACCOUNTS, buildCatalog, everyAccount, EXPERIMENTS, NOW } from './assign-world.ts';

/** Times the product's own assignment; peers have no holdout, so it is compared without one. */
export async function timeAssign({ holdout }: { readonly holdout: number }, setting: Setting): Promise<Figures> {
  const catalog = buildCatalog({ holdout });
  for (const account of ACCOUNTS) {
    const { heldOut, variants } = assign(catalog, account, NOW);
    strictEqual(variants.length, heldOut ? 0 : EXPERIMENTS.length, account);
  }
  const next = everyAccount();
  return timeCall(() => assign(catalog, ACCOUNTS[next()] ?? '', NOW), setting);
}
