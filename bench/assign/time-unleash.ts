import { deepStrictEqual, ok } from 'node:assert';
import { InMemStorageProvider, Unleash } from 'unleash-client';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { ACCOUNTS, everyAccount, EXPERIMENTS, oneByOne, VARIANTS } from './assign-world.ts';

/** Nothing listens there: what the client knows is its bootstrap. */
const NOWHERE = 'http://127.0.0.1:9/api';

/** Times `getVariant` of unleash-client, from a bootstrap and without a network. Its hash is another, and so are its answers. */
export async function timeUnleash(setting: Setting): Promise<Figures> {
  const unleash = new Unleash({
    appName: 'bench',
    url: NOWHERE,
    refreshInterval: 0,
    disableMetrics: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: EXPERIMENTS.map(toggleOf) },
  });
  unleash.on('error', () => undefined);
  unleash.on('warn', () => undefined);
  await new Promise((resolve) => unleash.once('ready', resolve));
  const contexts = ACCOUNTS.map((account) => ({ userId: account }));
  const variantsOf = oneByOne((account, experiment) => unleash.getVariant(experiment, contexts[account] ?? {}).name);
  const first = ACCOUNTS.map((_, account) => variantsOf(account));
  ok(VARIANTS.every((variant) => first.flat().includes(variant)));
  ACCOUNTS.forEach((account, index) => deepStrictEqual(variantsOf(index), first[index], account));
  const next = everyAccount();
  return timeCall(() => variantsOf(next()), setting);
}

function toggleOf(experiment: string) {
  return {
    name: experiment,
    type: 'experiment',
    enabled: true,
    stale: false,
    impressionData: false,
    strategies: [{ name: 'default', parameters: {}, constraints: [] }],
    variants: VARIANTS.map((name) => ({ name, weight: 500, weightType: 'variable' as never, stickiness: 'userId' })),
  };
}
