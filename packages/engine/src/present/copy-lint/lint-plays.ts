import { LIMIT_MESSAGE } from '../../catalog/default-messages.ts';
import { entriesOf, itemsOf } from '../../catalog/declared-names.ts';
import { type SignalCategory, SIGNAL_CATEGORIES } from '../../catalog/preset-spec.ts';
import { PRESETS } from '../../catalog/presets.ts';
import { isObject, type Json } from '../../kernel/scalar.ts';
import { type WrittenMessage, writtenMessages } from '../written-messages.ts';
import { lintCopy } from './lint-copy.ts';
import type { CopyFinding } from './rule.ts';

/** What is found in a config's copy, and where. */
export interface PlayFinding extends Pick<CopyFinding, 'rule' | 'severity' | 'message'> {
  readonly path: string;
}

/**
 * Judges the copy of every play that brings its own, and of every variant. Reads the raw config, so that copy is judged together with
 * everything else that is wrong.
 */
export function lintPlays(config: unknown): readonly PlayFinding[] {
  if (!isObject(config)) return [];
  const kinds = signalKinds(config);
  const plans = itemsOf(config['plans']).flatMap(({ name }) => (typeof name === 'string' && name !== '' ? [name] : []));
  return writtenMessages(config).flatMap((written) => lintWritten(written, kinds, plans));
}

/** The parts that were written, in the place of those that the message has otherwise. */
function lintWritten(
  { path, parts, rest, trigger }: WrittenMessage,
  kinds: ReadonlyMap<string, SignalCategory>,
  plans: readonly string[],
): readonly PlayFinding[] {
  const kind = trigger.flatMap((signal) => kinds.get(signal) ?? [])[0] ?? null;
  return lintCopy({ message: { ...LIMIT_MESSAGE, ...rest, ...parts }, kind, plans })
    .filter(({ part }) => parts[part] !== undefined)
    .map(({ rule, severity, part, excerpt, message: advice }) => ({
      path: `${path}.${part}`,
      rule,
      severity,
      message: excerpt === '' ? advice : `“${excerpt}”: ${advice}`,
    }));
}

/** What each signal tells of; the presets under their own names where a config declares no signals. */
function signalKinds(config: Json): ReadonlyMap<string, SignalCategory> {
  if (config['signals'] === undefined)
    return new Map(Object.entries(PRESETS).map(([id, { category }]) => [id, category]));
  return new Map(
    entriesOf(config['signals']).flatMap(([id, { preset, category }]): [string, SignalCategory][] => {
      const known = Object.entries(PRESETS).find(([name]) => name === preset)?.[1].category;
      const said = known ?? SIGNAL_CATEGORIES.find((each) => each === category);
      return said === undefined ? [] : [[id, said]];
    }),
  );
}
