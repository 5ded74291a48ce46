import { aMoment, anOffer, aQuote, aSnapshot } from '@kairos/client/testing';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from '../page/texts.ts';
import { type ChangeSubject, nameChange } from './named-change.ts';

const ADD_ONS = [
  { id: 'sso', name: 'Single sign-on', isBought: false },
  { id: 'sends', name: '50 more sends', isBought: false },
  { id: 'audit', name: 'Audit log', isBought: true },
];

const named = (given: Partial<ChangeSubject>): ReturnType<typeof nameChange> =>
  nameChange(
    { change: {}, moment: null, snapshot: aSnapshot({ addOns: ADD_ONS }), quote: null, ...given },
    ENGLISH,
    'en',
  );

describe('what a change is called', () => {
  it.each([
    ['plan', 'Pro', { kind: 'plan', name: 'Pro' }],
    ['seats', '8 seats', { kind: 'seats', name: '8 seats' }],
    ['usage', '50 more sends', { kind: 'add-on', name: '50 more sends' }],
    ['add-on', 'Single sign-on', { kind: 'add-on', name: 'Single sign-on' }],
  ] as const)('is, where %s is offered, what it was offered as', (kind, toName, expected) => {
    expect(named({ moment: aMoment({ offer: anOffer({ kind, toName }) }) })).toEqual(expected);
  });

  it('is the plan that was chosen, by its own name where it is known', () => {
    expect(named({ change: { plan: 'pro' } })).toEqual({ kind: 'plan', name: 'Pro' });
    expect(named({ change: { plan: 'scale' }, quote: aQuote({ toName: 'Scale' }) }).name).toBe('Scale');
    expect(named({ change: { plan: 'scale' }, snapshot: null }).name).toBe('scale');
    expect(named({ change: { interval: 'year' } }).name).toBe('Free');
    expect(named({ change: { plan: 'pro', seats: 8 } })).toEqual({ kind: 'plan', name: 'Pro' });
  });

  it('is the seats that were chosen, as they are counted', () => {
    expect(named({ change: { seats: 1 } })).toEqual({ kind: 'seats', name: '1 seat' });
    expect(named({ change: { seats: 1200 } })).toEqual({ kind: 'seats', name: '1,200 seats' });
  });

  it('is the add-ons that come, or else those that go', () => {
    expect(named({ change: { addOns: ['audit', 'sso', 'sends'] } })).toEqual({
      kind: 'add-on',
      name: 'Single sign-on and 50 more sends',
    });
    expect(named({ change: { addOns: [] } })).toEqual({ kind: 'removal', name: 'Audit log' });
    expect(named({ change: { addOns: ['sso'] }, snapshot: null })).toEqual({ kind: 'add-on', name: 'sso' });
  });
});

describe('what is said of a change', () => {
  it.each([
    ['plan', 'Pro', 'Pro is live', 'Pro starts on 1 April', 'Your account is on Pro already'],
    ['seats', '8 seats', 'You have 8 seats now', 'You have 8 seats from 1 April', 'Your account has 8 seats already'],
    ['add-on', 'SSO', 'You have SSO now', 'SSO starts on 1 April', 'Your account has SSO already'],
  ] as const)('fits %s', (kind, name, live, scheduled, already) => {
    expect([
      ENGLISH.live({ kind, name }),
      ENGLISH.scheduled({ kind, name, day: '1 April' }),
      ENGLISH.already({ kind, name }),
    ]).toEqual([live, scheduled, already]);
  });

  it('fits what goes', () => {
    const going = { kind: 'removal', name: 'Audit log' } as const;
    expect(ENGLISH.changeTo(going)).toBe('Remove Audit log');
    expect(ENGLISH.scheduled({ ...going, day: '1 April' })).toBe('Audit log ends on 1 April');
    expect(ENGLISH.already(going)).toBe('Your account is without Audit log already');
  });
});
