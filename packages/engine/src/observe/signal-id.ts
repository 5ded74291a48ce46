import type { Signal } from './account.ts';

/** The same occurrence has the same id wherever and whenever it is computed. */
export function signalId({
  signal,
  subject,
  episode,
  firedAt,
}: Pick<Signal, 'signal' | 'subject' | 'episode' | 'firedAt'>): string {
  return `${signal}:${subject ?? ''}:${episode}@${firedAt}`;
}
