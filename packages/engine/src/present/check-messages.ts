import type { Issue } from '../kernel/issue.ts';
import { lintPlays } from './copy-lint/lint-plays.ts';
import { checkTemplate } from './message-book.ts';
import { writtenMessages } from './written-messages.ts';

/**
 * Finds every template that can't be read, every variable that doesn't exist, and all copy that is refused (S0.13, S0.14, S2.35), each
 * with its path. Reads the raw config, so that these are reported together with everything else that is wrong with it.
 */
export function checkMessages(input: unknown): Issue[] {
  const unreadable = writtenMessages(input).flatMap(({ path, parts }) =>
    Object.entries(parts).flatMap(([part, text]) =>
      checkTemplate(text).map((message) => ({ path: `${path}.${part}`, message })),
    ),
  );
  const refused = lintPlays(input).filter(({ severity }) => severity === 'error');
  return [...unreadable, ...refused.map(({ path, rule, message }) => ({ path, rule, message }))];
}
