import type { Catalog } from '../catalog/catalog.ts';
import type { Granted } from '../catalog/terms.ts';
import { entry } from '../kernel/bounded.ts';
import type { Account } from '../observe/account.ts';
import { lacks } from './granted-use.ts';
import { percent, type QualificationSight, type RuleVerdict } from './qualification-rule.ts';

/** How much of what a plan includes is in use: the features that it grants, and the meters that it gives so much of. */
export interface PlanUse {
  readonly features: UseOf;
  readonly meters: UseOf;
  /** Used of included, features and meters alike; null where nothing is included whose use could be seen. */
  readonly share: number | null;
}

interface UseOf {
  readonly used: number;
  readonly included: number;
}

/**
 * The feature-adoption share (S2.61). A feature counts where its use can be seen: it has events of its own, is a connection, or was used.
 * A meter counts where the plan says how much of it there is, unlimited or not; seats and how far back can be seen are no use.
 */
export function planUse(catalog: Catalog, has: Granted, account: Account): PlanUse {
  const features = featuresUsed(catalog, has, account);
  const meters = metersUsed(catalog, has, account);
  const included = features.included + meters.included;
  return { features, meters, share: included === 0 ? null : (features.used + meters.used) / included };
}

function featuresUsed(catalog: Catalog, has: Granted, account: Account): UseOf {
  let used = 0;
  let included = 0;
  for (const [feature, { isIntegration }] of catalog.features) {
    if (lacks(has, feature)) continue;
    const isUsed = entry(account.features, feature) !== null || account.organisation.integrations.includes(feature);
    const { gateEvent, useEvents = [] } = catalog.config.features[feature] ?? {};
    if (isUsed) used += 1;
    if (isUsed || isIntegration || gateEvent !== undefined || useEvents.length > 0) included += 1;
  }
  return { used, included };
}

function metersUsed(catalog: Catalog, has: Granted, account: Account): UseOf {
  let used = 0;
  let included = 0;
  for (const meter of catalog.meters.values()) {
    const limit = has.limits.get(meter.id)?.limit;
    if (limit === undefined || limit === 0 || meter.aggregate === 'members' || meter.aggregate === 'history') continue;
    included += 1;
    if (typeof entry(account.meters, meter.id)?.lastAt === 'number') used += 1;
  }
  return { used, included };
}

/**
 * S2.61: enough of what the plan includes is in use. A limit that was used up is an answer of its own: who is held up by the plan does
 * not lack adoption, however young the account (S3.2).
 */
export function adoption({ catalog, granted, account, settings, limits }: QualificationSight): RuleVerdict {
  const { features, meters, share } = planUse(catalog, granted, account);
  const needed = settings.minAdoption;
  const full = limits.find(({ isReached, isSeats }) => isReached && !isSeats);
  const isEnough = share === null || share >= needed;
  const said =
    share === null
      ? 'the plan includes nothing whose use can be seen'
      : `${percent(share)}% of what the plan includes is in use (${features.used} of ${features.included} features, ${meters.used} of ${meters.included} meters); ${percent(needed)}% is needed`;
  return {
    rule: 'qualification.adoption',
    pass: isEnough || full !== undefined,
    detail: isEnough || full === undefined ? said : `${said}, unless a limit is used up, as that of ${full.name} is`,
    values: {
      used: features.used + meters.used,
      included: features.included + meters.included,
      needed,
      ...(full === undefined ? {} : { full: full.meter }),
    },
  };
}
