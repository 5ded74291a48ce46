import { type SignalConfig, signalSchema } from './config-schema.ts';
import { PRESET_NAMES } from './presets.ts';

/** The signals of a config that declares none: every preset under its own name. */
export function defaultSignals(): Record<string, SignalConfig> {
  return Object.fromEntries(
    PRESET_NAMES.map((preset) => [preset, signalSchema.parse({ preset })] satisfies [string, SignalConfig]),
  );
}
