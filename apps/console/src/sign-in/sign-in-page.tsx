import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../api/request.ts';
import { Wordmark } from '../frame/wordmark.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import styles from './sign-in-page.module.css';

/** Signing in with a secret key: it is exchanged for a cookie and kept nowhere in the browser. */
export function SignInPage() {
  usePageTitle('Sign in');
  const router = useRouter();
  const { linkRefused } = router.options.context;
  return (
    <main className={styles.page}>
      <Wordmark />
      <h1>Sign in with a secret key.</h1>
      <p className={styles.detail}>
        It begins with <code>sk_test_</code> or <code>sk_live_</code>, and decides which environment you see. On the
        machine that runs Kairos, the link printed at its start signs you in without one.
      </p>
      {linkRefused !== null && (
        <p className={styles.refused} role="alert">
          {linkRefused}
        </p>
      )}
      <SignInForm />
    </main>
  );
}

function SignInForm() {
  const router = useRouter();
  const queries = useQueryClient();
  const [key, setKey] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: (secret: string) => request<null>('/v1/console/session', { method: 'POST', body: { key: secret } }),
    onSuccess: () => {
      queries.clear();
      const { next = '/' } = router.state.location.search;
      router.history.replace(`/console${next}`);
    },
  });
  const error = missing ? 'Paste a secret key here.' : (signIn.error?.message ?? null);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(key.trim() === '');
        if (key.trim() !== '') signIn.mutate(key.trim());
      }}
    >
      <PasswordInput
        label="Secret key"
        name="key"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={error}
        autoComplete="current-password"
        spellCheck={false}
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': 'Show the key', tabIndex: 0 }}
      />
      <Button type="submit" aria-disabled={signIn.isPending}>
        Sign in
      </Button>
    </form>
  );
}
