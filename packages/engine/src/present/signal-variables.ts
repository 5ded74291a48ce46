import type { Catalog } from '../catalog/catalog.ts';
import type { PresetName } from '../catalog/presets.ts';
import { entry } from '../kernel/bounded.ts';
import { dayOf, streakAt } from '../kernel/days.ts';
import type { Instant } from '../kernel/instant.ts';
import { cutText } from '../kernel/scalar.ts';
import type { Account, Signal } from '../observe/account.ts';
import { listText, numberText } from '../kernel/number-text.ts';

interface Named {
  readonly name: string;
}

/** What a signal knows that made a moment due, and what is so now of the things that it speaks of. null where it speaks of no such thing. */
export interface SignalVariables {
  /** The event by which they walked into a limit (S0.2). */
  readonly attempted: string | null;
  /** How often the locked feature was wanted; the latest 8 are remembered. */
  readonly hits: number | null;
  /** How many people wanted it; from 8 on, "at least 8". */
  readonly users: number | null;
  /** How long the latest stay before it was, in whole minutes. */
  readonly minutes: number | null;
  /** How often something was blocked, or a rate limit hit. */
  readonly times: number | null;
  /** What was sought and lay behind a limit: the first three by name, and how many more (S2.24). */
  readonly items: string | null;
  /** What was searched for. */
  readonly query: string | null;
  /** Days in a row, or the days that the signal looks back over. */
  readonly days: number | null;
  /** Billing or calendar periods in a row. */
  readonly periods: number | null;
  readonly workflow: Named | null;
  /** How often that workflow was completed. */
  readonly completed: number | null;
  readonly milestone: Named | null;
  readonly outcome: Named | null;
  /** What the milestone or outcome has come to. */
  readonly total: number | null;
  /** The feature that is used beside one that the plan lacks, and how often (S4.14). */
  readonly beside: Named | null;
  readonly uses: number | null;
  readonly powerUsers: number | null;
  /** More use than so many percent of the accounts on the same plan. */
  readonly percentile: number | null;
  /** What was added within `days`: "4 people, 1 department and 2 integrations". */
  readonly growth: string | null;
  /** What shows that the account got value: the name of an outcome, a milestone or a workflow. */
  readonly proof: string | null;
}

export const SIGNAL_VARIABLES = [
  'attempted',
  'hits',
  'users',
  'minutes',
  'times',
  'items',
  'query',
  'days',
  'periods',
  'workflow.name',
  'completed',
  'milestone.name',
  'outcome.name',
  'total',
  'beside.name',
  'uses',
  'powerUsers',
  'percentile',
  'growth',
  'proof',
] as const;

/** Binds what a signal knows; without one, what is known of the feature in question. */
export function bindSignal(
  catalog: Catalog,
  account: Account,
  { signal, feature, at }: { readonly signal: Signal | null; readonly feature: string | null; readonly at: Instant },
): SignalVariables {
  const evidence = new EvidenceReader(signal);
  const preset = catalog.signals.find((rule) => rule.id === signal?.signal)?.preset ?? null;
  const subject = signal?.subject ?? '';
  const gate = feature === null ? null : entry(account.gates, feature);
  const workflow = evidence.text('workflow');
  const milestone = preset === 'value.milestone' ? subject : '';
  const outcome = preset === 'value.outcome' ? subject : '';
  const reached = entry(account.milestones, milestone) ?? entry(account.outcomes, outcome);
  return {
    attempted: evidence.text('attempted'),
    hits: gate?.hits.length ?? null,
    users: gate?.users.length ?? null,
    minutes: wholeMinutes(evidence.number('seconds')),
    times: evidence.number('times'),
    items: itemsText(evidence.texts('items')),
    query: evidence.text('query'),
    days: isStreak(preset) ? streakAt(account.activity.days, dayOf(at, account.timeZone)) : evidence.number('days'),
    periods: evidence.number('periods'),
    workflow: named(catalog.workflows, workflow),
    completed: workflow === null ? null : (entry(account.workflows, workflow)?.count ?? null),
    milestone: named(catalog.milestones, milestone),
    outcome: named(catalog.outcomes, outcome),
    total: reached?.total ?? null,
    beside: named(catalog.features, evidence.text('beside')),
    uses: evidence.number('uses'),
    powerUsers: evidence.number('powerUsers'),
    percentile: evidence.number('percentile'),
    growth: preset === 'org.growth' ? growthText(evidence) : null,
    proof: proofName(catalog, evidence.text('proof')),
  };
}

function isStreak(preset: PresetName | null): boolean {
  return preset === 'engagement.daily_30' || preset === 'value.streak_7';
}

/** The values of a signal's evidence by their kind; null for what isn't there. */
class EvidenceReader {
  readonly #evidence: Signal['evidence'];

  constructor(signal: Signal | null) {
    this.#evidence = signal?.evidence ?? {};
  }

  number(name: string): number | null {
    const value = entry(this.#evidence, name);
    return typeof value === 'number' ? value : null;
  }

  text(name: string): string | null {
    const value = entry(this.#evidence, name);
    return typeof value === 'string' ? value : null;
  }

  texts(name: string): readonly string[] {
    const value = entry(this.#evidence, name);
    return Array.isArray(value) ? value : [];
  }
}

const SECONDS_A_MINUTE = 60;

function wholeMinutes(seconds: number | null): number | null {
  const minutes = Math.floor((seconds ?? 0) / SECONDS_A_MINUTE);
  return minutes < 1 ? null : minutes;
}

/** So many of what was sought are named. */
const ITEMS_NAMED = 3;
const ITEM_LENGTH = 60;

function itemsText(items: readonly string[]): string | null {
  if (items.length === 0) return null;
  const shown = items.slice(0, ITEMS_NAMED).map((item) => `“${cutText(item, ITEM_LENGTH)}”`);
  const rest = items.length - shown.length;
  return listText(rest === 0 ? shown : [...shown, `${numberText(rest)} more`]);
}

function growthText(evidence: EvidenceReader): string | null {
  const parts = [
    countText(evidence.number('members'), 'person', 'people'),
    countText(evidence.number('departments'), 'department', 'departments'),
    countText(evidence.number('integrations'), 'integration', 'integrations'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : listText(parts);
}

function countText(count: number | null, one: string, many: string): string | null {
  if (count === null || count === 0) return null;
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

function proofName(catalog: Catalog, id: string | null): string | null {
  const known = named(catalog.outcomes, id) ?? named(catalog.milestones, id) ?? named(catalog.workflows, id);
  return known?.name ?? null;
}

function named(things: ReadonlyMap<string, Named>, id: string | null): Named | null {
  const thing = id === null ? undefined : things.get(id);
  return thing === undefined ? null : { name: thing.name };
}
