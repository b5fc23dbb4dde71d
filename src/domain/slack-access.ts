/** How the bot gets at one Slack workspace, and where it speaks there. */

export interface SlackAccess {
  /** The bot in this workspace: what it says itself is not answered. Null where Slack is asked. */
  readonly botUserId: string | null;
  /**
   * What to speak to Slack with as of now: a token that ends is renewed before it does. Throws `unavailable`, with what to do,
   * where there is none any more.
   */
  botToken(): Promise<string>;
  /** The team's channel, and the ids of the people and user groups that may approve. */
  settings(): Promise<{ readonly channel: string; readonly approvers: readonly string[] }>;
}
