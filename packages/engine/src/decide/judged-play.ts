import type { Play } from '../catalog/catalog.ts';
import type { Variant } from '../catalog/experiment.ts';
import type { Signal, Touch } from '../observe/account.ts';
import type { Offer } from './offer-candidates.ts';
import type { Channel, Motion } from './route-offer.ts';
import type { RuleTrace } from './trace.ts';

/**
 * What a message asks for: to buy; who can't is told whom to ask (S2.34); who is looked after by somebody is sent to them; and whoever is
 * in trouble is offered help before anything is sold (S3.34).
 */
export type Answer = 'offer' | 'ask-admin' | 'ask-contact' | 'help';

/** A play that could be made now, with all that presenting it needs. */
export interface Choice {
  readonly play: Play;
  readonly meter: string | null;
  readonly feature: string | null;
  readonly signal: Signal | null;
  readonly offer: Offer;
  readonly presentation: 'banner' | 'modal' | 'inline';
  readonly channel: Channel;
  readonly motion: Motion;
  readonly reactive: boolean;
  readonly canBuy: boolean;
  /** Whether the account is held out, so that it is only noted. */
  readonly isHeldOut: boolean;
  /** The variants that the account is in and that are about this play. */
  readonly variants: readonly Variant[];
  /** How somebody is answered who walked into a wall. */
  readonly answer: Answer;
  /** What it is expected to add a month: the chance that it is taken, times what it adds. */
  readonly value: number;
  /** The moment that this session was already answered, to be answered again under its own id; null for a new one. */
  readonly resumes: Touch | null;
}

/** A play with the rules that it was asked by; `choice` is null where one of them failed. */
export interface JudgedPlay {
  readonly play: Play;
  readonly choice: Choice | null;
  readonly rules: readonly RuleTrace[];
  /** The offer that there was to make, whatever was decided about it; null where nothing was asked for or nothing fits. */
  readonly offer: Offer | null;
}
