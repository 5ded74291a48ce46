interface Route {
  readonly path: string;
  readonly method: string;
}

/** What middleware is registered for; it answers nothing by itself. */
const EVERY_METHOD = 'ALL';

/**
 * Answers, for a path, the methods that something is there for, in alphabetical order; none for a path where nothing is. Worked out from
 * the routes themselves, so that no list has to be kept beside them.
 */
export function methodsAt(routes: readonly Route[]): (path: string) => readonly string[] {
  const patterns = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();
  for (const { path, method } of routes) {
    if (method === EVERY_METHOD) continue;
    const known = patterns.get(path) ?? { pattern: patternOf(path), methods: new Set<string>() };
    patterns.set(path, known);
    known.methods.add(method);
    if (method === 'GET') known.methods.add('HEAD');
  }
  return (path) => {
    const methods = [...patterns.values()].flatMap((known) => (known.pattern.test(path) ? [...known.methods] : []));
    return [...new Set(methods)].toSorted();
  };
}

/** A route's path as Hono writes it: `:name` is one segment, `*` is all that follows. */
function patternOf(path: string): RegExp {
  const source = path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment === '*' ? '.*' : escaped(segment)))
    .join('/');
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
