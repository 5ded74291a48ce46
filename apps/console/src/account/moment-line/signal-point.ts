import type { SignalEntry } from '../../api/timeline-entry.ts';
import { evidenceText } from '../evidence-text.ts';
import type { LinePoint } from './line-point.ts';

/** A signal on the line, with the values that made it fire. */
export function signalPoint({ at, signal, meter, evidence }: SignalEntry): LinePoint {
  const { threshold } = evidence;
  const of = meter === null ? '' : ` ${meter}`;
  return {
    id: `signal ${signal} ${meter ?? ''} ${at}`,
    at: Date.parse(at),
    kind: 'signal',
    title: signal,
    detail: `Signal: ${evidenceText(evidence, meter ?? '')}.`,
    label: typeof threshold === 'number' ? `${threshold}%${of}` : signal,
    look: null,
    decision: null,
  };
}
