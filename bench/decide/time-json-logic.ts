import { LogicEngine } from 'json-logic-engine';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { NONE, profiles, PROFILES, RULES, verifyPeer } from './peer-world.ts';

/** Times thirty conditions that json-logic-engine compiled, asked in order until one holds: no caps, no reasons, no trace. */
export async function timeJsonLogic(setting: Setting): Promise<Figures> {
  const engine = new LogicEngine();
  const rules = RULES.map(({ play, signal, placement }) => ({
    play,
    holds: engine.build({ and: [{ in: [signal, { var: 'signals' }] }, { '===': [{ var: 'placement' }, placement] }] }),
  }));
  const decided = (profile: number): string => {
    for (const { play, holds } of rules) if (holds(PROFILES[profile]) === true) return play;
    return NONE;
  };
  await verifyPeer(decided);
  const next = profiles();
  return timeCall(() => decided(next()), setting);
}
