import type { Check } from './kairos-answers.ts';
import type { KairosApi } from './kairos-api.ts';

/** Asks Kairos what a company may do now. */
export interface Entitlements {
  /**
   * Always answers. Where Kairos doesn't, the last answer of the same question stands; where there is none, `otherwise` does, which
   * is each caller's own choice: to send an invoice must never fail by us, to open what is sold may.
   */
  readonly may: (company: string, feature: string, otherwise: 'allow' | 'refuse') => Promise<Check>;
}

export function entitlementsFrom(
  kairos: Pick<KairosApi, 'check'>,
  { report }: { readonly report: (error: unknown) => void },
): Entitlements {
  const lastAnswers = new Map<string, Check>();
  return {
    may: async (company, feature, otherwise) => {
      const question = `${company}\n${feature}`;
      try {
        const answer = await kairos.check({ account: company, feature });
        lastAnswers.set(question, answer);
        return answer;
      } catch (error) {
        report(error);
        return lastAnswers.get(question) ?? { ...UNKNOWN, allowed: otherwise === 'allow' };
      }
    },
  };
}

const UNKNOWN: Omit<Check, 'allowed'> = { reason: 'kairos-unreachable', used: null, limit: null, requiredPlan: null };
