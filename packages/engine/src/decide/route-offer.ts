import type { RoutingConfig } from '../catalog/decision-schema.ts';
import type { MinorUnits } from '../kernel/money.ts';

/** How an offer reaches somebody. */
export type Channel = 'in-app' | 'email' | 'human';

/** Who carries it to the end. */
export type Motion = 'self-serve' | 'sales-assisted' | 'hybrid';

/** What decides about the way of an offer. */
export interface Routed {
  /** What it adds a month. */
  readonly priceDelta: MinorUnits;
  /** The motion that its play asks for; `auto` leaves it to the amount. */
  readonly motion: Motion | 'auto';
  /** The channels that its play allows. */
  readonly channels: readonly Channel[];
  /** Whether the account shows that it means to buy, and has been offered to in vain (S3.19), or its use has levelled off (S3.20). */
  readonly needsPeople: string | null;
}

export interface Route {
  readonly channel: Channel;
  readonly motion: Motion;
  readonly reason: string;
}

/**
 * The way of an offer that we start: in the product up to +$200 a month, by e-mail between, by people from +$1,000 (X8; S3.17-S3.22),
 * and by people, whatever the amount, where somebody wants to buy and doesn't (S3.19). A play may narrow the channels; of those it
 * allows, the nearest one is taken. null: it allows none.
 */
export function routeOffer(routing: RoutingConfig, routed: Routed): Route | null {
  const { motion, channels, needsPeople } = routed;
  const [wanted, reason] = wantedChannel(routing, routed);
  const channel = nearest(wanted, channels);
  if (channel === null) return null;
  const turned = channel === wanted ? reason : `${reason}; the play allows only ${channels.join(', ')}`;
  if (motion !== 'auto') return { channel, motion, reason: turned };
  const carried = channel === 'human' ? 'sales-assisted' : 'self-serve';
  return { channel, motion: needsPeople !== null && channel !== 'human' ? 'hybrid' : carried, reason: turned };
}

function wantedChannel(
  { inAppUpTo, humanFrom }: RoutingConfig,
  { priceDelta, motion, needsPeople }: Routed,
): readonly [Channel, string] {
  if (motion === 'self-serve' || motion === 'hybrid') return ['in-app', `the play is ${motion}`];
  if (motion === 'sales-assisted') return ['human', 'the play is sales-assisted'];
  if (needsPeople !== null) return ['human', needsPeople];
  if (priceDelta <= inAppUpTo) return ['in-app', `${priceDelta} more a month, at most ${inAppUpTo}`];
  if (priceDelta < humanFrom) return ['email', `${priceDelta} more a month, between ${inAppUpTo} and ${humanFrom}`];
  return ['human', `${priceDelta} more a month, at least ${humanFrom}`];
}

/** From the one that costs the customer least time to the one that costs most. */
const CHANNELS: readonly Channel[] = ['in-app', 'email', 'human'];

/** The wanted channel, or the allowed one beside it: the lighter of two that are as near. */
function nearest(wanted: Channel, allowed: readonly Channel[]): Channel | null {
  const place = CHANNELS.indexOf(wanted);
  const byDistance = CHANNELS.filter((channel) => allowed.includes(channel)).toSorted(
    (left, right) => Math.abs(CHANNELS.indexOf(left) - place) - Math.abs(CHANNELS.indexOf(right) - place),
  );
  return byDistance[0] ?? null;
}
