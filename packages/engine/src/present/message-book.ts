import { Liquid, type Template } from 'liquidjs';
import type { Catalog } from '../catalog/catalog.ts';
import { DEFAULT_MESSAGE } from '../catalog/defaults.ts';
import type { Issue } from '../kernel/issue.ts';
import { isObject } from '../kernel/scalar.ts';
import { numberText } from './number-text.ts';
import { isKnownVariable, KNOWN_VARIABLES, type MessageVariables } from './variables.ts';

/**
 * What a moment says, in the one order that it is said: what you did, what you are close to, what you unlock, the one action, the
 * risk removed (S3.24-S3.27, S0.12). There is no slot for a price before the value, so no message can put it there (S0.13).
 */
export interface Message {
  readonly done: string;
  readonly near: string;
  readonly unlock: string;
  readonly action: string;
  readonly reassurance: string;
}

/** The order of the parts, for everyone who renders them. */
export const MESSAGE_PARTS = ['done', 'near', 'unlock', 'action', 'reassurance'] as const;

/** The parsed messages of a config, by play. */
export type MessageBook = ReadonlyMap<string, MessageTemplates>;
type MessageTemplates = {
  readonly [Part in keyof Message]: readonly Template[];
};

/** S2.34, roles: who can't buy is told whom to ask, and nothing else changes. */
const ASK_ADMIN: Pick<Message, 'action' | 'reassurance'> = {
  action: 'Ask your admin',
  reassurance: 'Only an admin of your team can change the plan. Nothing changes until they do.',
};

/** The tags that a message may use. None of them loops, so that work is bounded by length, and none of them reads a file. */
const TAGS: ReadonlySet<string> = new Set(['assign', 'case', 'comment', 'if', 'raw', 'unless']);

/** The filters that a message may use. None of them reads the clock or draws lots, and none of them fails on an odd trait. */
const FILTERS: ReadonlySet<string> = new Set(
  [
    'append capitalize downcase lstrip prepend remove remove_first replace replace_first rstrip squish strip truncate',
    'truncatewords upcase',
    'abs at_least at_most ceil divided_by floor minus modulo plus round times',
    'default size',
  ].flatMap((names) => names.split(' ')),
);

/** What every message is tried with when its config is read, so that one that fails does so there and not before a customer. */
const TRIAL: MessageVariables = {
  account: { name: 'Acme', traits: {} },
  user: { name: 'Ana' },
  plan: { name: 'Free' },
  next: { name: 'Pro' },
  meter: { name: 'invoices' },
  feature: { name: 'Reports', value: 'See what every month brought in' },
  used: 8,
  limit: 10,
  remaining: 2,
  percent: 80,
  resetsOn: '1 April',
  unlocks: '100 invoices',
  priceDelta: '$49',
};
const BARE_TRIAL: MessageVariables = {
  ...TRIAL,
  user: { name: null },
  meter: null,
  feature: null,
  used: null,
  limit: null,
  remaining: null,
  percent: null,
  resetsOn: null,
};

const liquid = createRenderer();

/**
 * One renderer for all messages: plain text out (whoever puts it into HTML escapes it), numbers grouped, only a value's own
 * properties readable, and bounds on length and memory, since templates are what operators write.
 */
function createRenderer(): Liquid {
  const renderer = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    outputEscape: textOf,
    parseLimit: 10_000,
    memoryLimit: 100_000,
  });
  for (const tag of Object.keys(renderer.tags)) if (!TAGS.has(tag)) delete renderer.tags[tag];
  for (const filter of Object.keys(renderer.filters)) if (!FILTERS.has(filter)) delete renderer.filters[filter];
  return renderer;
}

/**
 * Finds every template that can't be read and every variable that doesn't exist, each with its path. Reads the raw config, so that
 * these are reported together with everything else that is wrong with it.
 */
export function checkMessages(input: unknown): Issue[] {
  const plays = isObject(input) && Array.isArray(input['plays']) ? input['plays'] : [];
  return plays.flatMap((play, index) => {
    const message = isObject(play) && isObject(play['message']) ? play['message'] : {};
    return MESSAGE_PARTS.flatMap((part) => {
      const text = message[part];
      return typeof text === 'string' ? checkPart(text, `plays.${index}.message.${part}`) : [];
    });
  });
}

/** Parses every play's message, of a config in which `checkMessages` found nothing. */
export function compileMessages(catalog: Catalog): MessageBook {
  return new Map(
    catalog.plays.map((play) => {
      const message = play.message ?? DEFAULT_MESSAGE;
      return [
        play.id,
        {
          done: liquid.parse(message.done),
          near: liquid.parse(message.near),
          unlock: liquid.parse(message.unlock),
          action: liquid.parse(message.action),
          reassurance: liquid.parse(message.reassurance),
        },
      ];
    }),
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/** Renders a play's message with live values; for a user who can't buy, the action is to ask (S2.34). */
export function renderMessage(
  book: MessageBook,
  play: string,
  { variables, canBuy }: { readonly variables: MessageVariables; readonly canBuy: boolean },
): Message {
  const templates = book.get(play);
  const render = (part: keyof Message): string =>
    templates === undefined ? '' : String(liquid.renderSync([...templates[part]], variables)).trim();
  const message = {
    done: render('done'),
    near: render('near'),
    unlock: render('unlock'),
    action: render('action'),
    reassurance: render('reassurance'),
  };
  return canBuy ? message : { ...message, ...ASK_ADMIN };
}

function checkPart(text: string, path: string): Issue[] {
  try {
    const template = liquid.parse(text);
    for (const variables of [TRIAL, BARE_TRIAL]) liquid.renderSync(template, variables);
    return liquid
      .globalFullVariablesSync(template)
      .filter((variable) => !isKnownVariable(variable))
      .map((variable) => ({
        path,
        message: `no variable "${variable}"; there is ${KNOWN_VARIABLES.join(', ')}`,
      }));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ path, message: `not a template that can be read: ${reason}` }];
  }
}
