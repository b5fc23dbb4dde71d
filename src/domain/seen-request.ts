/** Which of Slack's requests were taken already, whichever process took them. */

export interface SeenRequestStore {
  /** Whether the request is met for the first time; from then on it is known until `until`. */
  meet(id: string, when: { readonly now: number; readonly until: number }): Promise<boolean>;
}
