import { readStanding, type Standing } from '../plans/standing.ts';
import type { Html } from './html.ts';
import { page, type PageSubject, type Section } from './layout.ts';
import type { Services, Visitor } from './services.ts';

/** Draws a page for a visitor, with where their company stands now in its frame. */
export async function drawPage(
  { kairos, site, report }: Pick<Services, 'kairos' | 'site' | 'report'>,
  visitor: Visitor,
  {
    body,
    ...rest
  }: {
    readonly section: Section;
    readonly title: string;
    readonly follows?: readonly PageSubject[];
    readonly body: (standing: Standing | null) => Html;
  },
): Promise<Html> {
  const standing = await readStanding(kairos, visitor.company.id, { report });
  return page({ site, visitor, standing, ...rest, body: body(standing) });
}
