import { itemsOf, listOf } from '../catalog/declared-names.ts';
import { isObject, type Json } from '../kernel/scalar.ts';
import { type Message, MESSAGE_PARTS } from './message.ts';

/** Words that somebody wrote into a config: a play's message, or the parts that a variant words anew. */
export interface WrittenMessage {
  readonly path: string;
  readonly parts: Partial<Message>;
  /** What the play says where this says nothing; without the parts that it leaves to the defaults. */
  readonly rest: Partial<Message>;
  /** The signals that start the play. */
  readonly trigger: readonly string[];
}

/** Finds everything that a config says to people. Reads the raw config; what has no shape is left to those who check shapes. */
export function writtenMessages(config: unknown): readonly WrittenMessage[] {
  if (!isObject(config)) return [];
  const plays = itemsOf(config['plays']);
  const ofPlays = plays.flatMap((play, index) => [
    ...written(play, `plays.${index}`, null),
    ...itemsOf(play['variants']).flatMap((variant, at) => written(variant, `plays.${index}.variants.${at}`, play)),
  ]);
  const ofExperiments = itemsOf(config['experiments']).flatMap((experiment, index) => {
    const about = listOf(experiment['plays']);
    const play = plays.find(({ id }) => about.length === 0 || (typeof id === 'string' && about.includes(id))) ?? {};
    return itemsOf(experiment['variants']).flatMap((variant, at) =>
      written(variant, `experiments.${index}.variants.${at}`, play),
    );
  });
  return [...ofPlays, ...ofExperiments];
}

/** `play`: the one whose words are changed; null where these are its own. */
function written(holder: Json, path: string, play: Json | null): readonly WrittenMessage[] {
  const parts = partsOf(holder['message']);
  if (Object.keys(parts).length === 0) return [];
  const rest = play === null ? {} : partsOf(play['message']);
  return [{ path: `${path}.message`, parts, rest, trigger: listOf((play ?? holder)['trigger']) }];
}

function partsOf(message: unknown): Partial<Message> {
  if (!isObject(message)) return {};
  return Object.fromEntries(
    MESSAGE_PARTS.flatMap((part) => (typeof message[part] === 'string' ? [[part, message[part]]] : [])),
  );
}
