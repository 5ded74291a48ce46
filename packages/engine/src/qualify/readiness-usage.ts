import type { SignalPriority } from '../catalog/preset-spec.ts';
import { toIso } from '../kernel/instant.ts';
import { fillText } from './limit-fill.ts';
import { lacks } from './granted-use.ts';
import { planUse } from './plan-use.ts';
import { percent } from './qualification-rule.ts';
import { fade, type PartReading, type ReadinessSight } from './readiness-part.ts';
import { counted } from './stage-rule.ts';

/** Readiness by usage (S2.17): limits filled, locked features wanted, the plan adopted, signals. */

/** A limit says something from half of it on. */
const FROM_SHARE = 0.5;

export function limitsReading({ limits }: ReadinessSight): PartReading {
  const [fullest] = limits;
  const share = fullest === undefined ? 0 : Math.max(0, (fullest.share - FROM_SHARE) / (1 - FROM_SHARE));
  const detail =
    fullest === undefined
      ? 'no limit is in use'
      : `the fullest limit is at ${fillText(fullest)}; it counts from ${percent(FROM_SHARE)}% on`;
  return { name: 'usage.limits', share, detail };
}

/** So many fresh hits at gates, searches and shares count in full: the third is what X2 asks for. */
const WANTED = 3;

/** S1.2, S2.21: what the plan lacks was wanted, lately. */
export function wantedReading(sight: ReadinessSight): PartReading {
  const { account, at, granted } = sight;
  const { gates, intent, shares } = account;
  const hits = Object.entries(gates).flatMap(([feature, gate]) => (lacks(granted, feature) ? gate.hits : []));
  const searches = intent.searches.flatMap((search) => (lacks(granted, search.feature) ? [search.at] : []));
  const shared = shares !== null && lacks(granted, shares.feature) ? [shares.at] : [];
  const wanted = [...hits, ...searches, ...shared].filter((each) => each <= at).toSorted((left, right) => right - left);
  const fresh = wanted.reduce((sum, each) => sum + fade(each, sight), 0);
  const last = wanted[0];
  return {
    name: 'usage.wanted',
    share: Math.min(1, fresh / WANTED),
    detail:
      last === undefined
        ? 'nothing that the plan lacks was wanted'
        : `what the plan lacks was wanted ${counted(wanted.length, 'time')}, last on ${toIso(last)}; ${WANTED} fresh times count in full`,
  };
}

export function adoptionReading({ catalog, granted, account }: ReadinessSight): PartReading {
  const { share } = planUse(catalog, granted, account);
  const detail =
    share === null
      ? 'the plan includes nothing whose use can be seen'
      : `${percent(share)}% of what the plan includes is in use`;
  return { name: 'usage.adoption', share: share ?? 0, detail };
}

const ELEVATION: Readonly<Record<SignalPriority, number>> = {
  urgent: 1,
  critical: 0.8,
  high: 0.6,
  medium: 0.4,
  low: 0.2,
};

/** S3.15: a signal puts the account into a state of elevated readiness, which decays. Of several the one that adds most counts. */
export function elevatedReading(sight: ReadinessSight): PartReading {
  const [best] = sight.signals
    .filter(({ polarity }) => polarity === 'positive')
    .map((signal) => ({ signal, share: ELEVATION[signal.priority] * fade(signal.firedAt, sight) }))
    .toSorted((left, right) => right.share - left.share);
  if (best === undefined) return { name: 'signal.elevated', share: 0, detail: 'no signal speaks for an offer' };
  const { signal, priority, firedAt } = best.signal;
  const half = counted(sight.readiness.halfLifeDays, 'day');
  return {
    name: 'signal.elevated',
    share: best.share,
    detail: `${signal} (${priority}) fired on ${toIso(firedAt)}; it counts half as much every ${half}`,
  };
}
