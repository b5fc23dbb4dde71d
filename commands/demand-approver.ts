/** Refuses who is no approver, where it is not a campaign that is decided. */

import { AppError } from '../src/errors.ts';
import type { CommandParts } from './command-parts.ts';

/** Throws `unauthorized` with these words, which say whom to ask. */
export async function demandApprover(
  { policy }: Pick<CommandParts, 'policy'>,
  actor: string,
  refusal: string,
): Promise<void> {
  if (!(await policy()).approvers.includes(actor)) throw new AppError('unauthorized', refusal);
}
