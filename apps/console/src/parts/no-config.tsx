import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { configQuery, sessionQuery } from '../api/queries.ts';
import { configSnippet } from './config-snippet.ts';
import styles from './no-config.module.css';
import { usePageTitle } from './page-title.ts';
import { Snippet } from './snippet.tsx';

/** An environment that was told nothing yet: the command that tells it, and the page itself as soon as it has been run. */
export function NoConfig() {
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery);
  const { data: config } = useQuery({ ...configQuery, refetchInterval: 2000 });
  usePageTitle('No config yet');
  useEffect(() => {
    if (config !== null && config !== undefined) void router.invalidate();
  }, [config, router]);
  return (
    <div className={styles.page}>
      <h1 tabIndex={-1}>{session?.environment.name ?? 'This environment'} does not know yet what you sell.</h1>
      <p>
        Tell it: your meters, and your plans with their prices and limits. The signals, plays and rules all have
        defaults, so this much is enough to begin with. Put in your secret key and run it; this page goes on by itself.
      </p>
      <Snippet label="Put a first config" code={configSnippet(window.location.origin)} />
    </div>
  );
}
