import { Engine } from 'json-rules-engine';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeAsyncCall } from '../measuring/time-call.ts';
import { NONE, profiles, PROFILES, RULES, verifyPeer } from './peer-world.ts';

/** Times json-rules-engine with thirty rules by priority, stopped at the first that holds. */
export async function timeJsonRules(setting: Setting): Promise<Figures> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  RULES.forEach(({ play, signal, placement }, index) => {
    engine.addRule({
      priority: RULES.length - index,
      conditions: {
        all: [
          { fact: 'signals', operator: 'contains', value: signal },
          { fact: 'placement', operator: 'equal', value: placement },
        ],
      },
      event: { type: play },
      onSuccess: () => engine.stop(),
    });
  });
  const decided = async (profile: number): Promise<string> => {
    const { events } = await engine.run({ ...PROFILES[profile] });
    return events[0]?.type ?? NONE;
  };
  await verifyPeer(decided);
  const next = profiles();
  return timeAsyncCall(() => decided(next()), setting);
}
