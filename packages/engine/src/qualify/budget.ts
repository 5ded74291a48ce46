import type { Account } from '../observe/account.ts';
import type { QualificationSight, RuleVerdict } from './qualification-rule.ts';

/** What is known of an account's budget: company size and funding stage (S1.4). */
export interface BudgetReading {
  /** null: nobody said. */
  readonly employees: number | null;
  readonly fundingStage: string | null;
  /** `yes` where either stands for a budget, `no` where what is known does not, `unknown` where nothing is. */
  readonly has: 'yes' | 'no' | 'unknown';
  readonly detail: string;
}

/** Reads the account traits `employees` and `fundingStage` (api.md). Either is enough; what nobody said counts for nothing. */
export function readBudget({ account, settings }: Pick<QualificationSight, 'account' | 'settings'>): BudgetReading {
  const employees = numberTrait(account, 'employees');
  const fundingStage = textTrait(account, 'fundingStage');
  const isLarge = employees !== null && employees >= settings.minEmployees;
  const isFunded = fundingStage !== null && settings.fundingStages.some((each) => slug(each) === slug(fundingStage));
  const known = [
    ...(employees === null ? [] : [`${employees} employees, of ${settings.minEmployees} that stand for a budget`]),
    ...(fundingStage === null
      ? []
      : [`the funding stage ${fundingStage}, which ${isFunded ? 'stands' : 'does not stand'} for a budget`]),
  ];
  return {
    employees,
    fundingStage,
    has: isLarge || isFunded ? 'yes' : known.length === 0 ? 'unknown' : 'no',
    detail: known.length === 0 ? 'neither company size nor funding stage is known' : known.join(', and '),
  };
}

/** S1.4: people's time is for who can decide about a budget; what serves itself is for everybody. */
export function budget(sight: QualificationSight, forPeople: boolean): RuleVerdict {
  const { employees, fundingStage, has, detail } = readBudget(sight);
  return {
    rule: 'qualification.budget',
    pass: !forPeople || has !== 'no',
    detail: forPeople ? detail : `an offer that serves itself asks for no budget; ${detail}`,
    values: {
      has,
      forPeople,
      ...(employees === null ? {} : { employees }),
      ...(fundingStage === null ? {} : { fundingStage }),
    },
  };
}

/** A number, or a text that is one: CRMs send either. */
function numberTrait({ traits }: Account, name: string): number | null {
  const value = Object.hasOwn(traits, name) ? traits[name] : undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function textTrait({ traits }: Account, name: string): string | null {
  const value = Object.hasOwn(traits, name) ? traits[name] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** `Series A` and `series_a` are `series-a`. */
function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]+/g, '-');
}
