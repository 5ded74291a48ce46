import type { Signal } from './account.ts';

/** Of one group the highest rank is active; the others say what superseded them. */
export function supersede(signals: readonly Signal[]): readonly Signal[] {
  return signals.map((signal) => {
    const rivals = signals.filter(
      (other) => other.group !== null && other.group === signal.group && other.endedAt === null,
    );
    const highest = rivals.reduce((best, other) => (other.rank > best.rank ? other : best), signal);
    const supersededBy = highest === signal ? null : highest.id;
    return supersededBy === signal.supersededBy ? signal : { ...signal, supersededBy };
  });
}
