import type { MemberView } from '../api/account-view.ts';
import { Section } from '../parts/section.tsx';
import { countText } from '../text/number.ts';
import styles from './facts.module.css';

/** The account's users, with the role that says who can buy. */
export function MembersSection({ members }: { readonly members: readonly MemberView[] }) {
  return (
    <Section title={`Members (${countText(members.length)})`}>
      {members.length === 0 ? (
        <p className={styles.quiet}>
          Nobody yet. A user becomes a member by an event or a group call for this account.
        </p>
      ) : (
        <ul>
          {members.map((member) => (
            <li key={member.id} className={styles.row}>
              <span>{member.name ?? <code>{member.id}</code>}</span>
              <span>{member.role ?? 'role not known'}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
