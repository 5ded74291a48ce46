import { type MessageConfig, type PlayConfig, type SignalConfig, signalSchema } from './config-schema.ts';
import { PRESET_NAMES, type PresetName } from './presets.ts';

/** The signals of a config that declares none: every preset under its own name. */
export function defaultSignals(): Record<string, SignalConfig> {
  return Object.fromEntries(
    PRESET_NAMES.map((preset) => [preset, signalSchema.parse({ preset })] satisfies [string, SignalConfig]),
  );
}

/** The signals of use against a limit, which the default message has the numbers for. */
const LIMIT_PRESETS: ReadonlySet<PresetName> = new Set<PresetName>([
  'usage.approaching',
  'usage.critical',
  'usage.reached',
]);

/**
 * The plays of a config that declares none, so that a catalog alone works: one for outgrowing a limit.
 * Its message has the four parts of S3.24-S3.27, value before price (S0.13), and used, limit and unlock in numbers (S0.21).
 */
export function defaultPlays(signals: Readonly<Record<string, SignalConfig>>): PlayConfig[] {
  const limits = Object.entries(signals).filter(([, { preset }]) => LIMIT_PRESETS.has(preset));
  if (limits.length === 0) return [];
  return [
    {
      id: 'outgrowing-limit',
      kind: 'upsell',
      trigger: limits.map(([id]) => id),
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
