import type { Issue } from '../kernel/issue.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { checkPrices } from './check-prices.ts';
import { type DeclaredNames, duplicates, itemsOf, listOf, unknownName } from './declared-names.ts';

/** Finds what plans point at that isn't there, and what is there twice. */
export function checkPlans(input: Json, names: DeclaredNames): Issue[] {
  const plans = itemsOf(input['plans']);
  const issues = duplicates(plans, 'plans', 'plan');
  const defaultPlan = input['defaultPlan'];
  if (typeof defaultPlan === 'string' && !names.plans.has(defaultPlan)) {
    issues.push({ path: 'defaultPlan', message: unknownName('plan', defaultPlan, names.plans) });
  }
  for (const [index, plan] of plans.entries()) {
    const path = `plans.${index}`;
    for (const [name, value] of Object.entries(entitlementsOf(plan))) {
      issues.push(...checkEntitlement(`${path}.entitlements.${name}`, name, value, names));
    }
    issues.push(...checkPrices(`${path}.prices`, plan['prices'], input));
  }
  return issues;
}

/** The same of add-ons, and that each adds what can be added to. */
export function checkAddOns(input: Json, names: DeclaredNames): Issue[] {
  const addOns = itemsOf(input['addOns']);
  const issues = duplicates(addOns, 'addOns', 'add-on');
  for (const [index, addOn] of addOns.entries()) {
    const path = `addOns.${index}`;
    for (const [name, value] of Object.entries(entitlementsOf(addOn))) {
      issues.push(...checkAdded(`${path}.entitlements.${name}`, name, value, names));
    }
    for (const [at, plan] of listOf(addOn['plans']).entries()) {
      if (!names.plans.has(plan))
        issues.push({ path: `${path}.plans.${at}`, message: unknownName('plan', plan, names.plans) });
    }
    issues.push(...checkPrices(`${path}.prices`, addOn['prices'], input));
  }
  return issues;
}

function checkEntitlement(path: string, name: string, value: unknown, names: DeclaredNames): Issue[] {
  const isMeter = names.meters.has(name);
  if (!isMeter && !names.features.has(name)) return [unknownEntitlement(path, name, names)];
  if (isMeter && !isObject(value)) {
    const message = `"${name}" is a meter: expected { "limit": 100 }, or { "limit": null } for unlimited`;
    return [{ path, message }];
  }
  if (!isMeter && isObject(value)) {
    const message = `"${name}" is a feature: expected true, false or a text value; only a meter has a limit`;
    return [{ path, message }];
  }
  const thresholds = isObject(value) ? value['thresholds'] : undefined;
  if (Array.isArray(thresholds) && thresholds.some((threshold, at) => at > 0 && !(threshold > thresholds[at - 1]))) {
    return [{ path: `${path}.thresholds`, message: 'expected rising percentages, such as [80, 95]' }];
  }
  return [];
}

function checkAdded(path: string, name: string, value: unknown, names: DeclaredNames): Issue[] {
  const isMeter = names.meters.has(name);
  if (!isMeter && !names.features.has(name)) return [unknownEntitlement(path, name, names)];
  if (isMeter && !isObject(value))
    return [{ path, message: `"${name}" is a meter: expected { "add": 100 }, what it adds to a plan's limit` }];
  if (!isMeter && isObject(value))
    return [{ path, message: `"${name}" is a feature: expected true or a text value; only a meter is added to` }];
  return [];
}

function unknownEntitlement(path: string, name: string, { meters, features }: DeclaredNames): Issue {
  return { path, message: unknownName('meter or feature', name, meters, features) };
}

function entitlementsOf({ entitlements }: Json): Json {
  return isObject(entitlements) ? entitlements : {};
}
