/** An answer of the API that isn't a success, or none at all: what happened in words, and a code to act on. */
export class ApiError extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The API's stable code, as `not-found`; `unreachable` when there was no answer. */
  readonly code: string;
  readonly requestId: string | null;

  constructor(problem: {
    readonly status: number;
    readonly code: string;
    readonly detail: string;
    readonly requestId?: string;
  }) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId ?? null;
  }
}

/** Whether an error says that nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

/** Reads an answer's problem+json (RFC 9457); answers that carry none are told of by their status. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const { code, detail, title, requestId } = isRecord(body) ? body : {};
  return new ApiError({
    status: response.status,
    code: typeof code === 'string' ? code : 'internal',
    detail: asSentence(firstText(detail, title) ?? `Kairos answered with status ${response.status}`),
    ...(typeof requestId === 'string' ? { requestId } : {}),
  });
}

function firstText(...candidates: readonly unknown[]): string | undefined {
  return candidates.find((each): each is string => typeof each === 'string' && each !== '');
}

/** The API says what is wrong in the middle of a line of a log; here it stands alone. */
function asSentence(text: string): string {
  const capital = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
