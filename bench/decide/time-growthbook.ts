import { GrowthBookClient } from '@growthbook/growthbook';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { NONE, profiles, PROFILES, RULES, verifyPeer } from './peer-world.ts';

/** Times one feature of GrowthBook's client with thirty rules, from a payload and without a network. */
export async function timeGrowthBook(setting: Setting): Promise<Figures> {
  const rules = RULES.map(({ play, signal, placement }) => ({
    force: play,
    condition: { signals: { $in: [signal] }, placement },
  }));
  const client = new GrowthBookClient().initSync({ payload: { features: { offer: { defaultValue: NONE, rules } } } });
  const contexts = PROFILES.map((profile) => ({ attributes: { ...profile } }));
  const decided = (profile: number): string => client.getFeatureValue('offer', NONE, contexts[profile] ?? {});
  await verifyPeer(decided);
  const next = profiles();
  return timeCall(() => decided(next()), setting);
}
