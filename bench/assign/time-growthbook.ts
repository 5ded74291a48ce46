import { GrowthBookClient, type UserContext } from '@growthbook/growthbook';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { ACCOUNTS, everyAccount, EXPERIMENTS, oneByOne, seedOf, VARIANTS, verify } from './assign-world.ts';

/** Hashed anew each time, or looked up in a document of what the account was assigned before. */
export type Memory = 'hashed' | 'sticky';

/** Times an experiment of GrowthBook's client for servers, from a payload and without a network; its answers must be ours. */
export async function timeGrowthBook(memory: Memory, setting: Setting): Promise<Figures> {
  const client = new GrowthBookClient().initSync({
    payload: { features: Object.fromEntries(EXPERIMENTS.map((id) => [id, featureOf(id)])) },
  });
  const contexts = ACCOUNTS.map((account) => contextOf(account, memory));
  const variantsOf = oneByOne((account, experiment) =>
    client.getFeatureValue(experiment, 'none', contexts[account] ?? { attributes: {} }),
  );
  verify(variantsOf);
  const next = everyAccount();
  return timeCall(() => variantsOf(next()), setting);
}

function featureOf(key: string) {
  const rule = { key, seed: seedOf(key), hashVersion: 2, variations: [...VARIANTS], weights: [0.5, 0.5], coverage: 1 };
  return { defaultValue: 'none', rules: [rule] };
}

/** With sticky buckets the first answer is saved as a document, which every later one reads. */
function contextOf(account: string, memory: Memory): UserContext {
  const attributes = { id: account };
  if (memory === 'hashed') return { attributes };
  return { attributes, stickyBucketAssignmentDocs: {}, saveStickyBucketAssignmentDoc: async () => undefined };
}
