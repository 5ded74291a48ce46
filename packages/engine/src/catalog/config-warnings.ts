import type { Issue } from '../kernel/issue.ts';
import { byCodeUnit } from '../kernel/text-order.ts';
import type { Catalog, Plan } from './catalog.ts';
import { intervalOf, monthlyAmount } from './terms.ts';

/** Something in a config that works, and that the documents advise against; README.md names the line behind each rule. */
export interface Warning extends Issue {
  readonly rule: WarningRule;
}

export type WarningRule =
  | 'ladder.milestones'
  | 'ladder.plan-count'
  | 'ladder.price-jump'
  | 'ladder.no-usage'
  | 'ladder.same-feature'
  | 'ladder.unlimited-meter'
  | 'catalog.bundle'
  | 'catalog.unnamed-event';

/** S2.1: so many milestones of value lead through a plan. */
const MILESTONES = { least: 5, most: 8 };
/** S2.9: so many plans are easiest to choose from. */
const PLANS = { least: 3, most: 4 };
/** S2.57: the next plan costs at most so many times as much. */
const LARGEST_JUMP = 3;

/** What a catalog is advised against, in the order of its paths; costs time in proportion to the catalog. */
export function configWarnings(catalog: Catalog): readonly Warning[] {
  return [
    ...milestoneWarnings(catalog),
    ...planCountWarnings(catalog),
    ...priceJumpWarnings(catalog),
    ...usageWarnings(catalog),
    ...bundleWarnings(catalog),
    ...featureWarnings(catalog),
    ...meterWarnings(catalog),
  ].toSorted((left, right) => byCodeUnit(left.path, right.path) || byCodeUnit(left.rule, right.rule));
}

/** A team that declares none has not begun to map them. A milestone that names no plan counts for each. */
function milestoneWarnings({ config, plans }: Catalog): Warning[] {
  const milestones = Object.values(config.milestones);
  if (milestones.length === 0) return [];
  const forAll = milestones.filter(({ plan }) => plan === undefined).length;
  const own = new Map<string, number>();
  for (const { plan } of milestones) if (plan !== undefined) own.set(plan, (own.get(plan) ?? 0) + 1);
  return plans.flatMap((plan) => {
    const count = forAll + (own.get(plan.id) ?? 0);
    if (count >= MILESTONES.least && count <= MILESTONES.most) return [];
    const advice = `map ${MILESTONES.least} to ${MILESTONES.most} for each plan, naming it under "plan"`;
    const message = `${plan.name} has ${count} ${count === 1 ? 'milestone' : 'milestones'} of value; ${advice}`;
    return [{ path: `plans.${plan.rank}`, rule: 'ladder.milestones', message }];
  });
}

function planCountWarnings({ plans }: Catalog): Warning[] {
  const count = plans.length;
  if (count >= PLANS.least && count <= PLANS.most) return [];
  const advice =
    count < PLANS.least ? 'add one that the others make look right' : 'fold those together that few choose';
  const message = `${count} ${count === 1 ? 'plan' : 'plans'}; ${PLANS.least} or ${PLANS.most} are easiest to choose from: ${advice}`;
  return [{ path: 'plans', rule: 'ladder.plan-count', message }];
}

function priceJumpWarnings({ plans }: Catalog): Warning[] {
  return plans.flatMap((plan, index) => {
    const below = plans[index - 1];
    const from = below === undefined ? 0 : startingAmount(below);
    const ratio = from === 0 ? 0 : startingAmount(plan) / from;
    if (below === undefined || ratio <= LARGEST_JUMP) return [];
    const times = Math.ceil(ratio * 10) / 10;
    const advice = `offer a plan or an add-on in between, so that a step is at most ${LARGEST_JUMP} times the last`;
    const message = `${plan.name} costs ${times} times as much as ${below.name}; ${advice}`;
    return [{ path: `plans.${plan.rank}.prices`, rule: 'ladder.price-jump', message }];
  });
}

/** What a plan costs a month with nothing bought beside it. */
function startingAmount(plan: Plan): number {
  return monthlyAmount({ plan, interval: intervalOf(plan, 'month'), seats: null, addOns: [] });
}

function usageWarnings({ plans, addOns }: Catalog): Warning[] {
  const isCharged = [...plans, ...addOns].some(({ prices }) => [...prices.values()].some(isByMeter));
  const isLimited = plans.some(({ limits }) => [...limits.values()].some(({ limit }) => limit !== null));
  if (isCharged || isLimited) return [];
  const advice = 'limit a meter by plan, or charge by one with "perUnit" or "tiers"';
  return [{ path: 'plans', rule: 'ladder.no-usage', message: `nothing that is sold grows with use; ${advice}` }];
}

function isByMeter({ seats, used }: { readonly seats: unknown; readonly used: readonly unknown[] }): boolean {
  return seats !== null || used.length > 0;
}

function bundleWarnings({ addOns }: Catalog): Warning[] {
  return addOns.flatMap((addOn, index) => {
    if (!addOn.isBundle) return [];
    const advice = 'sell its parts one by one as well, so that it shows what each is worth';
    const message = `${addOn.name} sells several things under one price; ${advice}`;
    return [{ path: `addOns.${index}`, rule: 'catalog.bundle', message }];
  });
}

/** Features that tell no plan from another, and those of whose use nothing would be known. */
function featureWarnings({ config, features, plans, addOns }: Catalog): Warning[] {
  return [...features.values()].flatMap(({ id, isIntegration }): Warning[] => {
    const path = `features.${id}`;
    const grants = new Set(plans.map((plan) => plan.grants.get(id) ?? false));
    const isToldApart = grants.size > 1 || addOns.some((addOn) => addOn.grants.has(id));
    if (!isToldApart && plans.length > 1) {
      const has = grants.has(false) ? 'no plan grants it' : 'every plan grants it alike';
      const message = `${has}, so that it gives nobody a reason to choose one; grant it from some plan on, or remove it`;
      return [{ path, rule: 'ladder.same-feature', message }];
    }
    const { gateEvent, useEvents = [] } = config.features[id] ?? {};
    if (isIntegration || gateEvent !== undefined || useEvents.length > 0) return [];
    const message = 'no event tells when it is opened or used; name them under "gateEvent" and "useEvents"';
    return [{ path, rule: 'catalog.unnamed-event', message }];
  });
}

function meterWarnings({ meters, plans, addOns }: Catalog): Warning[] {
  const charged = new Set(
    [...plans, ...addOns].flatMap(({ prices }) =>
      [...prices.values()].flatMap(({ seats, used }) =>
        [...used, ...(seats === null ? [] : [seats])].map(({ meter }) => meter),
      ),
    ),
  );
  return [...meters.keys()].flatMap((id) => {
    if (charged.has(id) || plans.some(({ limits }) => (limits.get(id)?.limit ?? null) !== null)) return [];
    const message = 'no plan limits it and no price charges by it; give the plans a limit, or remove it';
    return [{ path: `meters.${id}`, rule: 'ladder.unlimited-meter', message }];
  });
}
