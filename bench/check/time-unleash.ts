import { InMemStorageProvider, Unleash } from 'unleash-client';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { flags, pairs, verifyFlags, visitors } from './flags.ts';

/** Nothing listens there: what the client knows is its bootstrap. */
const NOWHERE = 'http://127.0.0.1:9/api';

/** Times `isEnabled` of unleash-client, from a bootstrap and without a network. */
export async function timeUnleash(setting: Setting): Promise<Figures> {
  const unleash = new Unleash({
    appName: 'bench',
    url: NOWHERE,
    refreshInterval: 0,
    disableMetrics: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: flags().map(toggleOf) },
  });
  unleash.on('error', () => undefined);
  unleash.on('warn', () => undefined);
  await new Promise((resolve) => unleash.once('ready', resolve));
  const contexts = visitors().map(({ id, ...properties }) => ({ userId: id, properties }));
  const names = flags().map(({ name }) => name);
  const isOn = (flag: string, visitor: number): boolean => unleash.isEnabled(flag, contexts[visitor] ?? {});
  await verifyFlags(isOn);
  const next = pairs();
  return timeCall(() => {
    const [flag, visitor] = next();
    return isOn(names[flag] ?? '', visitor);
  }, setting);
}

function toggleOf({ name, clauses }: ReturnType<typeof flags>[number]) {
  const constraints = clauses.map(({ attribute, values }) => ({
    contextName: attribute,
    operator: 'IN' as never,
    inverted: false,
    values: [...values],
  }));
  return {
    name,
    type: 'release',
    enabled: true,
    stale: false,
    impressionData: false,
    strategies: [{ name: 'default', parameters: {}, constraints }],
  };
}
