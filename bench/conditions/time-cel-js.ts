import { environmentOf } from '../../packages/engine/src/condition/environment.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { celText } from './cel-text.ts';
import { PROFILES, profilesInTurn, RULES, verify } from './conditions-world.ts';
import { labSchema } from './lab-schema.ts';

/** Times cel-js's own evaluation of the same conditions, parsed and checked before. */
export async function timeCelJs(setting: Setting): Promise<Figures> {
  const environment = environmentOf(labSchema());
  const rules = RULES.map((rule) => environment.parse(celText(rule)));
  const asked = (index: number): number => {
    const profile = PROFILES[index];
    let bits = 0;
    for (let place = 0; place < rules.length; place += 1) if (rules[place]?.(profile) === true) bits |= 1 << place;
    return bits;
  };
  verify(asked);
  const next = profilesInTurn();
  return timeCall(() => asked(next()), setting);
}
