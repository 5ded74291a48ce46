import fc from 'fast-check';
import type { Nested } from './lab.ts';

/** Random conditions over the lab's schema, well typed, and random values for it, half of what may be missing missing. */

const WORDS = ['pro', 'free', 'DE', 'FR', '', 'a', '東京', '😀'];
const NUMBERS = [-1, 0, 1, 2, 5, 7.5, 50, 100];

const word = fc.constantFrom(...WORDS);
const number = fc.constantFrom(...NUMBERS);
const flag = fc.boolean();
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

const meter = fc.record({ used: number, limit: maybe(number) }).map(present);

export const arbitraryValues: fc.Arbitrary<Nested> = fc
  .record({
    account: fc
      .record({
        plan: word,
        region: maybe(word),
        members: number,
        debt: maybe(number),
        paying: flag,
        trial: maybe(flag),
        traits: fc
          .record({
            country: maybe(word),
            size: maybe(number),
            vip: maybe(flag),
            odd: maybe(fc.oneof(word, number, flag)),
          })
          .map(present),
      })
      .map(present),
    usage: fc.record({ invoices: meter, 'api-calls': meter }),
    signals: fc.uniqueArray(word, { maxLength: 4 }),
  })
  .map(present);

/** Without the keys of what is missing. */
function present(record: Readonly<Record<string, Nested[string]>>): Nested {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

const TRAITS = ['country', 'size', 'vip', 'odd', 'nowhere'].map((name) => `account.traits.${name}`);
const NUMBER_SLOTS = ['account.members', 'account.debt', 'usage.invoices.used', 'usage["api-calls"].limit'];
const TEXT_SLOTS = ['account.plan', 'account.region'];
const FLAG_SLOTS = ['account.paying', 'account.trial'];
const OPTIONAL = ['account.region', 'account.debt', 'usage.invoices.limit', ...TRAITS];

const trait = fc.constantFrom(...TRAITS);
const text = word.map((each) => JSON.stringify(each));
const whole = number.map((each) => String(Math.trunc(each)));
const fraction = number.map((each) => (Number.isInteger(each) ? `${each}.0` : String(each)));
const relation = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const equality = fc.constantFrom('==', '!=');

const join = (
  left: fc.Arbitrary<string>,
  operator: fc.Arbitrary<string>,
  right: fc.Arbitrary<string>,
): fc.Arbitrary<string> => fc.tuple(left, operator, right).map((parts) => `(${parts.join(' ')})`);
const list = (items: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(items, { minLength: 1, maxLength: 4 }).map((each) => `[${each.join(', ')}]`);

const DEPTH = { maxDepth: 4, depthSize: 'small' } as const;

/** Conditions as text. What divides is never nought unless both are whole: there alone ours differs from CEL on purpose. */
export const arbitraryCondition: fc.Arbitrary<string> = fc.letrec<
  Record<'flag' | 'number' | 'whole' | 'text' | 'words', string>
>((tie) => ({
  number: fc.oneof(
    DEPTH,
    fc.constantFrom(...NUMBER_SLOTS),
    fraction,
    join(tie('number'), fc.constantFrom('+', '-', '*'), fc.oneof(tie('number'), tie('whole'), trait)),
    join(tie('number'), fc.constant('/'), fc.constantFrom('2', '2.0', '-4', '0.5')),
    join(tie('whole'), fc.constantFrom('+', '*'), tie('number')),
    tie('whole').map((each) => `double(${each})`),
    tie('number').map((each) => `-${each}`),
    fc.tuple(tie('flag'), tie('number'), tie('number')).map(([when, yes, no]) => `(${when} ? ${yes} : ${no})`),
  ),
  whole: fc.oneof(
    DEPTH,
    whole,
    join(tie('whole'), fc.constantFrom('+', '-', '*', '/', '%'), tie('whole')),
    tie('words').map((each) => `size(${each})`),
    tie('text').map((each) => `size(${each})`),
    tie('number').map((each) => `int(${each})`),
    tie('whole').map((each) => `-(${each})`),
  ),
  text: fc.oneof(
    DEPTH,
    fc.constantFrom(...TEXT_SLOTS),
    text,
    join(tie('text'), fc.constant('+'), tie('text')),
    fc
      .tuple(tie('text'), fc.constantFrom('lowerAscii', 'upperAscii', 'trim'))
      .map(([each, name]) => `${each}.${name}()`),
  ),
  words: fc.oneof(
    DEPTH,
    fc.constant('signals'),
    list(tie('text')),
    fc.tuple(tie('words'), relation, text).map(([each, is, other]) => `${each}.filter(s, s ${is} ${other})`),
    tie('words').map((each) => `${each}.map(s, s + "!")`),
  ),
  flag: fc.oneof(
    DEPTH,
    fc.constantFrom(...FLAG_SLOTS, 'true', 'false'),
    join(tie('number'), relation, fc.oneof(tie('number'), tie('whole'))),
    join(tie('whole'), relation, tie('whole')),
    join(tie('text'), relation, tie('text')),
    join(tie('flag'), equality, tie('flag')),
    join(trait, relation, fc.oneof(whole, fraction, text, trait)),
    join(fc.oneof(whole, fraction, text), relation, trait),
    join(trait, equality, fc.constantFrom('true', 'false')),
    join(fc.oneof(tie('text'), trait), fc.constant('in'), fc.oneof(list(text), tie('words'))),
    join(fc.oneof(trait, tie('number')), fc.constant('in'), list(fraction)),
    join(fc.oneof(trait, tie('whole')), fc.constant('in'), list(whole)),
    fc.constantFrom(...OPTIONAL).map((each) => `has(${each})`),
    join(tie('flag'), fc.constantFrom('&&', '||'), fc.oneof(tie('flag'), trait)),
    join(trait, fc.constantFrom('&&', '||'), tie('flag')),
    fc.oneof(tie('flag'), trait).map((each) => `!${each}`),
    fc.tuple(tie('flag'), tie('flag'), tie('flag')).map(([when, yes, no]) => `(${when} ? ${yes} : ${no})`),
    fc
      .tuple(tie('text'), fc.constantFrom('contains', 'startsWith', 'endsWith'), text)
      .map(([each, name, part]) => `${each}.${name}(${part})`),
    fc
      .tuple(tie('words'), fc.constantFrom('exists', 'all', 'exists_one'), fc.oneof(text, trait), relation)
      .map(([each, name, other, is]) => `${each}.${name}(s, s ${is} ${other})`),
  ),
})).flag;
