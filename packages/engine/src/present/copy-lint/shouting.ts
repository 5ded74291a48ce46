import { excerptOf } from './copy-text.ts';
import { MESSAGE_PARTS } from '../message.ts';
import type { CopyRule } from './rule.ts';

const CAPITALS = /(?<![\w-])[A-Z][A-Z’']{3,}(?![\w-])/g;

/** Written in capitals by everybody. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'HTTP HTTPS HTML JSON YAML SAML LDAP OAUTH SCIM HIPAA GDPR CCPA SMTP IMAP REST SOAP GRAPHQL MYSQL WYSIWYG IBAN SEPA EBITDA ASCII UTF CRUD SDKS APIS PDFS CSVS SLAS KPIS URLS SKUS GAAP IFRS FIFO LIFO DATEV TIFF JPEG MPEG GIFS NASA NATO UNESCO'.split(
    ' ',
  ),
);

/** Nothing is shouted: no exclamation mark before the upgrade, no words in capitals (look.md, "Voice"). */
export const shouting: CopyRule = ({ parts, plans }) => {
  const names = new Set(plans.flatMap((plan) => plan.split(' ')));
  return MESSAGE_PARTS.flatMap((part) => {
    const { text } = parts[part];
    const loud = /[^.!?]{0,40}!/.exec(text)?.[0] ?? (text.match(CAPITALS) ?? []).find((word) => isLoud(word, names));
    if (loud === undefined) return [];
    return [
      {
        rule: 'copy.shouting',
        severity: 'warning',
        part,
        excerpt: excerptOf(loud),
        message: 'say it plainly: no exclamation marks, no words in capitals',
      },
    ];
  });
};

function isLoud(word: string, names: ReadonlySet<string>): boolean {
  return !ABBREVIATIONS.has(word) && !names.has(word);
}
