import type { KairosError } from '../answer.ts';
import { createKairos, type Kairos, type KairosOptions } from '../kairos.ts';
import type { KairosState } from '../state.ts';
import type { FakeKairosServer } from './fake-kairos-server.ts';
import { FakeBrowserStorage, FakePage } from './fake-page.ts';
import { ManualClock } from './manual-clock.ts';

export interface Visitor {
  readonly kairos: Kairos;
  readonly page: FakePage;
  readonly clock: ManualClock;
  readonly errors: readonly KairosError[];
  /** Resolves once the client's state is so. */
  until(condition: (state: KairosState) => boolean): Promise<void>;
  /** Resolves once that many errors were heard of. */
  untilErrors(count: number): Promise<void>;
}

/** A tab with a client in it: time passes when the test says so, and chance always takes the longest wait. */
export function aVisitor(
  fake: FakeKairosServer,
  {
    browser = new FakeBrowserStorage(),
    clock = new ManualClock('2026-03-12T09:00:00Z'),
    ...given
  }: Partial<KairosOptions> & { readonly browser?: FakeBrowserStorage; readonly clock?: ManualClock } = {},
): Visitor {
  const page = new FakePage();
  const errors: KairosError[] = [];
  const kairos = createKairos({
    host: fake.host,
    publishableKey: fake.publishableKey,
    userToken: async () => fake.userToken(),
    storage: browser.tab(page),
    page,
    now: clock.now,
    schedule: clock.schedule,
    random: () => 1,
    onError: (error) => errors.push(error),
    ...given,
  });
  return {
    kairos,
    page,
    clock,
    errors,
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition(kairos.state.get())) return;
          leave();
          resolve();
        };
        const leave = kairos.state.subscribe(look);
        look();
      }),
    untilErrors: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (errors.length < count) return;
          leave();
          resolve();
        };
        const leave = kairos.on('error', look);
        look();
      }),
  };
}

export function isLive({ connection }: KairosState): boolean {
  return connection === 'live';
}
