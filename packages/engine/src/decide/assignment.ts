import type { Assignment } from '../assign/assign.ts';
import type { Catalog, Play } from '../catalog/catalog.ts';
import type { Variant } from '../catalog/experiment.ts';
import { DAY_MS, type Instant, later, toIso } from '../kernel/instant.ts';
import type { Account, Signal } from '../observe/account.ts';
import { percentOf, usageOf } from '../observe/entitlement.ts';
import { pass, refuse, type Verdict } from './trace.ts';

/** The variants of an account's experiments that are about a play. */
export function variantsFor({ variants }: Assignment, play: Play): readonly Variant[] {
  return variants.filter(({ change }) => change.plays === null || change.plays.has(play.id));
}

/** A held-out account gets no offer; that it would have is what lift is measured by. */
export function askHoldout({ heldOut }: Assignment): Verdict {
  return heldOut ? refuse('held out: it would have been shown') : pass('not held out');
}

/** Whether the variants that the account is in let a play start now: one may leave it out, or have it wait (S1.29, S2.52). */
export function askExperiments(
  { catalog, account, at }: { readonly catalog: Catalog; readonly account: Account; readonly at: Instant },
  {
    play,
    signal,
    variants,
  }: { readonly play: Play; readonly signal: Signal | null; readonly variants: readonly Variant[] },
): Verdict {
  for (const { experiment, variant, change } of variants) {
    const name = `${experiment}: ${variant}`;
    if (change.about === 'plays' && change.on !== null && !change.on.has(play.id))
      return refuse(`${name} leaves it out`);
    if (change.about !== 'timing' || signal === null) continue;
    const from = later(signal.firedAt, change.delayDays * DAY_MS);
    if (at < from) return refuse(`${name} waits until ${toIso(from)}`);
    const percent = usedPercent(catalog, account, signal, at);
    if (percent !== null && percent < change.fromPercent)
      return refuse(`${name} waits for ${change.fromPercent}% of the limit; it is at ${Math.floor(percent)}%`);
  }
  return pass(
    variants.length === 0
      ? 'in no experiment'
      : variants.map(({ experiment, variant }) => `${experiment}: ${variant}`).join(', '),
  );
}

function usedPercent(catalog: Catalog, account: Account, { subject }: Signal, at: Instant): number | null {
  const meter = catalog.meters.get(subject ?? '');
  if (meter === undefined) return null;
  const { used, limit } = usageOf(catalog, account, meter, at);
  return limit === null ? null : percentOf(used, limit);
}
