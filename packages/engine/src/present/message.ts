/**
 * What a moment says, in the one order that it is said: what you did, what you are close to, what you unlock, the one action, the
 * risk removed (S3.24-S3.27, S0.12). There is no slot for a price before the value, so no message can put it there (S0.13).
 */
export interface Message {
  readonly done: string;
  readonly near: string;
  readonly unlock: string;
  readonly action: string;
  readonly reassurance: string;
}

/** The order of the parts, for everyone who renders them. */
export const MESSAGE_PARTS = ['done', 'near', 'unlock', 'action', 'reassurance'] as const;
