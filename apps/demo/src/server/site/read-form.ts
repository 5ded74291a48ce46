import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** What a form was sent with. A body that is no form is the sender's mistake: 400. */
export async function readForm(context: Context): Promise<FormData> {
  try {
    return await context.req.formData();
  } catch (cause) {
    throw new HTTPException(400, { message: 'expected a form', cause });
  }
}
