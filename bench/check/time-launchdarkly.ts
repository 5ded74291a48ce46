import { init, integrations } from '@launchdarkly/node-server-sdk';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeAsyncCall } from '../measuring/time-call.ts';
import { flags, pairs, verifyFlags, visitors } from './flags.ts';

/** Times `boolVariation` of LaunchDarkly's SDK for servers, from test data, with events off. */
export async function timeLaunchDarkly(setting: Setting): Promise<Figures> {
  const data = new integrations.TestData();
  for (const { name, clauses } of flags()) {
    const [first, ...rest] = clauses;
    if (first === undefined) continue;
    const rule = rest.reduce(
      (built, { attribute, values }) => built.andMatch('user', attribute, ...values),
      data.flag(name).ifMatch('user', first.attribute, ...first.values),
    );
    await data.update(rule.thenReturn(true).fallthroughVariation(false));
  }
  const client = init('sdk-key', { updateProcessor: data.getFactory(), sendEvents: false, diagnosticOptOut: true });
  await client.waitForInitialization({ timeout: 5 });
  const contexts = visitors().map(({ id, ...rest }) => ({ kind: 'user', key: id, ...rest }));
  const names = flags().map(({ name }) => name);
  const isOn = (flag: string, visitor: number): Promise<boolean> =>
    client.boolVariation(flag, contexts[visitor] ?? contextOfNobody, false);
  await verifyFlags(isOn);
  const next = pairs();
  return timeAsyncCall(() => {
    const [flag, visitor] = next();
    return isOn(names[flag] ?? '', visitor);
  }, setting);
}

const contextOfNobody = { kind: 'user', key: 'nobody' };
