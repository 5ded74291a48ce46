import { isObject, type Json } from '../kernel/scalar.ts';

/** The shape that `packAccount` writes. Raise it, with an upgrade below, whenever what was kept before would be read wrongly. */
export const STATE_VERSION = 2;

/** Brings a packed state of an older version to the one that `unpackAccount` reads. null: a version that it does not know. */
export function upgradePacked(kept: Json, version: number): Json | null {
  switch (version) {
    case STATE_VERSION:
      return kept;
    case 1:
      return fromVersion1(kept);
    default:
      return null;
  }
}

/** Weeks and counts stood with the days, the running week last, and a signal's episode stood in its id alone. */
function fromVersion1(kept: Json): Json {
  const { days = null, week = 0, weeks = [], events = 0 } = isObject(kept['activity']) ? kept['activity'] : {};
  const counts = Array.isArray(weeks) ? weeks : [];
  const signals = Array.isArray(kept['signals']) ? kept['signals'].filter(isObject) : [];
  return {
    ...kept,
    activity: { days },
    weeks: { week, past: counts.slice(0, -1) },
    events: { all: events, thisWeek: counts.at(-1) ?? 0 },
    signals: signals.map((signal) => ({ ...signal, episode: episodeIn(signal) })),
  };
}

function episodeIn({ id, signal, subject }: Json): string {
  const start = `${String(signal)}:${typeof subject === 'string' ? subject : ''}:`.length;
  return String(id).slice(start, String(id).lastIndexOf('@'));
}
