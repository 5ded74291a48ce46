import type { MessageConfig, PlayConfig, SignalConfig } from './config-schema.ts';

/** The presets, each the id of a signal when a config declares none. */
export const DEFAULT_SIGNAL_IDS = ['usage.approaching', 'usage.critical', 'usage.reached'] as const;

/** The signals of a config that declares none. */
export function defaultSignals(): Record<string, SignalConfig> {
  return Object.fromEntries(DEFAULT_SIGNAL_IDS.map((preset) => [preset, { preset }]));
}

/**
 * The plays of a config that declares none, so that a catalog alone works: one for outgrowing a limit.
 * Its message has the four parts of S3.24-S3.27, value before price (S0.13), and used, limit and unlock in numbers (S0.21).
 */
export function defaultPlays(signalIds: readonly string[]): PlayConfig[] {
  return [
    {
      id: 'outgrowing-limit',
      kind: 'upsell',
      trigger: [...signalIds],
      offer: { to: 'next' },
      placements: ['*'],
      priority: 0,
    },
  ];
}

/** What a play says when its author has not written a message of their own. */
export const DEFAULT_MESSAGE: MessageConfig = {
  done: 'You have used {{ used }} of your {{ limit }} {{ meter.name }}.',
  near: 'That is {{ percent }}% of what {{ plan.name }} includes{% if resetsOn %}, until it starts again on {{ resetsOn }}{% endif %}.',
  unlock: 'With {{ next.name }} you have {{ unlocks }}.',
  action: 'Upgrade to {{ next.name }}',
  reassurance: 'Access is immediate, and you can step back down whenever you like.',
};
