import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { itemsOf, unknownName } from './declared-names.ts';

/** Finds what prices charge by that can't be charged by, and steps that don't rise to an open end. */
export function checkPrices(path: string, value: unknown, input: Json): Issue[] {
  const meters = isObject(input['meters']) ? input['meters'] : {};
  const intervals = new Set<unknown>();
  return itemsOf(value).flatMap((price, at) => {
    const { interval, perUnit, tiers } = price;
    const isSecond = intervals.has(interval);
    intervals.add(interval);
    const place = `${path}.${at}`;
    return [
      ...(isSecond ? [{ path: `${place}.interval`, message: `a second price per ${String(interval)}; keep one` }] : []),
      ...checkCharge(`${place}.perUnit.meter`, perUnit, meters),
      ...checkCharge(`${place}.tiers.meter`, tiers, meters),
      ...checkTogether(`${place}.tiers.meter`, [perUnit, tiers], meters),
      ...checkSteps(`${place}.tiers.steps`, tiers),
    ];
  });
}

function checkCharge(path: string, charge: unknown, meters: Json): Issue[] {
  const meter = meterOf(charge);
  if (meter === null) return [];
  if (!Object.hasOwn(meters, meter)) return [{ path, message: unknownName('meter', meter, Object.keys(meters)) }];
  if (aggregateOf(meters, meter) !== 'history') return [];
  return [
    { path, message: `"${meter}" tells how far back can be seen, which nobody uses up: charge by another meter` },
  ];
}

/** One meter is charged once, and seats are sold once, whatever meters count them. */
function checkTogether(path: string, charges: readonly unknown[], meters: Json): Issue[] {
  const [left, right] = charges.map(meterOf);
  if (left == null || right == null) return [];
  if (left === right)
    return [{ path, message: `"${left}" is charged per unit already; keep "perUnit" or "tiers", not both` }];
  const areSeats = [left, right].every((meter) => aggregateOf(meters, meter) === 'members');
  return areSeats
    ? [{ path, message: `"${right}" counts members, as "${left}" does, and seats are sold once; keep one of them` }]
    : [];
}

function checkSteps(path: string, tiers: unknown): Issue[] {
  const steps = isObject(tiers) ? itemsOf(tiers['steps']) : [];
  return steps.flatMap(({ upTo }, at): Issue[] => {
    const isLast = at === steps.length - 1;
    if (isLast && typeof upTo === 'number')
      return [{ path: `${path}.${at}.upTo`, message: 'expected null: the last step has no end' }];
    if (!isLast && upTo === null)
      return [{ path: `${path}.${at}.upTo`, message: 'expected the last unit of this step; only the last has no end' }];
    const before = steps[at - 1]?.['upTo'];
    if (typeof upTo !== 'number' || typeof before !== 'number' || upTo > before) return [];
    return [{ path: `${path}.${at}.upTo`, message: `expected more than ${before}, where the step before it ends` }];
  });
}

function meterOf(charge: unknown): string | null {
  return isObject(charge) && typeof charge['meter'] === 'string' ? charge['meter'] : null;
}

function aggregateOf(meters: Json, id: string): unknown {
  const meter = Object.hasOwn(meters, id) ? meters[id] : undefined;
  return isObject(meter) ? meter['aggregate'] : undefined;
}
