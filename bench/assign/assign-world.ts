import { deepStrictEqual } from 'node:assert';
import { assign, type Catalog, compile, type ConfigInput, type Instant } from '../../packages/engine/src/index.ts';

/** Accounts and experiments that every row is asked about. */

export const NOW = Date.UTC(2026, 2, 14, 9) as Instant;
export const VARIANTS = ['control', 'other'] as const;
export const EXPERIMENTS: readonly string[] = Array.from({ length: 20 }, (_, index) => `wording-${index}`);
export const ACCOUNTS: readonly string[] = Array.from(
  { length: 1_024 },
  (_, index) => `acct_${(index * 7_919).toString(36)}`,
);

/** What Kairos hashes before an account's id; GrowthBook, told this seed, comes to the same answers. */
export function seedOf(experiment: string): string {
  return `experiment:${experiment}:`;
}

/** Walks over the accounts, round and round. */
export function everyAccount(): () => number {
  let turn = 0;
  return () => {
    turn = (turn + 1) & (ACCOUNTS.length - 1);
    return turn;
  };
}

/** The twenty answers of one that answers about one experiment at a time. */
export function oneByOne(variantOf: (account: number, experiment: string) => string): (account: number) => string[] {
  return (account) => {
    const variants: string[] = [];
    for (const experiment of EXPERIMENTS) variants.push(variantOf(account, experiment));
    return variants;
  };
}

/** Asks about every account, and throws at the first answer that isn't what Kairos says. */
export function verify(variantsOf: (account: number) => readonly string[]): void {
  const catalog = buildCatalog({ holdout: 0 });
  ACCOUNTS.forEach((account, index) => {
    const expected = assign(catalog, account, NOW).variants.map(({ variant }) => variant);
    deepStrictEqual(variantsOf(index), expected, account);
  });
}

/** A catalog with the experiments, each on the message of a play of its own. */
export function buildCatalog({ holdout }: { readonly holdout: number }): Catalog {
  const config: ConfigInput = {
    product: { name: 'Bench' },
    meters: { calls: { event: 'Call Made', aggregate: 'count' } },
    plans: [
      { id: 'free', name: 'Free', prices: [{ interval: 'month', amount: 0 }], entitlements: { calls: { limit: 10 } } },
      { id: 'pro', name: 'Pro', prices: [{ interval: 'month', amount: 4_900 }], entitlements: {} },
    ],
    plays: EXPERIMENTS.map((id) => ({ id: `play-${id}`, trigger: ['usage.reached'] })),
    holdout: { percent: holdout },
    experiments: EXPERIMENTS.map((id) => ({
      id,
      about: 'message',
      plays: [`play-${id}`],
      variants: VARIANTS.map((variant) => ({ id: variant, weight: 1 })),
    })),
  };
  const compiled = compile(config);
  if (!compiled.ok) throw new Error(`the benchmark's config does not compile: ${JSON.stringify(compiled.issues)}`);
  return compiled.value.catalog;
}
