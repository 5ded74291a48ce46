/** The values by which something was found, each by its name. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>;
