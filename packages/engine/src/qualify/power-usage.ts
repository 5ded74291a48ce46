import { planOf } from '../observe/entitlement.ts';
import { type BlockedById, blockedInWeek, WINDOW_DAYS } from '../observe/slices/blocked.ts';
import { MAX_FEATURES } from '../observe/slices/feature-use.ts';
import { grantedUse, lacks } from './granted-use.ts';
import { counted, holdsUntil, recent, type RuleReading, type StageSight } from './stage-rule.ts';

/** Power usage (S2.5): the plan's features are used up, its limits worked around, its gates run into. High readiness. */

/** Most of what the plan grants is in use. */
export function featuresMaxed({ catalog, granted: has, account, settings }: StageSight): RuleReading {
  const { used, granted } = grantedUse(catalog, has, account);
  // Use of so many features is remembered: of a plan that grants more, that many are all that can be seen.
  const needed = Math.ceil(Math.min(granted, MAX_FEATURES) * settings.powerUsage.featureShare);
  return {
    rule: 'features-maxed',
    holds: granted > 0 && used >= needed,
    detail:
      granted === 0
        ? 'the plan grants no features'
        : `${used} of ${granted} granted features are in use; ${needed} are most of them`,
    values: { used, granted, needed },
    until: null,
  };
}

/** Limits are run into again and again without an end to it, or several people share a plan made for one. */
export function workarounds(sight: StageSight): RuleReading {
  const { catalog, account, settings } = sight;
  const needed = settings.powerUsage.workarounds;
  const blocked = timesInWeek(account.blocked, sight);
  const rateLimited = timesInWeek(account.rateLimits, sight);
  const sharing = planOf(catalog, account).isIndividual ? Object.keys(account.members).length : 0;
  const isOften = blocked + rateLimited >= needed;
  const shared = sharing > 1 ? [`${sharing} people share a plan made for one`] : [];
  const often = `${counted(blocked, 'time')} content was blocked and ${counted(rateLimited, 'time')} a rate limit was hit in the last ${WINDOW_DAYS} days; ${needed} make it a habit`;
  return {
    rule: 'workarounds',
    holds: isOften || sharing > 1,
    detail: [...shared, often].join('; '),
    values: { blocked, rateLimited, sharing, needed },
    until: isOften ? { day: sight.today + 1 } : null,
  };
}

function timesInWeek(slice: BlockedById, { today }: StageSight): number {
  return Object.values(slice).reduce((sum, state) => sum + blockedInWeek(state, today), 0);
}

/** What the plan lacks was wanted: at its gates, or by searching for it. */
export function gates(sight: StageSight): RuleReading {
  const { granted, account, settings } = sight;
  const needed = settings.powerUsage.gateHits;
  const wanted = Object.entries(account.gates).filter(([feature]) => lacks(granted, feature));
  const hits = recent(
    wanted.flatMap(([, gate]) => gate.hits),
    sight,
  );
  const searches = recent(
    account.intent.searches.flatMap(({ feature, at }) => (lacks(granted, feature) ? [at] : [])),
    sight,
  );
  const all = [...hits, ...searches].toSorted((left, right) => right - left);
  return {
    rule: 'gates',
    holds: all.length >= needed,
    detail: `${counted(hits.length, 'hit')} at gates and ${counted(searches.length, 'search', 'searches')} for what the plan lacks in the last ${settings.windowDays} days; ${needed} are needed`,
    values: { hits: hits.length, searches: searches.length, windowDays: settings.windowDays, needed },
    until: holdsUntil(all, needed, sight),
  };
}
