import { init, integrations } from '@launchdarkly/node-server-sdk';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeAsyncCall } from '../measuring/time-call.ts';
import { NONE, profiles, PROFILES, RULES, verifyPeer } from './peer-world.ts';

/** Times one flag of LaunchDarkly's SDK with thirty rules, from test data, with events off. */
export async function timeLaunchDarkly(setting: Setting): Promise<Figures> {
  const data = new integrations.TestData();
  const flag = RULES.reduce(
    (built, { signal, placement }, index) =>
      built.ifMatch('user', 'signals', signal).andMatch('user', 'placement', placement).thenReturn(index),
    data
      .flag('offer')
      .variations(...RULES.map(({ play }) => play), NONE)
      .fallthroughVariation(RULES.length),
  );
  await data.update(flag);
  const client = init('sdk-key', { updateProcessor: data.getFactory(), sendEvents: false, diagnosticOptOut: true });
  await client.waitForInitialization({ timeout: 5 });
  const contexts = PROFILES.map(({ id, ...rest }) => ({ kind: 'user', key: id, ...rest }));
  const nobody = { kind: 'user', key: 'nobody' };
  const decided = (profile: number): Promise<string> =>
    client.stringVariation('offer', contexts[profile] ?? nobody, NONE);
  await verifyPeer(decided);
  const next = profiles();
  return timeAsyncCall(() => decided(next()), setting);
}
