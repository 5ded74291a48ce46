import type { Catalog } from '../catalog/catalog.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Account } from '../observe/account.ts';
import { grantedTo } from '../observe/granted.ts';
import { dayIn } from '../observe/slices/activity.ts';
import { dailyUse, growingUse, multiUser, nearLimits } from './active-usage.ts';
import { basicWorkflows, coreFeatures } from './initial-adoption.ts';
import { limitReadings } from './limit-readings.ts';
import { featuresMaxed, gates, workarounds } from './power-usage.ts';
import { firstTurn, type RuleReading, type Stage, type StageReason, type StageSight, STAGES } from './stage-rule.ts';
import { asksBeyondPlan, hardLimits } from './tier-ceiling.ts';

/** How ready an account is for more, and why (S2.5). */
export interface StageReading {
  /** The highest stage of which enough rules hold. */
  readonly stage: Stage;
  /** Of each stage how many of its rules hold, and how many must. */
  readonly tally: readonly StageTally[];
  /** Every rule of every stage, lowest stage first, whether it holds or not. */
  readonly reasons: readonly StageReason[];
}

export interface StageTally {
  readonly stage: Stage;
  readonly held: number;
  readonly needed: number;
  readonly rules: number;
}

/** The stage of an account at an instant, with every rule that was asked and its numbers. Costs no more for a long history. */
export function stageOf(catalog: Catalog, account: Account, at: Instant): StageReading {
  const readings = readRules(catalog, account, at);
  const tally = tallyOf(catalog, readings);
  const reasons = STAGES.flatMap((stage) =>
    readings[stage].map(({ until, ...reading }) => ({ stage, ...reading, until: firstTurn([until], account) })),
  );
  return { stage: highest(tally), tally, reasons };
}

/** The stage alone, and when time alone may next change it (null: never): what whoever keeps it needs at every write. */
export function stageUntil(
  catalog: Catalog,
  account: Account,
  at: Instant,
): { readonly stage: Stage; readonly until: Instant | null } {
  const readings = readRules(catalog, account, at);
  const turns = STAGES.flatMap((stage) => readings[stage].map(({ until }) => until));
  return { stage: highest(tallyOf(catalog, readings)), until: firstTurn(turns, account) };
}

type Readings = Readonly<Record<Stage, readonly RuleReading[]>>;

function readRules(catalog: Catalog, account: Account, at: Instant): Readings {
  const sight: StageSight = {
    catalog,
    account,
    at,
    today: dayIn(account.activity, at, account.timeZone),
    granted: grantedTo(catalog, account),
    settings: catalog.config.stages,
  };
  const limits = limitReadings(catalog, account, at);
  return {
    'initial-adoption': [coreFeatures(sight), basicWorkflows(sight)],
    'active-usage': [dailyUse(sight), multiUser(sight), growingUse(sight), nearLimits(limits)],
    'power-usage': [featuresMaxed(sight), workarounds(sight), gates(sight)],
    'tier-ceiling': [hardLimits(limits), asksBeyondPlan(sight)],
  };
}

function tallyOf({ config }: Catalog, readings: Readings): readonly StageTally[] {
  const { activeUsage, powerUsage, tierCeiling } = config.stages;
  const needed: Readonly<Record<Stage, number>> = {
    'initial-adoption': 0,
    'active-usage': activeUsage.needed,
    'power-usage': powerUsage.needed,
    'tier-ceiling': tierCeiling.needed,
  };
  return STAGES.map((stage) => {
    const rules = readings[stage];
    const held = rules.filter(({ holds }) => holds).length;
    return { stage, held, needed: needed[stage], rules: rules.length };
  });
}

function highest(tally: readonly StageTally[]): Stage {
  return tally.findLast(({ held, needed }) => held >= needed)?.stage ?? 'initial-adoption';
}
