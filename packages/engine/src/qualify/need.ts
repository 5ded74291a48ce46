import type { Catalog } from '../catalog/catalog.ts';
import type { PresetName } from '../catalog/presets.ts';
import { within } from '../kernel/bounded.ts';
import { DAY_MS } from '../kernel/instant.ts';
import type { Signal } from '../observe/account.ts';
import { fillText } from './limit-fill.ts';
import { percent, type QualificationSight, type RuleVerdict } from './qualification-rule.ts';

/**
 * What a signal says of need (S0.5, S1.5). `need`: something specific is missing. `exploration`: somebody looked around. `value`: it went
 * well, which is no need yet. `trouble`: the opposite of one.
 */
type Meaning = 'need' | 'exploration' | 'value' | 'trouble';

const MEANINGS: Readonly<Record<PresetName, Meaning>> = {
  'usage.approaching': 'need',
  'usage.critical': 'need',
  'usage.reached': 'need',
  'usage.sustained': 'need',
  'api.over_limit': 'need',
  'ratelimit.repeated': 'need',
  'content.blocked': 'need',
  // One look at a locked feature; the third within a week is gate.repeated, and two minutes with it gate.dwell.
  'gate.discovered': 'exploration',
  'gate.repeated': 'need',
  'gate.dwell': 'need',
  'seats.at_limit': 'need',
  'seats.exceeded': 'need',
  'team.on_individual_plan': 'need',
  'feature.adjacent': 'need',
  'outcome.gap': 'need',
  'collaboration.blocked': 'need',
  'intent.pricing': 'need',
  'intent.checkout_abandoned': 'need',
  'intent.search': 'need',
  'org.growth': 'need',
  'integrations.three': 'need',
  // Outgrowing the plan: more use than its peers, or daily use for a month (S1.11, S1.39, S2.22).
  'engagement.peer_p90': 'need',
  'engagement.daily_30': 'need',
  'users.power_density': 'need',
  // S2.1, S2.6: a milestone that a team maps is where the plan begins to be too small.
  'value.milestone': 'need',
  'value.outcome': 'need',
  'value.first_workflow': 'value',
  'value.streak_7': 'value',
  'renewal.window': 'value',
  'health.declining': 'trouble',
  'health.tickets': 'trouble',
  'health.complaint': 'trouble',
  'health.payment_failed': 'trouble',
  'health.inactive': 'trouble',
};

/** The days within which somebody who joined makes a team that grows (S4.11). */
const GROWTH_DAYS = 30;

/**
 * S0.5, S1.5: there is a clear need, not curiosity. An offer that answers a signal needs that signal to tell of one; where it tells of
 * value, a constraint in sight or a team that grows beside it (S4.11). Without a signal: whether anything tells of a need.
 */
export function need(sight: QualificationSight, answered: Signal | null): RuleVerdict {
  const needs = sight.signals.filter((signal) => meaningOf(sight.catalog, signal) === 'need');
  const near = sight.limits.filter(({ isNear }) => isNear);
  const said = answered === null ? saysAnything(sight, needs) : saysOf(sight, answered, needs);
  return {
    rule: 'qualification.need',
    pass: said.pass,
    detail: said.detail,
    values: {
      needs: needs.map(signalName),
      near: near.map(({ meter }) => meter),
      ...(answered === null ? {} : { signal: answered.signal }),
    },
  };
}

interface Said {
  readonly pass: boolean;
  readonly detail: string;
}

function saysOf(sight: QualificationSight, answered: Signal, needs: readonly Signal[]): Said {
  const name = signalName(answered);
  switch (meaningOf(sight.catalog, answered)) {
    case 'need':
      return { pass: true, detail: `${name} tells of a need` };
    case 'exploration': {
      const same = needs.find(({ subject }) => subject !== null && subject === answered.subject);
      return same === undefined
        ? { pass: false, detail: `${name} is exploring; nothing tells of a need for it` }
        : { pass: true, detail: `${name} is more than exploring: ${signalName(same)} tells of a need` };
    }
    case 'value': {
      const beside = besideValue(sight, needs);
      return beside === null
        ? { pass: false, detail: `${name} tells of value, and of no need: no limit is near and the team does not grow` }
        : { pass: true, detail: `${name} tells of value, and beside it ${beside}` };
    }
    case 'trouble':
      return { pass: false, detail: `${name} tells of trouble, not of a need` };
  }
}

function saysAnything(sight: QualificationSight, needs: readonly Signal[]): Said {
  const [first] = needs;
  if (first !== undefined) return { pass: true, detail: `${signalName(first)} tells of a need` };
  const near = sight.limits.find(({ isNear }) => isNear);
  if (near !== undefined) return { pass: true, detail: `${fillText(near)}: a limit is near` };
  const explored = sight.signals.find((signal) => meaningOf(sight.catalog, signal) === 'exploration');
  return explored === undefined
    ? { pass: false, detail: 'nothing tells of a need' }
    : { pass: false, detail: `${signalName(explored)} is exploring; nothing tells of a need` };
}

/** S4.11: a natural constraint, at least in sight, or team growth. */
function besideValue({ account, at, limits, settings }: QualificationSight, needs: readonly Signal[]): string | null {
  const [first] = needs;
  if (first !== undefined) return `${signalName(first)} of a need`;
  const inSight = limits.find(({ share }) => share >= settings.coreLimitShare);
  if (inSight !== undefined) return `${fillText(inSight)} are used, ${percent(settings.coreLimitShare)}% or more`;
  const joined = within(account.organisation.joinedAt, at, GROWTH_DAYS * DAY_MS).length;
  return joined === 0 ? null : `${joined} joined in the last ${GROWTH_DAYS} days`;
}

/** A condition of the team's own is what the team says it is: a need, unless it warns. */
function meaningOf(catalog: Catalog, { signal, polarity }: Signal): Meaning {
  if (polarity === 'negative') return 'trouble';
  const preset = catalog.signals.find(({ id }) => id === signal)?.preset ?? null;
  return preset === null ? 'need' : MEANINGS[preset];
}

/** `gate.repeated of charts` */
function signalName({ signal, subject }: Signal): string {
  return subject === null ? signal : `${signal} of ${subject}`;
}
