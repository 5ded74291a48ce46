/** What Ledgerly's server answers to a form that was sent without leaving the page. */
export interface FormAnswer {
  readonly outcome: string;
  readonly message: string;
}

/** Sends a form and reads the answer. Whatever goes wrong is an answer too, in words for the visitor. */
export async function submitForm(form: HTMLFormElement): Promise<FormAnswer> {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
      headers: { accept: 'application/json' },
    });
    if (response.status === 401) {
      location.assign('/sign-in');
      return { outcome: 'signed-out', message: 'You are signed out.' };
    }
    const answer: unknown = await response.json();
    return isFormAnswer(answer) ? answer : FAILED;
  } catch {
    return FAILED;
  }
}

const FAILED: FormAnswer = {
  outcome: 'failed',
  message: 'Ledgerly does not answer. Nothing was changed; check your connection and try again.',
};

function isFormAnswer(value: unknown): value is FormAnswer {
  return (
    typeof value === 'object' &&
    value !== null &&
    'outcome' in value &&
    typeof value.outcome === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
