import { z } from 'zod';
import { CALENDAR_DAYS } from '../kernel/days.ts';

/**
 * The numbers of the stage model (S2.5), all in one place. Each stage has its rules, and is reached when `needed` of them hold; the
 * highest one that is reached is the account's.
 */
export const stagesSchema = z.strictObject({
  /** How far back "lately" goes, in the account's own calendar days. */
  windowDays: z.int().min(7).max(CALENDAR_DAYS).default(30),
  activeUsage: z
    .strictObject({
      needed: z.int().min(1).max(4).default(2),
      /** Days of the window with any activity, to be called daily: 15 of 30 leaves weekends out. */
      activeDays: z.int().min(1).max(CALENDAR_DAYS).default(15),
      /** Members who were active within the window, to be called multi-user. */
      members: z.int().min(1).max(500).default(2),
    })
    .prefault({}),
  powerUsage: z
    .strictObject({
      needed: z.int().min(1).max(3).default(2),
      /** Share of the granted features that were ever used, to be called maxed. */
      featureShare: z.number().min(0.01).max(1).default(0.8),
      /** Content blocked and rate limits hit within a week, to be called working around. */
      workarounds: z.int().min(1).max(10_000).default(3),
      /** Hits at gates and searches for what the plan lacks, within the window. Of a gate the last 8 are remembered. */
      gateHits: z.int().min(1).max(8).default(3),
    })
    .prefault({}),
  tierCeiling: z
    .strictObject({
      needed: z.int().min(1).max(2).default(1),
      /** Kinds of asking beyond the plan, within the window: an invitation, a share, a checkout. */
      asks: z.int().min(1).max(3).default(1),
    })
    .prefault({}),
});
