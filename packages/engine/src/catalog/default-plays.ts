import type { SignalRule } from './catalog.ts';
import type { Config, MessageConfig, PlayConfig, SignalConfig } from './config-schema.ts';
import * as growth from './default-growth-messages.ts';
import * as need from './default-messages.ts';
import type { PresetName } from './presets.ts';

/** A play that a config has without writing it. */
interface DefaultPlay {
  readonly id: string;
  /** The signals that start it, under whatever names the config gives them. */
  readonly presets: readonly PresetName[];
  readonly message: MessageConfig;
  /** Among equally urgent signals the higher one comes first: what holds people up before what they may like. */
  readonly priority: number;
  /** Whether the catalog has what it speaks of. */
  suits(catalog: Config): boolean;
}

const always = (): boolean => true;
const hasFeatures = ({ features }: Config): boolean => Object.keys(features).length > 0;
const hasWorkflows = ({ workflows }: Config): boolean => Object.keys(workflows).length > 0;
const hasMeter =
  (is: (meter: Config['meters'][string]) => boolean) =>
  ({ meters }: Config): boolean =>
    Object.values(meters).some(is);

/**
 * One play for every family of signals, the limits first. None of them writes a price: it stands beside the action. Those that a
 * catalog has nothing to say of are left out, so that no trace lists them.
 */
const DEFAULT_PLAYS: readonly DefaultPlay[] = [
  {
    id: 'outgrowing-limit',
    presets: ['usage.approaching', 'usage.critical', 'usage.reached'],
    message: need.LIMIT_MESSAGE,
    priority: 0,
    suits: always,
  },
  {
    id: 'team-needs-seats',
    presets: ['seats.at_limit', 'seats.exceeded'],
    message: need.SEATS_MESSAGE,
    priority: -10,
    suits: hasMeter(({ aggregate }) => aggregate === 'members'),
  },
  {
    id: 'beyond-api-limit',
    presets: ['api.over_limit'],
    message: need.API_MESSAGE,
    priority: -10,
    suits: hasMeter(({ dimension }) => dimension === 'api'),
  },
  {
    id: 'sought-behind-limit',
    presets: ['content.blocked'],
    message: need.BLOCKED_MESSAGE,
    priority: -10,
    suits: hasMeter(always),
  },
  {
    id: 'sharing-blocked',
    presets: ['collaboration.blocked'],
    message: need.SHARING_MESSAGE,
    priority: -10,
    suits: hasFeatures,
  },
  {
    id: 'locked-feature',
    presets: ['gate.discovered', 'gate.repeated', 'gate.dwell'],
    message: need.GATE_MESSAGE,
    priority: -20,
    suits: hasFeatures,
  },
  {
    id: 'searched-feature',
    presets: ['intent.search'],
    message: need.SEARCH_MESSAGE,
    priority: -20,
    suits: hasFeatures,
  },
  {
    id: 'next-question',
    presets: ['outcome.gap'],
    message: need.NEXT_QUESTION_MESSAGE,
    priority: -20,
    suits: ({ workflows }) => Object.values(workflows).some(({ answeredBy }) => answeredBy !== undefined),
  },
  {
    id: 'rate-limited',
    presets: ['ratelimit.repeated'],
    message: need.RATE_LIMIT_MESSAGE,
    priority: -20,
    suits: always,
  },
  {
    id: 'full-for-long',
    presets: ['usage.sustained'],
    message: need.SUSTAINED_MESSAGE,
    priority: -30,
    suits: hasMeter(always),
  },
  {
    id: 'unfinished-checkout',
    presets: ['intent.checkout_abandoned'],
    message: growth.CHECKOUT_MESSAGE,
    priority: -30,
    suits: always,
  },
  {
    id: 'looked-at-plans',
    presets: ['intent.pricing'],
    message: growth.PRICING_MESSAGE,
    priority: -30,
    suits: always,
  },
  {
    id: 'team-on-plan-for-one',
    presets: ['team.on_individual_plan'],
    message: need.TEAM_MESSAGE,
    priority: -40,
    suits: always,
  },
  {
    id: 'growing-organisation',
    presets: ['org.growth'],
    message: growth.GROWTH_MESSAGE,
    priority: -40,
    suits: always,
  },
  {
    id: 'outcome-reached',
    presets: ['value.outcome'],
    message: growth.OUTCOME_MESSAGE,
    priority: -50,
    suits: ({ outcomes }) => Object.keys(outcomes).length > 0,
  },
  {
    id: 'milestone-reached',
    presets: ['value.milestone'],
    message: growth.MILESTONE_MESSAGE,
    priority: -50,
    suits: ({ milestones }) => Object.keys(milestones).length > 0,
  },
  {
    id: 'first-workflow-done',
    presets: ['value.first_workflow'],
    message: growth.FIRST_WORKFLOW_MESSAGE,
    priority: -50,
    suits: hasWorkflows,
  },
  {
    id: 'ahead-of-peers',
    presets: ['engagement.peer_p90'],
    message: growth.PEERS_MESSAGE,
    priority: -60,
    suits: hasMeter(({ aggregate }) => aggregate !== 'history'),
  },
  {
    id: 'power-users',
    presets: ['users.power_density'],
    message: growth.POWER_USERS_MESSAGE,
    priority: -60,
    suits: hasFeatures,
  },
  {
    id: 'every-day',
    presets: ['engagement.daily_30', 'value.streak_7'],
    message: growth.STREAK_MESSAGE,
    priority: -60,
    suits: always,
  },
  {
    id: 'connected-products',
    presets: ['integrations.three'],
    message: growth.INTEGRATIONS_MESSAGE,
    priority: -60,
    suits: always,
  },
  {
    id: 'feature-beside',
    presets: ['feature.adjacent'],
    message: need.ADJACENT_MESSAGE,
    priority: -70,
    suits: ({ features }) => Object.values(features).some(({ adjacentTo }) => (adjacentTo ?? []).length > 0),
  },
  {
    id: 'before-renewal',
    presets: ['renewal.window'],
    message: growth.RENEWAL_MESSAGE,
    priority: -80,
    suits: always,
  },
];

/** What the plays of a config that declares none may be called. */
export const DEFAULT_PLAY_IDS: readonly string[] = DEFAULT_PLAYS.map(({ id }) => id);

/** The plays of a config that declares none, so that a catalog alone works (S0.1-S0.4, S1.7-S1.11, S3.4-S3.14). */
export function defaultPlays(config: Config, signals: Readonly<Record<string, SignalConfig>>): PlayConfig[] {
  return DEFAULT_PLAYS.flatMap((play): PlayConfig[] => {
    const trigger = Object.entries(signals).flatMap(([id, { preset }]) =>
      preset !== undefined && play.presets.includes(preset) ? [id] : [],
    );
    if (trigger.length === 0 || !play.suits(config)) return [];
    return [
      {
        id: play.id,
        kind: 'upsell',
        trigger,
        offer: { to: 'next' },
        motion: 'auto',
        channels: ['in-app', 'email', 'human'],
        proactive: true,
        placements: ['*'],
        priority: play.priority,
        message: play.message,
      },
    ];
  });
}

/** What a play says whose author wrote no message: what its first signal calls for. */
export function defaultMessage({ trigger }: PlayConfig, signals: readonly SignalRule[]): MessageConfig {
  const preset = signals.find(({ id }) => id === trigger[0])?.preset ?? null;
  return DEFAULT_PLAYS.find(({ presets }) => preset !== null && presets.includes(preset))?.message ?? ACCOUNT_MESSAGE;
}

/** What fits any signal: for one by a condition of the team's own. */
const ACCOUNT_MESSAGE: MessageConfig = {
  done: need.CLOSEST,
  near: '{% if closest.name %}That is {{ closest.percent }}% of what {{ plan.name }} includes.{% else %}You have come a good way with it.{% endif %}',
  unlock: need.UNLOCKS,
  action: 'See what {{ next.name }} adds',
  reassurance: need.AT_ONCE,
};
