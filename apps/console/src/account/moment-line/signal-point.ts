import type { SignalEntry } from '../../api/timeline-entry.ts';
import { countText } from '../../text/number.ts';
import type { LinePoint } from './line-point.ts';

/** A signal on the line, with the numbers that made it fire. */
export function signalPoint({ at, signal, meter, evidence }: SignalEntry): LinePoint {
  const { used, limit, threshold } = evidence;
  const of = meter === null ? '' : ` ${meter}`;
  return {
    id: `signal ${signal} ${meter ?? ''} ${at}`,
    at: Date.parse(at),
    kind: 'signal',
    title: signal,
    detail: `Signal: ${countText(used)} of ${countText(limit)}${of}, past ${threshold}%.`,
    label: `${threshold}%${of}`,
    look: null,
    decision: null,
  };
}
