import { Button } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import { NoConfig } from './no-config.tsx';
import { usePageTitle } from './page-title.ts';
import styles from './problem.module.css';

/** A page that could not be shown: what happened, and the way on. */
export function Problem({ error }: ErrorComponentProps) {
  const isUnconfigured = error instanceof ApiError && error.code === 'no-config';
  return isUnconfigured ? <NoConfig /> : <Explained error={error} />;
}

function Explained({ error }: { readonly error: unknown }) {
  const router = useRouter();
  const { title, detail, canRetry } = explain(error);
  usePageTitle(title);
  return (
    <div className={styles.problem} role="alert">
      <h1 tabIndex={-1}>{title}</h1>
      <p className={styles.detail}>{detail}</p>
      {canRetry ? (
        <Button onClick={() => void router.invalidate()}>Try again</Button>
      ) : (
        <a href="/console/accounts">All accounts</a>
      )}
      {error instanceof ApiError && error.requestId !== null && (
        <p className={styles.request}>
          Request <code>{error.requestId}</code>
        </p>
      )}
    </div>
  );
}

/** A part of a page that could not be loaded, beside parts that could. */
export function PartProblem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <p className={styles.inline} role="alert">
      {error.message}
      <button type="button" className={styles.again} onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}

function explain(error: unknown): { readonly title: string; readonly detail: string; readonly canRetry: boolean } {
  if (!(error instanceof ApiError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return { title: 'This page broke.', detail: `${reason} Nothing was changed by it.`, canRetry: true };
  }
  if (error.status === 404) {
    return { title: 'There is no such account.', detail: error.message, canRetry: false };
  }
  if (error.status === 0) return { title: 'Kairos is out of reach.', detail: error.message, canRetry: true };
  return { title: 'Kairos could not answer.', detail: error.message, canRetry: true };
}
