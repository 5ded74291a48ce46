import { html } from 'hono/html';

/** A piece of a page. Whatever is put into an `html` template is escaped, unless it is such a piece itself. */
export type Html = ReturnType<typeof html>;

export { html };

/** Nothing at all, where a template wants a piece. */
export const NOTHING: Html = html``;

/** The piece when the condition holds. */
export function when(condition: boolean, piece: () => Html): Html {
  return condition ? piece() : NOTHING;
}
