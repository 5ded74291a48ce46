import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { itemsOf } from './declared-names.ts';

/**
 * S4.27: a catalog with nothing to grow into is refused: one plan, no add-on, no limit and nothing that is charged by a meter. No play
 * could ever make an offer, and that is no fault of the plays: the prices leave nothing to sell.
 */
export function checkLadder(input: Json): Issue[] {
  const plans = itemsOf(input['plans']);
  const [plan] = plans;
  if (plan === undefined || plans.length > 1 || itemsOf(input['addOns']).length > 0) return [];
  if (hasLimit(plan) || itemsOf(plan['prices']).some(isByMeter)) return [];
  const name = typeof plan['name'] === 'string' ? plan['name'] : 'one plan';
  return [
    {
      path: 'plans',
      rule: 'catalog.flat',
      message: `nothing can be upsold from this catalog: everybody has ${name}, whole and without a limit, and there is nothing beside it. This is a matter of prices rather than of plays: add a second plan, an add-on, or a limit that use can outgrow`,
    },
  ];
}

function hasLimit({ entitlements }: Json): boolean {
  if (!isObject(entitlements)) return false;
  return Object.values(entitlements).some((value) => isObject(value) && typeof value['limit'] === 'number');
}

function isByMeter({ perUnit, tiers }: Json): boolean {
  return perUnit !== undefined || tiers !== undefined;
}
