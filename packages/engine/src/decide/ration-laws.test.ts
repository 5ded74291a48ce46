import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, type Instant, later, MINUTE_MS, toIso } from '../kernel/instant.ts';
import type { Moment } from '../present/present-moment.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, compiled, time, World } from '../testing/world.ts';

/** What rations us, whatever several users of an account do one after the other; beside it, a model of what each was shown. */

const start = time('2026-02-01T08:00:00Z');
const PLAYS = ['a', 'b'].map((id) => ({
  id,
  trigger: ['usage.approaching', 'usage.critical', 'usage.reached'],
  offer: { to: 'next' },
}));
const users = fc.constantFrom('ana', 'ben', 'cleo');
const sessions = fc.constantFrom('s1', 's2', 's3');

type Step =
  | { readonly does: 'see' | 'click' | 'refuse'; readonly user: string }
  | { readonly does: 'put off'; readonly user: string; readonly days: number };

type Command =
  | { readonly does: 'ask'; readonly user: string; readonly session: string }
  | { readonly does: 'wall'; readonly user: string; readonly session: string; readonly times: number }
  | Step
  | { readonly does: 'wait'; readonly minutes: number }
  | { readonly does: 'use' };

const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('ask' as const), user: users, session: sessions }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('see' as const), user: users }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('click' as const, 'refuse' as const), user: users }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('put off' as const), user: users, days: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('wall' as const),
      user: users,
      session: sessions,
      times: fc.constantFrom(1, 45),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('wait' as const),
      minutes: fc.oneof(
        fc.nat(12),
        fc.constantFrom(60, 8 * 60),
        fc.nat(35).map((days) => days * 1_440),
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ does: 'use' as const }) },
);

const rations = fc.record({
  perSession: fc.constantFrom(0, 1, 2),
  perAccountDays: fc.constantFrom(0, 7, 30),
  coolOffDays: fc.constantFrom(0, 14, 30),
});

interface Rations {
  readonly perSession: number;
  readonly perAccountDays: number;
  readonly coolOffDays: number;
}

interface Answer {
  readonly moment: Moment;
  readonly user: string;
  readonly session: string;
  readonly at: Instant;
  /** Whether it is what this user had put off until then. */
  readonly isReturn: boolean;
}

const SILENCE_MS = 10 * MINUTE_MS;

/** An account and its users; every answer is held against what was shown before. */
class Visitors {
  readonly #world: World;
  readonly #acme: AccountInWorld;
  readonly #rations: Rations;
  /** What each user was answered last. */
  readonly #latest = new Map<string, Answer>();
  readonly #shown: Answer[] = [];
  readonly #refusedAt: Instant[] = [];
  /** What was put off and has not come again, by moment. */
  readonly #putOff = new Map<string, { readonly user: string; readonly play: string; readonly until: Instant }>();

  constructor(given: Rations) {
    const config = ledgerly({ plays: PLAYS, guardrails: given });
    this.#rations = given;
    this.#world = new World(compiled(config), start);
    this.#acme = this.#world.account('acme').sent('Invoice Sent', { times: 9 });
  }

  get shown(): readonly Answer[] {
    return this.#shown;
  }

  do(command: Command): void {
    switch (command.does) {
      case 'wait':
        this.#acme.tick(toIso(later(this.#world.now, command.minutes * MINUTE_MS)));
        break;
      case 'use':
        this.#acme.sent('Invoice Sent', { times: 9 });
        break;
      case 'ask':
        this.#ask(command.user, command.session);
        break;
      case 'wall':
        this.#walkInto(command);
        break;
      default:
        this.#take(command);
    }
  }

  #ask(user: string, session: string): void {
    const { now } = this.#world;
    const { moment } = this.#acme.decide({ user, session, role: 'owner' });
    if (moment === null) return;
    const { coolOffDays } = this.#rations;
    expect(this.#refusedAt.filter((at) => now < later(at, coolOffDays * DAY_MS))).toEqual([]);
    const own = [...this.#putOff.values()].filter((each) => each.user === user);
    expect(own.filter(({ until }) => now < until)).toEqual([]);
    const isReturn = own.some(({ play }) => play === moment.play);
    const before = this.#latest.get(user);
    // What was seen already and is answered again is shown again, whatever its id.
    const resumed = before?.moment.id === moment.id && !this.#shown.includes(before) ? before : null;
    this.#latest.set(user, resumed ?? { moment, user, session, at: now, isReturn });
  }

  #walkInto({ user, session, times }: Extract<Command, { does: 'wall' }>): void {
    for (let count = 0; count < times; count += 1) {
      const { moment } = this.#acme.decide({ user, session, trigger: { meter: 'invoices', amount: 100 } });
      if (moment === null) return;
      this.#acme.took(moment, 'shown').took(moment, 'dismissed');
      this.#refusedAt.push(this.#world.now);
    }
  }

  #take(step: Step): void {
    const answer = this.#latest.get(step.user);
    if (answer === undefined) return;
    const { moment } = answer;
    const { now } = this.#world;
    const isShown = this.#shown.includes(answer);
    // Nothing becomes of what nobody saw, and a product shows what it was answered at once, or not at all.
    if (isShown === (step.does === 'see') || (!isShown && now >= later(answer.at, SILENCE_MS))) return;
    switch (step.does) {
      case 'see':
        this.#acme.took(moment, 'shown');
        this.#see(answer);
        break;
      case 'click':
        this.#acme.took(moment, 'clicked');
        break;
      case 'refuse':
        this.#acme.took(moment, 'dismissed');
        this.#refusedAt.push(now);
        this.#latest.delete(step.user);
        break;
      case 'put off': {
        const until = later(now, step.days * DAY_MS);
        this.#acme.took(moment, 'snoozed', { until: toIso(until) });
        this.#putOff.set(moment.id, { user: step.user, play: moment.play, until });
      }
    }
  }

  #see(answer: Answer): void {
    const { perSession, perAccountDays } = this.#rations;
    if (answer.isReturn) {
      for (const [id, { user, play }] of this.#putOff)
        if (user === answer.user && play === answer.moment.play) this.#putOff.delete(id);
    } else {
      const recent = this.#shown.filter(({ at }) => Math.abs(answer.at - at) < perAccountDays * DAY_MS);
      expect(recent).toEqual([]);
      const inSession = this.#shown.filter(({ user, session }) => user === answer.user && session === answer.session);
      expect(inSession.length).toBeLessThan(perSession);
    }
    this.#shown.push(answer);
  }
}

describe('whatever the users of an account do', () => {
  it('they are shown no more than the rations allow, and beyond that only what they asked for later', () => {
    fc.assert(
      fc.property(rations, fc.array(commands, { maxLength: 60, size: 'max' }), (given, told) => {
        const visitors = new Visitors(given);
        for (const command of told) visitors.do(command);
      }),
      { numRuns: 400 },
    );
  });

  it('by the rations that hold unless something else is said, they are shown at most one a month', () => {
    const given = { perSession: 1, perAccountDays: 30, coolOffDays: 30 };
    const sequences = fc.array(
      commands.filter(({ does }) => does !== 'put off'),
      { maxLength: 60, size: 'max' },
    );
    fc.assert(
      fc.property(sequences, (told) => {
        const visitors = new Visitors(given);
        for (const command of told) visitors.do(command);
        const times = visitors.shown.map(({ at }) => at);
        for (const [index, at] of times.slice(1).entries())
          expect(at - (times[index] ?? at)).toBeGreaterThanOrEqual(30 * DAY_MS);
      }),
      { numRuns: 200 },
    );
  });
});
