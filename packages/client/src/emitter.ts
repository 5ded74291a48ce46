import { failure, type KairosError, reasonOf } from './answer.ts';
import type { EntitlementView, MomentView, SignalView, UsageView } from './wire.ts';

/** What the client tells its listeners, by name. */
export interface KairosEvents {
  /** A placement got a moment, got a fresher view of it, or (null) lost it. */
  readonly moment: { readonly placement: string; readonly moment: MomentView | null };
  /** Of the meters named, use changed. */
  readonly usage: Readonly<Record<string, UsageView>>;
  readonly signal: SignalView;
  /** Of the features and meters named, what the account may do changed. */
  readonly entitlement: Readonly<Record<string, EntitlementView>>;
  readonly error: KairosError;
}

export interface Emitter {
  on<Name extends keyof KairosEvents>(name: Name, listener: (event: KairosEvents[Name]) => void): () => void;
  emit<Name extends keyof KairosEvents>(name: Name, event: KairosEvents[Name]): void;
}

type Listeners = { readonly [Name in keyof KairosEvents]: Set<(event: KairosEvents[Name]) => void> };

/** Calls listeners one by one; one that throws is reported as an error and doesn't keep the others from being called. */
export function createEmitter(): Emitter {
  const listeners: Listeners = {
    moment: new Set(),
    usage: new Set(),
    signal: new Set(),
    entitlement: new Set(),
    error: new Set(),
  };
  const emitter: Emitter = {
    on(name, listener) {
      listeners[name].add(listener);
      return () => void listeners[name].delete(listener);
    },
    emit(name, event) {
      for (const listener of [...listeners[name]]) {
        try {
          listener(event);
        } catch (thrown) {
          // A listener for errors that throws has nobody left to tell.
          if (name === 'error') continue;
          emitter.emit('error', failure('listener-threw', `A listener for "${name}" threw: ${reasonOf(thrown)}`).error);
        }
      }
    },
  };
  return emitter;
}
