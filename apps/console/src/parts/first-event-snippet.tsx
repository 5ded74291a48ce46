import { useQuery } from '@tanstack/react-query';
import { configQuery, environmentQuery } from '../api/queries.ts';
import { meteredEvent } from '../api/read-config.ts';
import { Pending } from './pending.tsx';
import { Snippet } from './snippet.tsx';
import { trackSnippet } from './track-snippet.ts';

/** The command that sends this environment its first event: run as it stands, it works. */
export function FirstEventSnippet() {
  const { data: environment } = useQuery(environmentQuery);
  const config = useQuery(configQuery);
  if (environment === undefined || config.isPending) return <Pending height={144} what="the command" />;
  const code = trackSnippet({
    origin: window.location.origin,
    key: environment.publishableKey,
    event: meteredEvent(config.data) ?? 'Invoice Sent',
  });
  return <Snippet label={`Send an event to ${environment.name}`} code={code} />;
}
