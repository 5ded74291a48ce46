import { LogicEngine } from 'json-logic-engine';
import type { Fact } from '../../packages/engine/src/index.ts';
import type { Figures, Setting } from '../measuring/suite.ts';
import { timeCall } from '../measuring/time-call.ts';
import { FactStream, idOf, METERS, PLAN_LIMITS, planByUse, THRESHOLDS } from './observe-world.ts';

interface Counters {
  readonly limit: number;
  readonly used: Record<string, number>;
}

/** Times plain counters with the same 24 rules in json-logic-engine, compiled: no periods, no evidence, nothing fires but once. */
export async function timeJsonLogic(count: number, setting: Setting): Promise<Figures> {
  const engine = new LogicEngine();
  const rules = METERS.flatMap((meter) =>
    THRESHOLDS.map((threshold) =>
      engine.build({ '>=': [{ '*': [{ var: `used.${meter}` }, 100] }, { '*': [threshold, { var: 'limit' }] }] }),
    ),
  );
  const accounts = new Map(Array.from({ length: count }, (_, index) => [idOf(index), countersOf(index)]));
  const observe = (id: string, fact: Fact): number => {
    const counters = accounts.get(id);
    if (counters === undefined || fact.kind !== 'track') return 0;
    const meter = fact.event.slice('Used '.length);
    counters.used[meter] = (counters.used[meter] ?? 0) + 1;
    let holding = 0;
    for (const rule of rules) if (rule(counters) === true) holding += 1;
    return holding;
  };
  const stream = new FactStream({ accounts: count });
  const figures = await timeCall(() => observe(...stream.next()), setting);
  return { ...figures, perSecond: 1e9 / (figures['mean'] ?? Number.NaN) };
}

function countersOf(index: number): Counters {
  return { limit: PLAN_LIMITS[planByUse(index)], used: Object.fromEntries(METERS.map((meter) => [meter, 0])) };
}
