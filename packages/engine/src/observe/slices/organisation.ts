import { addBounded, rememberName } from '../../kernel/bounded.ts';
import type { Instant } from '../../kernel/instant.ts';

/** How the customer itself grows (S2.23): people, departments, tools connected. */
export interface Organisation {
  readonly joinedAt: readonly Instant[];
  readonly departmentsAt: readonly Instant[];
  readonly integrations: readonly string[];
  /** When the latest integration was connected. */
  readonly integratedAt: readonly Instant[];
  /** The latest invitation, and the seat that it would fill: one more than there were members. */
  readonly invitation: { readonly at: Instant; readonly seat: number } | null;
}

export const NO_ORGANISATION: Organisation = {
  joinedAt: [],
  departmentsAt: [],
  integrations: [],
  integratedAt: [],
  invitation: null,
};

const MAX_INSTANTS = 12;
const MAX_INTEGRATIONS = 30;

export function memberJoined(organisation: Organisation, at: Instant): Organisation {
  return {
    ...organisation,
    joinedAt: addBounded(organisation.joinedAt, at, MAX_INSTANTS),
  };
}

export function departmentAdded(organisation: Organisation, at: Instant): Organisation {
  return {
    ...organisation,
    departmentsAt: addBounded(organisation.departmentsAt, at, MAX_INSTANTS),
  };
}

export function integrationConnected(organisation: Organisation, integration: string, at: Instant): Organisation {
  return {
    ...organisation,
    integrations: rememberName(organisation.integrations, integration, MAX_INTEGRATIONS),
    integratedAt: addBounded(organisation.integratedAt, at, MAX_INSTANTS),
  };
}

export function integrationDisconnected(organisation: Organisation, integration: string): Organisation {
  return {
    ...organisation,
    integrations: organisation.integrations.filter((each) => each !== integration),
  };
}
