import type { z } from 'zod';
import { GROWTH_PRESETS } from './growth-presets.ts';
import { NEED_PRESETS } from './need-presets.ts';
import type { PresetSpec } from './preset-spec.ts';

/**
 * The signal library as data: what each preset looks at, how urgent it is, what the documents say of it, and the parameters that a team
 * may set, with their defaults. `detect/` says how each is found.
 */
export const PRESETS = {
  ...NEED_PRESETS,
  ...GROWTH_PRESETS,
} as const satisfies Readonly<Record<string, PresetSpec>>;

export type PresetName = keyof typeof PRESETS;

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** The parameters of a preset, with their defaults filled in. */
export type ParamsOf<Name extends PresetName> = Name extends PresetName
  ? z.output<z.ZodObject<(typeof PRESETS)[Name]['params']>>
  : never;
