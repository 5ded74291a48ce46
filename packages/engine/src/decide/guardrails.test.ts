import { describe, expect, it } from 'vitest';
import type { ConfigInput } from '../catalog/config-schema.ts';
import { ledgerly } from '../testing/ledgerly.ts';
import { type AccountInWorld, aWorld } from '../testing/world.ts';
import type { Trace } from './trace.ts';

const now = '2026-03-10T12:00:00Z';

/** An account at 80% of its invoices. */
function nearLimit(guardrails: NonNullable<ConfigInput['guardrails']> = {}): AccountInWorld {
  return aWorld({ now, config: ledgerly({ guardrails }) })
    .account('acme')
    .sent('Invoice Sent', { times: 8 });
}

/** The rule that refused the play, and what it said. */
function refusal(trace: Trace): string | undefined {
  const failed = trace[0]?.rules.find((rule) => rule.outcome === 'fail');
  return failed === undefined ? undefined : `${failed.rule}: ${failed.detail}`;
}

describe('a session (S2.59)', () => {
  it('has one prompt: once it was shown, the next question is answered with none', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    acme.took(acme.decide({ session: 's1' }).moment, 'shown');
    const again = acme.decide({ session: 's1' });
    expect(again.moment).toBeNull();
    expect(refusal(again.trace)).toBe('guardrail.session: 1 of 1 in this session already');
  });

  it('is the user’s own, and a new one has its own prompt', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    acme.took(acme.decide({ session: 's1', user: 'ana' }).moment, 'shown');
    expect(acme.decide({ session: 's1', user: 'ben' }).moment).not.toBeNull();
    expect(acme.decide({ session: 's2', user: 'ana' }).moment).not.toBeNull();
  });

  it('without a name lasts half an hour from what happened last', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    acme.took(acme.decide().moment, 'shown');
    expect(acme.at('2026-03-10T12:29:59.999Z').decide().moment).toBeNull();
    expect(acme.at('2026-03-10T12:30:00.000Z').decide().moment).not.toBeNull();
  });

  it('has as many prompts as a config says, none included', () => {
    expect(refusal(nearLimit({ perSession: 0 }).decide().trace)).toBe(
      'guardrail.session: 0 of 0 in this session already',
    );
    const acme = nearLimit({ perSession: 2, perAccountDays: 0 });
    acme.took(acme.decide({ session: 's1' }).moment, 'shown');
    expect(acme.decide({ session: 's1' }).moment).not.toBeNull();
  });
});

describe('an account (S3.32)', () => {
  it('has one touch in 30 days, over all of its users and sessions, to the millisecond', () => {
    const acme = nearLimit();
    acme.took(acme.decide({ user: 'ana', session: 's1' }).moment, 'shown');
    const soon = acme.at('2026-03-20T00:00:00Z').decide({ user: 'ben', session: 's2' });
    expect(refusal(soon.trace)).toBe(
      'guardrail.account: one on 2026-03-10T12:00:00.000Z; the next may come on 2026-04-09T12:00:00.000Z',
    );
    acme.at('2026-04-09T11:59:59.999Z').sent('Invoice Sent', { times: 8 });
    expect(acme.decide({ session: 's3' }).moment).toBeNull();
    expect(acme.at('2026-04-09T12:00:00.000Z').decide({ session: 's3' }).moment).not.toBeNull();
  });

  it('is not charged for what its users walked into', () => {
    const acme = nearLimit();
    acme.took(acme.decide({ session: 's1', trigger: { meter: 'invoices' } }).moment, 'shown');
    expect(acme.decide({ session: 's1' }).moment).not.toBeNull();
  });
});

describe('"not now"', () => {
  it('is taken at its word for 30 days from when it was said', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    const { moment } = acme.decide({ session: 's1' });
    acme.at('2026-03-12T08:00:00Z').took(moment, 'dismissed');
    const soon = acme.decide({ session: 's2' });
    expect(refusal(soon.trace)).toBe(
      'guardrail.cool-off: "not now" on 2026-03-12T08:00:00.000Z; quiet until 2026-04-11T08:00:00.000Z',
    );
    acme.at('2026-04-11T07:59:59.999Z').sent('Invoice Sent', { times: 8 });
    expect(acme.decide({ session: 's3' }).moment).toBeNull();
    expect(acme.at('2026-04-11T08:00:00.000Z').decide({ session: 's3' }).moment).not.toBeNull();
  });

  it('said twice is counted from the first time', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    const { moment } = acme.decide({ session: 's1' });
    acme
      .took(moment, 'dismissed')
      .at('2026-04-01T12:00:00Z')
      .took(moment, 'dismissed')
      .sent('Invoice Sent', { times: 8 });
    expect(acme.at('2026-04-09T12:00:00Z').decide({ session: 's2' }).moment).not.toBeNull();
  });

  it('is forgotten at once where a config says so', () => {
    const acme = nearLimit({ perAccountDays: 0, coolOffDays: 0 });
    acme.took(acme.decide({ session: 's1' }).moment, 'dismissed');
    expect(acme.decide({ session: 's2' }).moment).not.toBeNull();
  });
});

it('pausing stops everything that we start', () => {
  expect(refusal(nearLimit({ paused: true }).decide().trace)).toBe(
    'guardrail.paused: proactive moments are paused for everyone',
  );
});

describe('a reserved slot', () => {
  it('is answered again to the same session, under the same id, until it was shown', () => {
    const acme = nearLimit();
    const first = acme.decide({ session: 's1' });
    const second = acme.at('2026-03-10T12:05:00Z').decide({ session: 's1' });
    expect(second.moment?.id).toBe(first.moment?.id);
    expect(second.reservation).toBeNull();
    expect(acme.took(first.moment, 'shown').decide({ session: 's1' }).moment).toBeNull();
  });

  it('is answered again until it was refused', () => {
    const acme = nearLimit();
    const { moment } = acme.decide({ session: 's1' });
    expect(acme.took(moment, 'dismissed').decide({ session: 's1' }).moment).toBeNull();
  });

  it('is answered again when use has crossed the next line since, with the new numbers', () => {
    const acme = nearLimit();
    const first = acme.decide({ session: 's1' });
    const second = acme.sent('Invoice Sent', { times: 2 }).decide({ session: 's1' });
    expect(second.moment?.id).toBe(first.moment?.id);
    expect(second.moment?.signal).toBe('usage.reached');
    expect(second.moment?.message.done).toBe('You have used 10 of your 10 invoices.');
  });

  it('is held against other sessions and users of the account', () => {
    const acme = nearLimit();
    acme.decide({ session: 's1', user: 'ana' });
    expect(acme.decide({ session: 's2', user: 'ben' }).moment).toBeNull();
  });

  it('is released by ten minutes of silence, to the millisecond', () => {
    const acme = nearLimit();
    const { moment } = acme.decide({ session: 's1', user: 'ana' });
    expect(acme.at('2026-03-10T12:09:59.999Z').decide({ session: 's2', user: 'ben' }).moment).toBeNull();
    const freed = acme.at('2026-03-10T12:10:00.000Z').decide({ session: 's2', user: 'ben' });
    expect(freed.moment).not.toBeNull();
    expect(freed.moment?.id).not.toBe(moment?.id);
  });
});

describe('"later"', () => {
  it('is taken at its word by the one who said it, and then the offer comes again, once', () => {
    const acme = nearLimit();
    const { moment } = acme.decide({ session: 's1' });
    acme.took(moment, 'shown').took(moment, 'snoozed', { until: '2026-03-14T12:00:00Z' });
    const early = acme.at('2026-03-14T11:59:59Z').decide({ session: 's2' });
    expect(refusal(early.trace)).toBe(
      'guardrail.account: one on 2026-03-10T12:00:00.000Z; the next may come on 2026-04-09T12:00:00.000Z',
    );
    expect(acme.at('2026-03-14T12:00:00Z').decide({ session: 's3', user: 'ben' }).moment).toBeNull();
    const again = acme.decide({ session: 's2' });
    expect(again.moment).toMatchObject({ play: moment?.play, reactive: false });
    acme.took(again.moment, 'shown');
    expect(acme.decide({ session: 's2' }).moment).toBeNull();
    expect(acme.decide({ session: 's4' }).moment).toBeNull();
  });

  it('quiets every other play too', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    const { moment } = acme.decide({ session: 's1' });
    acme.took(moment, 'snoozed', { until: '2026-03-14T12:00:00Z' });
    expect(refusal(acme.decide({ session: 's2' }).trace)).toBe(
      'guardrail.snooze: "later" was asked for, until 2026-03-14T12:00:00.000Z',
    );
  });
});

describe('a refusal with its reason (S2.53)', () => {
  it('quiets the play that was refused for longer than a "not now" quiets all', () => {
    const acme = nearLimit({ perAccountDays: 0 });
    const { moment } = acme.decide({ session: 's1' });
    acme.took(moment, 'dismissed', { reason: 'too dear' });
    const full = (): AccountInWorld => acme.sent('Invoice Sent', { times: 8 });
    acme.at('2026-04-20T12:00:00Z');
    expect(refusal(full().decide({ session: 's2' }).trace)).toBe(
      'guardrail.cool-off: refused on 2026-03-10T12:00:00.000Z (too dear); it may come again on 2026-06-08T12:00:00.000Z',
    );
    acme.at('2026-06-08T12:00:00Z');
    expect(full().decide({ session: 's3' }).moment).not.toBeNull();
  });
});

describe('quiet hours', () => {
  const night = { quietHours: { from: '22:00', to: '07:30' } };
  it.each([
    ['2026-03-10T20:59:59Z', true],
    ['2026-03-10T21:00:00Z', false],
    ['2026-03-11T06:29:59Z', false],
    ['2026-03-11T06:30:00Z', true],
  ])('are those of the account’s own day: %s', (at, isShown) => {
    const acme = nearLimit(night).grouped({ timezone: 'Europe/Berlin' }).at(at);
    expect(acme.decide().moment !== null).toBe(isShown);
  });

  it('within one day are that stretch alone', () => {
    const noon = { quietHours: { from: '12:00', to: '13:00' } };
    expect(refusal(nearLimit(noon).decide().trace)).toBe(
      'guardrail.quiet-hours: it is quiet from 12:00 to 13:00 in UTC',
    );
    expect(nearLimit(noon).at('2026-03-10T13:00:00Z').decide().moment).not.toBeNull();
  });

  it('leave walls answered', () => {
    const always = { quietHours: { from: '00:00', to: '23:59' } };
    expect(nearLimit(always).decide({ trigger: { meter: 'invoices' } }).moment).not.toBeNull();
  });
});

describe('an account that somebody works on', () => {
  it('is not prompted beside them', () => {
    const acme = nearLimit().grouped({ expansionOwner: 'Kim' });
    expect(refusal(acme.decide().trace)).toBe('guardrail.owner: Kim works on the account');
    expect(acme.grouped({ expansionOwner: '' }).decide().moment).not.toBeNull();
  });
});
