/** A command that sends one event of one account to this environment; run as it stands, it works. */
export function trackSnippet({
  origin,
  key,
  event,
}: {
  readonly origin: string;
  readonly key: string;
  readonly event: string;
}): string {
  const body = { userId: 'user-1', event, context: { groupId: 'first-account' } };
  return [
    `curl ${origin}/v1/track \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`,
  ].join('\n');
}
