import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import styles from './account-search-field.module.css';

const route = getRouteApi('/frame/accounts');

/** Finds accounts by part of their name or id, while typing; what is sought is in the URL. */
export function AccountSearch() {
  const { q = '', stage } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(q);
  const sought = useRef(q);
  const seek = useDebouncedCallback((value: string) => {
    sought.current = value;
    void navigate({
      search: { ...(value === '' ? {} : { q: value }), ...(stage === undefined ? {} : { stage }) },
      replace: true,
    });
  }, 150);
  // A step back or a link changes the URL under the field: then the field follows.
  useEffect(() => {
    if (q !== sought.current) setText(q);
    sought.current = q;
  }, [q]);
  return (
    <search className={styles.search}>
      <TextInput
        type="search"
        aria-label="Find accounts by name"
        placeholder="Find by name"
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          seek(event.currentTarget.value.trim());
        }}
      />
    </search>
  );
}
