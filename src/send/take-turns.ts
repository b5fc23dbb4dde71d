/** Lets what concerns one contact happen one after the other, and everything else at once. */

export type Turns = <T>(contactId: string, work: () => Promise<T>) => Promise<T>;

/** Work for a contact begins when all that came before it for the same contact has ended, however it ended. */
export function takeTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return async (contactId, work) => {
    const mine = (last.get(contactId) ?? Promise.resolve()).then(work, work);
    last.set(contactId, mine);
    try {
      return await mine;
    } finally {
      if (last.get(contactId) === mine) last.delete(contactId);
    }
  };
}
