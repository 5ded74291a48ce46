import { Liquid, type Template } from 'liquidjs';
import type { Catalog } from '../catalog/catalog.ts';
import type { Variant } from '../catalog/experiment.ts';
import type { Answer } from '../decide/judged-play.ts';
import { defaultMessage } from '../catalog/default-plays.ts';
import type { Message } from './message.ts';
import { numberText } from '../kernel/number-text.ts';
import { BARE_TRIAL, TRIAL } from './trial-variables.ts';
import { isKnownVariable, KNOWN_VARIABLES, type MessageVariables } from './variables.ts';

/** The parsed messages of a config, by play; and the parts that variants of experiments word anew, by `variantKey`. */
export interface MessageBook {
  readonly plays: ReadonlyMap<string, MessageTemplates>;
  readonly variants: ReadonlyMap<string, Partial<MessageTemplates>>;
}

type MessageTemplates = {
  readonly [Part in keyof Message]: readonly Template[];
};

/** What is said instead, and the rest of the message stays: whom to ask (S2.34), who is there to help (S3.34). */
const INSTEAD: Readonly<Record<Answer, Partial<Message>>> = {
  offer: {},
  'ask-admin': {
    action: 'Ask your admin',
    reassurance: 'Only an admin of your team can change the plan. Nothing changes until they do.',
  },
  'ask-contact': {
    action: 'Ask your contact',
    reassurance:
      'Somebody of ours knows your account and can arrange it with you. Nothing changes until you have agreed.',
  },
  help: {
    reassurance:
      'Something of yours is still open with us: we are glad to see to that first, and nothing changes until you say so.',
  },
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

/** Parses every play's message, of a config in which `checkMessages` found nothing; a play without one says what its signals call for. */
export function compileMessages(catalog: Catalog): MessageBook {
  const variants = catalog.layers.flatMap(({ experiments }) =>
    experiments.flatMap((experiment) => experiment.variants),
  );
  return {
    plays: new Map(
      catalog.plays.map((play) => {
        const { done, near, unlock, action, reassurance } = play.message ?? defaultMessage(play, catalog.signals);
        return [
          play.id,
          {
            done: parse(done),
            near: parse(near),
            unlock: parse(unlock),
            action: parse(action),
            reassurance: parse(reassurance),
          },
        ];
      }),
    ),
    variants: new Map(
      variants.flatMap((variant) =>
        variant.change.about === 'message' ? [[variantKey(variant), parseParts(variant.change.message)]] : [],
      ),
    ),
  };
}

function variantKey({ experiment, variant }: Pick<Variant, 'experiment' | 'variant'>): string {
  return `${experiment}/${variant}`;
}

function parse(text: string): readonly Template[] {
  return liquid.parse(text);
}

function parseParts(message: Partial<Message>): Partial<MessageTemplates> {
  return Object.fromEntries(Object.entries(message).map(([part, text]) => [part, parse(text)]));
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/** Renders a play's message with live values, in the words of the variants that its account is in, with what its answer asks for. */
export function renderMessage(
  book: MessageBook,
  play: string,
  {
    variables,
    answer,
    variants,
  }: {
    readonly variables: MessageVariables;
    readonly answer: Answer;
    readonly variants: readonly Pick<Variant, 'experiment' | 'variant'>[];
  },
): Message {
  const templates = Object.assign(
    {},
    book.plays.get(play),
    ...variants.map((variant) => book.variants.get(variantKey(variant))),
  ) as Partial<MessageTemplates>;
  const render = (part: keyof Message): string =>
    String(liquid.renderSync([...(templates[part] ?? [])], variables)).trim();
  const message = {
    done: render('done'),
    near: render('near'),
    unlock: render('unlock'),
    action: render('action'),
    reassurance: render('reassurance'),
  };
  return { ...message, ...INSTEAD[answer] };
}

/** What is wrong with a template: that it can't be read, or every variable that it names and that doesn't exist. */
export function checkTemplate(text: string): readonly string[] {
  try {
    const template = liquid.parse(text);
    for (const variables of [TRIAL, BARE_TRIAL]) liquid.renderSync(template, variables);
    return liquid
      .globalFullVariablesSync(template)
      .filter((variable) => !isKnownVariable(variable))
      .map((variable) => `no variable "${variable}"; there is ${KNOWN_VARIABLES.join(', ')}`);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [`not a template that can be read: ${reason}`];
  }
}
