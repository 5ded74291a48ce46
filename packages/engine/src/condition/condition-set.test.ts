import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileConditions, holds, profileOf } from './condition-set.ts';
import { compileOne, complaints, judge, SCHEMA } from './testing/lab.ts';

const acme = {
  account: { plan: 'pro', members: 5, paying: true, traits: { country: 'DE', size: 50, vip: true } },
  usage: { invoices: { used: 8, limit: 10 }, 'api-calls': { used: 3 } },
  signals: ['usage.approaching', 'gate.repeated'],
};

describe('a condition', () => {
  it.each([
    ['usage.invoices.used >= 8', true],
    ['usage["api-calls"].used + 1 == 4', true],
    ['usage.invoices.used / usage.invoices.limit >= 0.8', true],
    ['account.plan in ["free", "pro"] && account.members < 6', true],
    ['account.traits.country == "DE"', true],
    ['account.traits.country != "DE"', false],
    ['account.traits.vip', true],
    ['"gate.repeated" in signals', true],
    ['signals.exists(each, each.startsWith("usage."))', true],
    ['size(signals) == 2 && signals.all(each, each != "health.tickets")', true],
    ['signals.filter(each, each.contains("gate")) == ["gate.repeated"]', true],
    ['account.paying ? account.members > 4 : account.members > 9', true],
    ['int(account.members) % 2 == 1', true],
    ['double("2.5") * 2 == 5', true],
  ])('%s: %s', (text, expected) => {
    expect(judge(text, acme)).toBe(expected);
  });

  it.each([
    ['a missing slot', 'account.debt > 3'],
    ['a missing slot turned round', '!(account.debt > 3)'],
    ['a missing trait', 'account.traits.nowhere == "x"'],
    ['a missing limit in a sum', 'usage["api-calls"].limit + 1 > 0'],
    ['a trait of another kind put in order', 'account.traits.country > 3'],
    ['a trait that is no flag', 'account.traits.country && account.paying'],
    ['a division by nought', 'account.members / (account.members - 5) > 0'],
    ['a whole division by nought', '1 / 0 == 1'],
    ['a remainder by nought', '7 % 0 == 1'],
    ['a whole number that is no longer exact', '9007199254740991 + 1 > 0'],
    ['a text that is no number', 'int(account.plan) > 0'],
    ['a macro over what is no list', 'account.traits.country.exists(each, true)'],
  ])('is neither true nor false, and so does not hold, by %s', (_, text) => {
    expect(judge(text, acme)).toBe('error');
  });

  it.each([
    ['account.debt > 3 || account.paying', true],
    ['account.paying || account.debt > 3', true],
    ['account.debt > 3 && account.plan == "free"', false],
    ['!(account.debt > 3 && account.plan == "free")', true],
    ['has(account.debt) && account.debt > 3', false],
    ['has(account.traits.country)', true],
    ['has(account.debt) ? account.debt > 3 : account.members == 5', true],
    ['["a", "b"].exists(each, each == "b" || account.debt > 3)', true],
    ['account.traits.country == 3', false],
    ['account.traits.size in [1, 50]', true],
  ])('is settled by what is there: %s is %s', (text, expected) => {
    expect(judge(text, acme)).toBe(expected);
  });

  it('runs with others over one profile, which reads each slot once', () => {
    const sources = [
      'usage.invoices.used > 5',
      'usage.invoices.used > 50',
      'account.plan == "pro" && usage.invoices.used > 5',
    ];
    const set = compileConditions(
      sources.map((text, index) => ({ path: String(index), text })),
      SCHEMA,
    );
    if (!set.ok) throw new Error('expected the conditions to compile');
    const asked: string[] = [];
    const profile = profileOf(set.value, ({ name }) => {
      asked.push(name);
      return name === 'account.plan' ? 'pro' : 8;
    });
    expect(asked).toEqual(['usage.invoices.used', 'account.plan']);
    expect(sources.map((_, index) => holds(set.value, index, profile))).toEqual([true, false, true]);
    expect(holds(set.value, 3, profile)).toBe(false);
  });

  it('of plain comparisons is code alone, without a call', () => {
    const text =
      'account.plan in ["a", "b"] && !(account.debt >= 3 || account.trial) && "x" in signals && has(account.region)';
    const compiled = compileOne(text);
    expect(compiled.ok && compiled.value.code.calls).toEqual([]);
  });
});

describe('a condition is refused', () => {
  it.each([
    ['usage.invoice.used > 5', 'no meter "invoice", at character 7: invoice; did you mean "invoices"?'],
    ['usage.invoices.uesd > 5', '"usage.invoices" has no "uesd", at character 16: uesd; did you mean "used"?'],
    ['acount.paying', 'nothing is called "acount", at character 1: acount; did you mean "account"?'],
    ['wombat', 'nothing is called "wombat", at character 1: wombat; there is account, usage, signals'],
    [
      'usage.invoices > 3',
      '"usage.invoices" is not a value by itself, at character 1: usage.invoices; name one of its fields: used, limit',
    ],
    ['usage > 3', '"usage" is not a value by itself, at character 1: usage; name a meter, such as usage.invoices.used'],
    [
      'account.traits == "x"',
      '"account.traits" is not a value by itself, at character 1: account.traits; name a trait of it, such as account.traits.country',
    ],
    ['account.plan.name == "x"', '"account.plan" is a value, at character 14: name; it has no fields of its own'],
    [
      'account.paying &&\n  account.member > 3',
      '"account" has no "member", at line 2, character 11: member; did you mean "members"?',
    ],
    [
      'account.plan == 3',
      'these do not go together: text == whole number, at character 1: account.plan == 3; compare and reckon with the same kind on both sides',
    ],
    [
      'account.members in [1, 5]',
      'these do not go together: number in list<whole number>, at character 1: account.members in [1, 5]; write whole numbers as fractions here: 5.0',
    ],
    [
      'account.members',
      'expected a condition, true or false, got double, at character 1: account.members; compare it with something',
    ],
    ['account.plan = "pro"', 'Unexpected character: =, at character 14: =; equal is written =='],
    ['account.plan ==', 'Unexpected token: EOF, at the end; is something missing or too much?'],
    ['', 'Unexpected token: EOF, at the end; is something missing or too much?'],
    [
      'account.plan.startswith("p")',
      'conditions have no function "startswith", at character 1: account.plan.startswith("p"); did you mean startsWith()?',
    ],
    [
      'size(signals, 2) > 1',
      'size() is given 2 values, at character 1: size(signals, 2); it takes 1, the one before the dot included',
    ],
    ['account.debt == null', 'nothing is null in a condition, at character 17: null; has(x) asks whether x is there'],
    [
      '99999999999999999999 > 1',
      'too large a number, at character 1: 99999999999999999999; whole numbers go up to 9,007,199,254,740,991',
    ],
    [
      'int(account.members) % account.traits.size == 1',
      '"%" is for whole numbers alone, at character 1: int(account.members) % account.traits.si…; write int(x) % 2',
    ],
    [
      '(has(account.traits.size) ? account.traits.size : 7) / 2 > 3',
      'what is divided here may be a whole number or a fraction, at character 2: has(account.traits.size) ? account.trait…; write the whole number in it as a fraction: 7.0',
    ],
  ])('%s', (text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });

  it('with every unknown name at once', () => {
    expect(complaints('usage.invoice.used > 5 && acount.paying')).toHaveLength(2);
  });

  it.each([
    [
      'matches, whose patterns can take for ever',
      'account.plan.matches("(a+)+$")',
      '"matches" is not part of conditions',
    ],
    [
      'macros three deep',
      'signals.exists(a, signals.exists(b, signals.exists(c, a == c)))',
      'macros go no deeper than 2',
    ],
    ['a macro with two variables', 'signals.exists(a, b, true)', 'exists() takes a name'],
    ['a source too long', `account.plan == "${'x'.repeat(2_000)}"`, 'a condition has at most 2000 characters'],
    ['too many parts', `true${' && true'.repeat(220)}`, 'too long a condition'],
    ['brackets too deep', `${'('.repeat(60)}true${')'.repeat(60)}`, 'too long a condition'],
    ['a list too long', `account.members in [${'1.0,'.repeat(250)}1.0]`, 'too long a condition'],
    ['a name that is worked out', 'usage[account.plan].used > 1', 'this is no name of anything'],
    ['an item of a list', 'signals[0] == "x"', 'this is no name of anything'],
    ['a map', '{"a": true} == {"a": true}', 'conditions have neither maps nor optional fields'],
    ['bytes', 'b"a" == b"a"', 'conditions have neither bytes nor unsigned numbers'],
    ['a sum of lists', 'signals + ["x"] == signals', 'lists are not reckoned with'],
    ['an empty list', '[].exists(each, each == 2)', 'this list is empty'],
    [
      'a function of CEL that conditions lack',
      'timestamp("2026-01-01T00:00:00Z") == timestamp(account.plan)',
      'no function "timestamp"',
    ],
    ['a prototype', 'account.constructor == "x"', '"account" has no "constructor"'],
    ['the prototype of a family', 'usage["__proto__"].used > 1', 'no meter "__proto__"'],
  ])('by what it must not cost or reach: %s', (_, text, complaint) => {
    expect(complaints(text)[0]).toContain(complaint);
  });

  it('and never by an exception, whatever is written', () => {
    const scraps = fc.constantFrom(
      'account',
      '.',
      'plan',
      '(',
      ')',
      '[',
      ']',
      '"a"',
      '1',
      '==',
      '&&',
      '!',
      '?',
      ':',
      'in',
      'has',
      'size',
      '{',
      '}',
      ',',
      '-',
      '/',
      'usage',
      'exists',
      'signals',
      'e',
      'true',
      'null',
    );
    const source = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(scraps, { maxLength: 14 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(source, (text) => {
        const compiled = compileOne(text);
        expect(compiled.ok || compiled.issues.every(({ path, message }) => path === 'when' && message !== '')).toBe(
          true,
        );
      }),
      { numRuns: 600 },
    );
  });
});
