/** Flywheel in one Slack workspace: installed by a person over OAuth, and ended when it is removed there. */

export const INSTALLATION_STATES = ['installed', 'ended'] as const;

/** What the bot speaks to Slack with. */
export interface BotTokens {
  readonly botToken: string;
  /** Works once; null where tokens do not end. */
  readonly refreshToken: string | null;
  /** Epoch milliseconds; null: never. */
  readonly expiresAt: number | null;
}

export interface Installation {
  /** Slack's id of the workspace, which is the tenant of its data. */
  readonly tenant: string;
  readonly teamName: string;
  readonly appId: string;
  readonly botUserId: string;
  /** Who installed it last. */
  readonly installerId: string;
  readonly state: (typeof INSTALLATION_STATES)[number];
  /** Where the bot writes by itself: a channel, or the installer until one is chosen. */
  readonly channel: string;
  /** Ids of people and of user groups. */
  readonly approvers: readonly string[];
  readonly installedAt: number;
  readonly endedAt: number | null;
}

/** Where the bot writes and who approves, and who chose that. */
export interface InstallationChoice extends Pick<Installation, 'channel' | 'approvers'> {
  /** From 1 on. */
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

/** Sets where the bot writes and who approves, and keeps that this person chose it. */
export type Configure = (set: Pick<Installation, 'channel' | 'approvers'>, actor: string) => Promise<void>;

export type NewInstallation = Omit<
  Installation,
  'state' | 'channel' | 'approvers' | 'installedAt' | 'endedAt'
> & {
  readonly tokens: BotTokens;
};

export interface KeptTokens extends BotTokens {
  /** Grows with each replacement. */
  readonly revision: number;
}

/** All installations there are: the one store that belongs to no tenant. Tokens are sealed. */
export interface InstallationStore {
  /**
   * Keeps an installation; durable when this returns. One that is there is renewed: with its channel and approvers, unless
   * it had ended, when these begin with the installer again.
   */
  install(installed: NewInstallation, at: number): Promise<void>;
  list(): Promise<readonly Installation[]>;
  find(tenant: string): Promise<Installation | null>;
  /** Null when it is not installed. Throws `unavailable` when the master key is another. */
  tokens(tenant: string): Promise<KeptTokens | null>;
  /** True for one caller: who may use the refresh token of this revision until the lease ends. */
  claimRefresh(
    tenant: string,
    claim: {
      readonly revision: number;
      readonly owner: string;
      readonly now: number;
      readonly leaseUntil: number;
    },
  ): Promise<boolean>;
  /** False, and nothing is kept, when they were replaced meanwhile or the installation ended. */
  replaceTokens(tenant: string, revision: number, tokens: BotTokens): Promise<boolean>;
  /** Where the bot writes, and who approves; kept with who chose it. Nothing where it is not installed. */
  configure(
    tenant: string,
    set: Pick<Installation, 'channel' | 'approvers'>,
    by: { readonly actor: string; readonly at: number },
  ): Promise<void>;
  /** Every such choice there was, oldest first; each stays. */
  choices(tenant: string): Promise<readonly InstallationChoice[]>;
  /** Forgets the tokens and keeps the data. False when it has ended, or was installed after the moment that is told of. */
  end(tenant: string, at: number): Promise<boolean>;
}
