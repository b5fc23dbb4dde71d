/** What the page may ask for, each shape checked at the door. */
import { z } from 'zod';
import { AppError } from '../src/errors.ts';

const person = z.string();
const fields = z.record(z.string(), z.unknown());
const values = z.record(z.string(), z.record(z.string(), fields));
const use = z.object({ blockId: z.string(), actionId: z.string(), chosen: fields, values });

export const requests = {
  say: z.object({
    person,
    channel: z.string(),
    threadTs: z.string().exactOptional(),
    text: z.string().trim().min(1).max(40_000),
  }),
  click: z.object({
    person,
    where: z.union([z.object({ viewId: z.string() }), z.object({ channel: z.string(), ts: z.string() })]),
    use,
  }),
  submit: z.object({ person, viewId: z.string(), values }),
  close: z.object({ person, viewId: z.string() }),
  home: z.object({ person, tab: z.enum(['home', 'messages']) }),
  read: z.object({ person, channel: z.string(), ts: z.string() }),
  clock: z.object({
    minutes: z
      .number()
      .int()
      .min(1)
      .max(31 * 24 * 60),
  }),
};

/** Throws `invalid` with what is wrong. */
export function parseRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new AppError('invalid', z.prettifyError(result.error));
}
