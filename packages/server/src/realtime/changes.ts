import type { MomentStep, Signal } from '@kairos/engine';
import { signalView } from '../accounts/views.ts';
import type { SignalView } from '../wire/signal.ts';
import type { Snapshot } from '../wire/snapshot.ts';

/** What a browser's stream last told, against which the next change is found. */
export interface Told {
  readonly snapshot: Snapshot;
  readonly signals: readonly Signal[];
  readonly steps: Readonly<Record<string, MomentStep>>;
}

/** One server-sent event. */
export type StreamEvent =
  | { readonly event: 'snapshot' | 'entitlements'; readonly data: Snapshot }
  | { readonly event: 'usage'; readonly data: Pick<Snapshot, 'usage' | 'entitlements' | 'moments'> }
  | { readonly event: 'signal'; readonly data: SignalView }
  | { readonly event: 'moment'; readonly data: { readonly id: string; readonly step: MomentStep } };

/** What to tell a browser of the difference between two states: nothing where nothing that it sees has changed. */
export function changesBetween(before: Told, after: Told): readonly StreamEvent[] {
  const events: StreamEvent[] = [];
  if (isSame(frameOf(before.snapshot), frameOf(after.snapshot))) {
    const usage = changedKeys(before.snapshot.usage, after.snapshot.usage);
    const entitlements = changedKeys(before.snapshot.entitlements, after.snapshot.entitlements);
    const { moments } = after.snapshot;
    // The words of a moment are bound to live numbers: they change with what is used.
    if (Object.keys(usage).length + Object.keys(entitlements).length > 0)
      events.push({ event: 'usage', data: { usage, entitlements, moments } });
  } else {
    events.push({ event: 'entitlements', data: after.snapshot });
  }
  const known = new Set(before.signals.map((signal) => signal.id));
  for (const signal of after.signals) {
    if (!known.has(signal.id)) events.push({ event: 'signal', data: signalView(signal) });
  }
  for (const [id, step] of Object.entries(after.steps)) {
    // A moment that is new here was offered in an answer, and may have gone further since.
    if (step !== (before.steps[id] ?? 'offered')) events.push({ event: 'moment', data: { id, step } });
  }
  return events;
}

/** What changes seldom: when any of it does, everything is told anew. */
function frameOf({ plan, plans, addOns, user, account, currency }: Snapshot): unknown {
  return { plan, plans, addOns, user, account, currency };
}

function changedKeys<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => !isSame(before[key], value)));
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
