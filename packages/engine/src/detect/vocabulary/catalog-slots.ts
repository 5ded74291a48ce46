import type { Family } from '../../condition/schema.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { entry, within } from '../../kernel/bounded.ts';
import { DAY_MS, type Instant, later } from '../../kernel/instant.ts';
import { usedAt } from '../../observe/meter.ts';
import type { ProgressById } from '../../observe/slices/progress.ts';
import type { Sight, Slice } from '../detector.ts';
import { type AccountSlot, flag, number, windowEnd } from './account-slot.ts';

/** What an account did with the things that the catalog declares: meters, features, workflows, milestones, outcomes. */
export function catalogSlots(catalog: Catalog): Readonly<Record<string, Family<AccountSlot>>> {
  const features = new Set(catalog.features.keys());
  return {
    usage: { each: 'meter', ids: new Set(catalog.meters.keys()), fields: USAGE },
    features: { each: 'feature', ids: features, fields: FEATURE },
    gates: { each: 'feature', ids: features, fields: GATE },
    workflows: { each: 'workflow', ids: new Set(catalog.workflows.keys()), fields: progressOf('workflows') },
    milestones: { each: 'milestone', ids: new Set(catalog.milestones.keys()), fields: progressOf('milestones') },
    outcomes: {
      each: 'outcome',
      ids: new Set(catalog.outcomes.keys()),
      fields: { total: totalOf('outcomes'), reached: reachedIn('outcomes') },
    },
  };
}

const METERED: readonly Slice[] = ['meters', 'members', 'subscription', 'timeZone'];
const WINDOW_DAYS = 7;

const USAGE = {
  used: number({ reads: METERED, read: used, next: periodEnd }, 'how much of the meter is used in this period'),
  limit: number(
    { reads: ['subscription'], read: limit },
    'the limit that the account has on it; missing where there is none',
    'optional',
  ),
  ratio: number(
    {
      reads: METERED,
      read: (sight, meter) => {
        const most = limit(sight, meter);
        return most === undefined ? undefined : most === 0 ? 1 : used(sight, meter) / most;
      },
      next: periodEnd,
    },
    'used by limit, 0.8 at 80%; missing where there is no limit',
    'optional',
  ),
  remaining: number(
    {
      reads: METERED,
      read: (sight, meter) => {
        const most = limit(sight, meter);
        return most === undefined ? undefined : Math.max(0, most - used(sight, meter));
      },
      next: periodEnd,
    },
    'what is left before the limit, grace left aside; missing where there is no limit',
    'optional',
  ),
};

const FEATURE = {
  count: number(
    { reads: ['features'], read: ({ account }, id) => entry(account.features, id)?.count ?? 0 },
    'how often the feature was used',
  ),
  users: number(
    { reads: ['features'], read: ({ account }, id) => entry(account.features, id)?.users.length ?? 0 },
    'how many people used it; from 8 on, "at least 8"',
  ),
  granted: flag(
    { reads: ['subscription'], read: ({ granted }, id) => (granted.grants.get(id) ?? false) !== false },
    'whether the account has it, by its plan or an add-on',
  ),
};

const GATE = {
  hits: number(
    { reads: ['gates'], read: (sight, id) => hitsAt(sight, id).length },
    'how often the locked feature was wanted; the latest 8 are remembered',
  ),
  hits7d: number(
    {
      reads: ['gates'],
      read: (sight, id) => within(hitsAt(sight, id), sight.at, WINDOW_DAYS * DAY_MS).length,
      next: (sight, id) => windowEnd(hitsAt(sight, id), WINDOW_DAYS, sight),
    },
    'the same, within the last 7 times 24 hours',
  ),
  users: number(
    { reads: ['gates'], read: ({ account }, id) => entry(account.gates, id)?.users.length ?? 0 },
    'how many people wanted it; from 8 on, "at least 8"',
  ),
  dwellSeconds: number(
    { reads: ['gates'], read: ({ account }, id) => entry(account.gates, id)?.dwellSeconds ?? 0 },
    'how long the latest stay before it was',
  ),
};

function used({ catalog, account, at }: Sight, id: string): number {
  const meter = catalog.meters.get(id);
  return meter === undefined ? 0 : usedAt(meter, account, at);
}

function limit({ granted }: Sight, id: string): number | undefined {
  return granted.limits.get(id)?.limit ?? undefined;
}

/** When the meter starts again from nought; one of days of history grows by the day. */
function periodEnd({ catalog, account, at }: Sight, id: string): Instant | null {
  if (catalog.meters.get(id)?.aggregate === 'history') {
    return later(account.since, (Math.floor(Math.max(0, at - account.since) / DAY_MS) + 1) * DAY_MS);
  }
  const end = entry(account.meters, id)?.periodEnd ?? null;
  return end !== null && end > at ? end : null;
}

function hitsAt({ account }: Sight, id: string): readonly Instant[] {
  return entry(account.gates, id)?.hits ?? [];
}

type Progressing = 'workflows' | 'milestones' | 'outcomes';

function progressOf(slice: Progressing): { readonly count: AccountSlot; readonly reached: AccountSlot } {
  const count = number(
    { reads: [slice], read: (sight, id) => entry(progressIn(sight, slice), id)?.count ?? 0 },
    'how often it was done',
  );
  return { count, reached: reachedIn(slice) };
}

function totalOf(slice: Progressing): AccountSlot {
  return number(
    { reads: [slice], read: (sight, id) => entry(progressIn(sight, slice), id)?.total ?? 0 },
    'what it came to: the sum of its property, or how often it was told',
  );
}

function reachedIn(slice: Progressing): AccountSlot {
  return flag(
    { reads: [slice], read: (sight, id) => (entry(progressIn(sight, slice), id)?.reachedAt ?? null) !== null },
    'whether it was reached',
  );
}

function progressIn({ account }: Sight, slice: Progressing): ProgressById {
  return account[slice];
}
