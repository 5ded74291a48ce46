import { GrowthBookClient } from '@growthbook/growthbook';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { flags, pairs, verifyFlags, visitors } from './flags.ts';

/** Times `isOn` of GrowthBook's client for servers, from a payload and without a network. */
export async function timeGrowthBook(setting: Setting): Promise<Figures> {
  const features = Object.fromEntries(
    flags().map(({ name, clauses }) => [
      name,
      {
        defaultValue: false,
        rules: [
          {
            force: true,
            condition: Object.fromEntries(clauses.map(({ attribute, values }) => [attribute, { $in: [...values] }])),
          },
        ],
      },
    ]),
  );
  const client = new GrowthBookClient().initSync({ payload: { features } });
  const contexts = visitors().map((visitor) => ({ attributes: { ...visitor } }));
  const names = flags().map(({ name }) => name);
  const isOn = (flag: string, visitor: number): boolean => client.isOn(flag, contexts[visitor] ?? {});
  await verifyFlags(isOn);
  const next = pairs();
  return timeCall(() => {
    const [flag, visitor] = next();
    return isOn(names[flag] ?? '', visitor);
  }, setting);
}
